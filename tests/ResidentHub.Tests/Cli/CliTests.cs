using System.Reflection;
using Microsoft.Data.Sqlite;
using ResidentHub.Data;
using ResidentHub.People;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Cli;

/// <summary>The console and the environment belong to the whole process: these tests run alone.</summary>
[CollectionDefinition(nameof(CliTests), DisableParallelization = true)]
public sealed class OneConsole;

[Collection(nameof(CliTests))]
public sealed class CliTests : IDisposable
{
    private const int Done = 0, Failure = 1, WrongUse = 2;
    private static readonly string[] s_settings = ["DataDir", "DialogsDir", "ConnectionStrings__Hub", "Database__Provider"];

    private readonly string _folder = Directory.CreateTempSubdirectory("residenthub-cli-").FullName;

    public CliTests()
    {
        _ = Content.Reader;
        Directory.CreateSymbolicLink(Folders.Models(_folder), Content.Models);
        Environment.SetEnvironmentVariable("DataDir", _folder);
    }

    public void Dispose()
    {
        foreach (var setting in s_settings)
            Environment.SetEnvironmentVariable(setting, null);
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("classify")]
    [InlineData("staff", "add", "--email", "ines@exemple.fr")]
    [InlineData("import", "cats", "cats.csv")]
    public void Wrong_use_is_said(params string[] args) => AssertOneLine(Run(args), WrongUse);

    [Fact]
    public void A_file_that_is_not_there_is_a_failure() => AssertOneLine(Run("classify", Path.Combine(_folder, "none.tsv")), Failure);

    [Fact]
    public void A_database_that_cannot_be_opened_is_a_failure()
    {
        Environment.SetEnvironmentVariable("ConnectionStrings__Hub", $"Data Source={Path.Combine(_folder, "none", "hub.db")}");
        AssertOneLine(Run("migrate"), Failure);
    }

    [Fact]
    public void A_database_that_is_none_is_a_failure()
    {
        Write("hub.db", "this is no database, and long enough to be read as a header of one; this is no database, and long enough to be read as one");
        AssertOneLine(Run("erase", "person", "ines@exemple.fr"), Failure);
    }

    [Fact]
    public void Another_database_than_is_supported_is_a_failure()
    {
        Environment.SetEnvironmentVariable("Database__Provider", "postgres");
        Assert.Contains("postgres", AssertOneLine(Run("migrate"), Failure), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_of_the_content_are_listed_by_check_and_counted_elsewhere()
    {
        using var overlay = new OverlayFolder();
        overlay.Write("common.yml", "nonsense: true\nmore: true\n");
        Environment.SetEnvironmentVariable("DialogsDir", overlay.Path);
        Assert.Contains("run 'check'", AssertOneLine(Run("migrate"), Failure), StringComparison.Ordinal);
        var (exit, said, _) = Run("check");
        Assert.Equal(Failure, exit);
        Assert.Contains("common.yml(1)", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Classify_prints_a_header_and_one_row_a_message_without_its_text()
    {
        var (exit, said, fault) = Run("classify", Write("messages.tsv", "id\ttext\nm1\tmusique à fond toutes les nuits\nm2\tça sent le gaz\n"));
        Assert.Equal((Done, ""), (exit, fault));
        var lines = said.Split('\n');
        Assert.Equal("id\tlabel\tconfidence\tdecision\ttop3\talso\tsafety\tlanguage", lines[0]);
        Assert.StartsWith("m1\tnoise\t", lines[1], StringComparison.Ordinal);
        Assert.Contains("\tsafety\t", lines[2], StringComparison.Ordinal);
        Assert.Equal(("", 4), (lines[^1], lines.Length));
        Assert.DoesNotContain("musique", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_learns_one_file_and_measures_on_another()
    {
        var train = Write("train.tsv", string.Concat(Enumerable.Range(0, 12).Select(i => $"bonjour à tous {i}\thello\nla fuite coule {i}\tleak\n")));
        var test = Write("test.tsv", "bonjour à tous\thello\nla fuite coule\tleak\nquelle heure est-il\toos\n");
        var rows = Path.Combine(_folder, "rows.tsv");
        var (exit, said, _) = Run("evaluate", "--train", train, "--test", test, "--out", rows);
        Assert.Equal(Done, exit);
        Assert.Contains("rows 2  accuracy 1.0000  macro-F1 1.0000", said, StringComparison.Ordinal);
        Assert.Contains("AUROC", said, StringComparison.Ordinal);
        Assert.Equal(["hello", "leak"], File.ReadLines(rows).Take(2).Select(line => line.Split('\t')[0]));
        AssertOneLine(Run("evaluate", "--train", Write("bad.tsv", "no label\n"), "--test", test), Failure);
    }

    [Fact]
    public void Staff_add_says_where_the_account_is_and_adds_it_once()
    {
        string[] add = ["staff", "add", "--email", "ines@exemple.fr", "--name", "Inès Roux", "--roles", "administrator"];
        var (exit, said, _) = Run(add);
        Assert.Equal(Done, exit);
        Assert.Contains(_folder, said, StringComparison.Ordinal);
        Assert.Contains("Password, shown once: ", said, StringComparison.Ordinal);
        AssertOneLine(Run(add), Failure);
    }

    [Fact]
    public void Erase_says_how_much_went()
    {
        var (exit, said, _) = Run("erase", "person", "06 39 98 01 01");
        Assert.Equal((Done, "Erased, with 0 request(s).\n"), (exit, said.ReplaceLineEndings("\n")));
        AssertOneLine(Run("erase", "request", "ABCD-EFGH"), Failure);
    }

    [Fact]
    public void Import_names_every_fault_by_line()
    {
        var file = Write("residents.csv", $"{string.Join(',', ResidentImport.Columns)}\n{new string(',', ResidentImport.Columns.Length - 1)}x\n");
        var (exit, said, fault) = Run("import", "residents", file);
        Assert.Equal(Failure, exit);
        Assert.Contains("residents.csv(2)", said, StringComparison.Ordinal);
        Assert.EndsWith("nothing was imported.", fault.TrimEnd(), StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string AssertOneLine((int Exit, string Said, string Fault) run, int exit)
    {
        Assert.Equal(exit, run.Exit);
        return Assert.Single(run.Fault.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // The entry point itself, as the runtime calls it.
    private static (int Exit, string Said, string Fault) Run(params string[] args)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var fault = new StringWriter();
        Console.SetOut(said);
        Console.SetError(fault);
        try
        {
            var exit = (int)Assembly.Load("ResidentHub.Cli").EntryPoint!.Invoke(null, [args])!;
            return (exit, said.ToString(), fault.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
