using System.Net;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Requests;
using ResidentHub.Safety;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Web;

/// <summary>
/// Secrets planted through the doors that residents and staff use, then looked for by every member of the demo staff at every address. Each
/// secret is a word that stands nowhere else.
/// </summary>
public sealed class Planted : IAsyncLifetime
{
    public const string
        Name = "Quibusard", Opening = "Ouvrandine", Story = "Raconterelle", Cause = "dépense imprévue", Note = "Notulanse", ThirdPerson = "Tierzandre", Safety = "Dangorine", Talk = "Confidarelle",
        FileName = "bulletin-zymotique.png", Mandate = "Mandatelle", RepairWords = "Plombardine", CommonWords = "Ramponnelle", Reason = "Motivange", Email = "secrette@exemple.fr";

    /// <summary>As the pages show it, without spaces.</summary>
    public const string Phone = "0639987654";

    public WebHub Hub { get; } = new();

    /// <summary>What each member of staff could read anywhere, without spaces.</summary>
    public Dictionary<string, string> Seen { get; } = [];

    /// <summary>A resident's browser nobody knows, at every public address.</summary>
    public string SeenByStranger { get; private set; } = "";

    public string Arrears { get; private set; } = "";

    public string ArrearsByForm { get; private set; } = "";

    public string Noise { get; private set; } = "";

    public string Repair { get; private set; } = "";

    public string Common { get; private set; } = "";

    public string AtDesk { get; private set; } = "";

    public Guid HandOver { get; private set; }

    public IReadOnlyList<Guid> Alerts { get; private set; } = [];

    public Guid Photo { get; private set; }

    public IReadOnlyList<string> References => [Arrears, ArrearsByForm, Noise, Repair, Common, AtDesk];

    /// <summary>A word as it is looked for.</summary>
    public static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    public async Task InitializeAsync()
    {
        await PlantArrearsAsync();
        await PlantNoiseAsync();
        await PlantRepairsAsync();
        await PlantTalkAsync();
        await PlantDangerAsync();
        foreach (var (key, seen) in await Task.WhenAll(Content.Dialogs.Demo.Staff.Select(async member => (member.Key, await LookEverywhereAsync(member.Key)))))
            Seen[key] = seen;
        SeenByStranger = await LookAroundAsync();
    }

    public Task DisposeAsync() => Hub.DisposeAsync().AsTask();

    /// <summary>Every address a signed-in person could try, of this or another's.</summary>
    public IEnumerable<string> StaffAddresses()
    {
        foreach (var scope in (string[])["waiting", "mine", "unowned"])
            yield return $"/staff?scope={scope}";
        yield return "/staff?scope=all&closed=true";

        // Only the beginning is looked for: the page says again what was looked for.
        foreach (var words in (string[])[Name, Opening, Phone])
            yield return $"/staff?scope=all&q={words[..^1]}";
        foreach (var reference in References)
            yield return $"/staff/requests/{reference}?scope=all";
        foreach (var handler in (string[])["Reporter", "Persons", "Count"])
            yield return $"/staff/requests/{Noise}?handler={handler}";
        foreach (var alert in Alerts)
            yield return $"/staff/safety/{alert}";
        foreach (var address in (string[])["/staff/safety", "/staff/team", "/staff/rota", "/staff/accounts", $"/staff/conversations/{HandOver}", $"/staff/desk?talk={HandOver}"])
            yield return address;
    }

    private async Task PlantArrearsAsync()
    {
        var byChat = Hub.Open();
        await byChat.PostAsync("/chat", ("text", $"je n'arrive plus à payer mon loyer aux Tilleuls, j'ai deux mois de retard, {Opening}"));
        await FinishAsync(byChat);
        Arrears = Newest("payment-difficulty");
        ArrearsByForm = await WebHub.SubmitAsync(
            Hub.Open(), "payment-difficulty", ("months", "2"), ("letter", "none"), ("cause", "cost"), ("description", Story), ("residence", "tilleuls"), ("phone", Phone), ("email", Email), ("name", Name));
        var adviser = await Hub.SignInAsync("leila");
        foreach (var reference in (string[])[Arrears, ArrearsByForm])
            await adviser.PostAsync($"/staff/requests/{reference}?handler=Note", ("text", Note), ("readers", "advisers"));
        await adviser.PostAsync($"/staff/requests/{ArrearsByForm}?handler=Reporter", ("reason", Reason));
    }

    private async Task PlantNoiseAsync()
    {
        Noise = await WebHub.SubmitAsync(Hub.Open(), "noise", ("noise_kind", "music"), ("residence", "tilleuls"), ("phone", Phone), ("email", Email), ("name", Name));
        await (await Hub.SignInAsync("thomas")).PostAsync($"/staff/requests/{Noise}?handler=Person", ("text", ThirdPerson));
    }

    private async Task PlantRepairsAsync()
    {
        Repair = await WebHub.SubmitAsync(Hub.Open(), "repair-home", ("residence", "tilleuls"), ("trade", "leak"), ("description", RepairWords), ("phone", Phone), ("name", Name));
        Common = await WebHub.SubmitAsync(Hub.Open(), "repair-common", ("residence", "tilleuls"), ("what", "lift"), ("description", CommonWords), ("phone", Phone), ("email", Email), ("name", Name), ("flat", "B12"));
        await (await Hub.SignInAsync("samira")).PostAsync(
            "/staff/desk?handler=Send", ("label", "repair-common"), ("who", "helper"), ("mandate", Mandate), ("words", "porte du hall"), ("residence", "tilleuls"), ("what", "door"), ("name", Name));
        AtDesk = Newest("repair-common");
    }

    private async Task PlantTalkAsync()
    {
        var resident = Hub.Open();
        await resident.PostFileAsync("/chat", FileName, Pictures.Png, ("text", $"je me sens très seule depuis ma séparation, je veux parler à une assistante sociale, {Talk}"));
        await resident.PostAsync("/chat", ("text", "je veux parler à une personne"));
        await resident.PostAsync("/chat", ("text", "mon mari m'a frappée hier soir"));
        using var db = Hub.Db();
        HandOver = db.HandOvers().Single(row => row.Department == "social-support").Id;
        Photo = db.Photos().Single().Id;
    }

    private async Task PlantDangerAsync()
    {
        var resident = Hub.Open();
        await resident.PostAsync("/chat", ("text", $"mon mari m'a frappée, {Safety}"));
        using var db = Hub.Db();
        Alerts = [.. db.SafetyAlerts().Select(alert => alert.Id)];
    }

    // Answers whatever is asked until the request is made.
    private static async Task FinishAsync(Browser resident)
    {
        for (var i = 0; i < 8; i++)
        {
            var page = await resident.GetAsync("/chat");
            if (page.Html.QuerySelector(".bubble .reference") is not null)
                return;
            var last = page.Html.QuerySelectorAll(".bubble.assistant").Last(bubble => !bubble.ClassList.Contains("typing")).TextContent;
            var isSummary = page.Html.QuerySelector("button[name=choice][value=send], button[name=choice][value=yes]") is not null;
            await resident.PostAsync("/chat", ("text", isSummary ? "oui" : last.Contains("téléphone", StringComparison.Ordinal) ? "06 39 98 11 22" : "aucun"));
        }

        throw new InvalidOperationException((await resident.GetAsync("/chat")).Words);
    }

    private string Newest(string type)
    {
        using var db = Hub.Db();
        return ResidentHub.Language.Facts.References.Show(db.Requests().Where(request => request.Type == type).OrderByDescending(request => request.Id).First().Reference);
    }

    private async Task<string> LookEverywhereAsync(string key)
    {
        var browser = await Hub.SignInAsync(key);
        var seen = new List<string>();
        foreach (var address in StaffAddresses())
        {
            seen.Add(WebUtility.HtmlDecode((await browser.GetAsync(address)).Text));
        }

        // A page that refreshes itself is answered by the same page.
        foreach (var address in (string[])["/staff", $"/staff/requests/{ArrearsByForm}", $"/staff/conversations/{HandOver}"])
            seen.Add(WebUtility.HtmlDecode((await browser.GetAsync(address, isRefresh: true)).Text));
        return Bare(string.Join('\n', seen));
    }

    private async Task<string> LookAroundAsync()
    {
        var stranger = Hub.Open();
        var seen = new List<string>();
        foreach (var address in References.SelectMany(reference => (string[])[$"/requests/{reference}", $"/requests/{reference}/receipt", $"/track?reference={reference}"]).Concat(["/", "/me", "/chat", "/initiatives", "/residences", $"/photos/{Photo}", "/requests/new/payment-difficulty"]))
            seen.Add((await stranger.GetAsync(address)).Text);
        foreach (var reference in References)
            seen.Add((await stranger.PostAsync($"/requests/{reference}?handler=Look")).Text);
        return Bare(WebUtility.HtmlDecode(string.Join('\n', seen)));
    }
}
