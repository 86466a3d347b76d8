using System.Text.RegularExpressions;
using ResidentHub.Data;

namespace ResidentHub.Tests;

/// <summary>The order of folders inside the hub: each may use only those before it. Names the file that breaks it.</summary>
public sealed class ArrowsTests
{
    private static readonly string[] s_order =
    [
        "Data", "Catalogue", "People", "Messaging", "Understanding", "Conversations", "Safety", "Requests", "Routing", "Triage", "Initiatives", "Notifications", "Privacy", "Pipeline",
    ];

    private static readonly string s_source = Path.Combine(Folders.Repository!, "src");

    [Fact]
    public void Every_folder_of_the_hub_has_its_place_in_the_order()
    {
        var folders = Directory.GetDirectories(Path.Combine(s_source, "ResidentHub")).Select(path => Path.GetFileName(path)).Where(name => name is not ("bin" or "obj"));
        Assert.Equal([], folders.Except(s_order));
        Assert.Equal([], s_order.Except(folders));
    }

    [Fact]
    public void A_folder_uses_only_folders_before_it()
    {
        var breaches =
            from file in Sources("ResidentHub")
            let folder = Path.GetRelativePath(Path.Combine(s_source, "ResidentHub"), file).Split(Path.DirectorySeparatorChar)[0]
            where s_order.Contains(folder)
            from used in Used(File.ReadAllText(file))
            where Array.IndexOf(s_order, used) > Array.IndexOf(s_order, folder)
            select $"{Path.GetRelativePath(s_source, file)} uses {used}";
        Assert.Equal([], breaches.Distinct());
    }

    [Fact]
    public void The_language_knows_no_package_and_no_clock()
    {
        var project = File.ReadAllText(Path.Combine(s_source, "ResidentHub.Language", "ResidentHub.Language.csproj"));
        Assert.DoesNotContain("PackageReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
        foreach (var file in Sources("ResidentHub.Language"))
            Assert.False(Regex.IsMatch(File.ReadAllText(file), @"\bTimeProvider\b|\bHttpClient\b|\bFile\.", RegexOptions.NonBacktracking), $"{file} reaches outside");
    }

    [Fact]
    public void The_hub_knows_no_server()
    {
        foreach (var file in Sources("ResidentHub"))
            Assert.DoesNotContain("Microsoft.AspNetCore", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Deciding_is_pure()
    {
        foreach (var name in (string[])["Conversations/ConversationFlow.cs", "Conversations/Asking.cs", "Conversations/Confirming.cs", "Conversations/Listening.cs", "Conversations/Choosing.cs", "Routing/Router.cs", "Routing/DueDates.cs", "Notifications/ContactPolicy.cs"])
        {
            var code = File.ReadAllText(Path.Combine(s_source, "ResidentHub", name));
            Assert.False(Regex.IsMatch(code, @"\basync\b|HubDb|TimeProvider|CreateVersion7|RandomNumber", RegexOptions.NonBacktracking), $"{name} is not pure");
        }
    }

    private static IEnumerable<string> Sources(string project) =>
        Directory.EnumerateFiles(Path.Combine(s_source, project), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> Used(string code) =>
        Regex.Matches(code, @"(?:using ResidentHub\.|[^.\w]ResidentHub\.)(\w+)", RegexOptions.NonBacktracking).Select(match => match.Groups[1].Value)
            .Concat(s_order.Where(folder => Regex.IsMatch(code, $@"[^.\w""]{folder}\.[A-Z]\w+", RegexOptions.NonBacktracking) && code.Contains($"{folder}.", StringComparison.Ordinal) && folder is not ("Data" or "Requests" or "Safety" or "Messaging")))
            .Where(s_order.Contains);
}
