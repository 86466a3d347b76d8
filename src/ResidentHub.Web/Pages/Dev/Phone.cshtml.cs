using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Language.Facts;
using ResidentHub.Messaging;
using ResidentHub.Web.Channels.Sms;

namespace ResidentHub.Web.Pages.Dev;

/// <summary>One text message on the handset.</summary>
/// <param name="State">What became of one the hub sent; null for one the handset sent.</param>
public sealed record HandsetMessage(string Text, DateTimeOffset At, OutboxState? State)
{
    public int Segments => Gsm7.Segments(Text);
}

/// <summary>
/// A simulated handset, mapped while developing only: what is typed is signed and goes through the real door; shown is what the outbox sent to its number.
/// </summary>
public sealed class PhoneModel(IDbContextFactory<HubDb> factory, IServiceProvider services) : PageModel
{
    public const string Address = "/dev/phone";

    // Numbers of nobody (Arcep keeps 06 39 98 xx xx for fiction): no real one can be played.
    private const string Fiction = "+3363998", First = "06 39 98 00 01";
    private const int Shown = 40, Length = 12;

    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    public IReadOnlyList<HandsetMessage> Messages { get; private set; } = [];

    /// <summary>The key of what is wrong, or null.</summary>
    public string? Fault { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Number ??= First;
        await LoadAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Fault = E164 is null ? "dev.phone.fault_number" : string.IsNullOrWhiteSpace(Text) ? "dev.phone.fault_text" : null;
        if (Fault is null)
        {
            await SendAsync(E164!, Text!, cancellation);
            return Redirect($"{Address}?number={Uri.EscapeDataString(Number!)}#last");
        }

        await LoadAsync(cancellation);
        return Page();
    }

    private string? E164 => Contacts.Phone(Number ?? "") is { Length: Length } number && number.StartsWith(Fiction, StringComparison.Ordinal) ? number : null;

    // As the network hands it in.
    private async Task SendAsync(string from, string text, CancellationToken cancellation)
    {
        var settings = services.GetRequiredService<SmsSettings>();
        var sid = $"SM{Guid.CreateVersion7():N}";
        var form = new Dictionary<string, string>
        {
            ["MessageSid"] = sid, ["SmsSid"] = sid, ["SmsMessageSid"] = sid, ["AccountSid"] = settings.AccountSid, ["From"] = from, ["To"] = settings.FromNumber ?? "", ["Body"] = text,
            ["NumMedia"] = "0", ["NumSegments"] = Gsm7.Segments(text).ToString(), ["SmsStatus"] = "received", ["ApiVersion"] = "2010-04-01",
        };
        using var body = new FormUrlEncodedContent(form);
        var signature = TwilioSignature.Of(settings.AuthToken, settings.PublicBaseUrl + SmsDoor.MessagePath, form);
        await services.GetRequiredService<SmsDoor>().TakeMessageAsync(new TwilioCall(SmsDoor.MessagePath, IsGet: false, body.Headers.ContentType!.MediaType, await body.ReadAsByteArrayAsync(cancellation), signature), cancellation);
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        if (E164 is not { } number)
            return;
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var written = await ChannelConversations.Of(db, ChannelNames.Sms, number).Join(db.Messages(), row => row.Id, message => message.ConversationId, (_, message) => message)
            .Where(message => message.Author == Author.Resident && message.Channel == ChannelNames.Sms).OrderByDescending(message => message.Number).Take(Shown).Select(message => new HandsetMessage(message.Text, message.At, null)).ToListAsync(cancellation);
        var sent = await db.Outbox().Where(row => row.Kind == OutboxKind.Sms && row.Address == number).OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Piece).Take(Shown).Select(row => new HandsetMessage(row.Body, row.CreatedAt, row.State)).ToListAsync(cancellation);
        sent.Reverse();
        Messages = [.. Enumerable.Reverse(written).Concat(sent).OrderBy(message => message.At).TakeLast(Shown)];
    }
}
