using System.Text.RegularExpressions;
using ResidentHub.Data;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests;

/// <summary>A new request type is one YAML file: nothing in C# names one.</summary>
public sealed class NamingTests
{
    // Words that are a label and something else too.
    private static readonly string[] s_alsoOtherWords = ["event", "animals", "parking", "noise", "pests"];

    [Fact]
    public void No_request_type_is_named_in_the_hub()
    {
        var labels = Content.Dialogs.RequestTypes.Select(type => type.Label).Except(s_alsoOtherWords).ToHashSet();
        var named =
            from project in (string[])["ResidentHub", "ResidentHub.Language", "ResidentHub.Web", "ResidentHub.Cli"]
            from file in Directory.EnumerateFiles(Path.Combine(Folders.Repository!, "src", project), "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            from match in Regex.Matches(File.ReadAllText(file), "\"([^\"\\n]*)\"", RegexOptions.NonBacktracking)
            where labels.Contains(match.Groups[1].Value)
            select $"{Path.GetFileName(file)}: {match.Groups[1].Value}";
        Assert.Equal([], named);
    }

    [Fact]
    public void Every_text_the_program_says_stands_in_dialogs()
    {
        var french = Content.Dialogs.Replies.In("fr");
        var missing =
            from project in (string[])["ResidentHub", "ResidentHub.Web"]
            from file in Directory.EnumerateFiles(Path.Combine(Folders.Repository!, "src", project), "*.cs*", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            from match in Regex.Matches(File.ReadAllText(file), @"(?:\bT\[|\bSay\((?:\w+(?:\.\w+)*, )?|\bText\(|Option\([^""\n]{0,40})""([a-z_]+(?:\.[a-z_-]+)+)""[\],)]", RegexOptions.NonBacktracking)
            let key = match.Groups[1].Value
            where !french.ContainsKey(key)
            select $"{Path.GetFileName(file)}: {key}";
        Assert.Equal([], missing.Distinct());
    }
}
