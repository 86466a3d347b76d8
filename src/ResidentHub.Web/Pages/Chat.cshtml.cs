using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;
using ResidentHub.Routing;
using ResidentHub.Understanding;
using ResidentHub.Web.Channels.WebChat;
using ResidentHub.Web.Setup;
using Thread = ResidentHub.Web.Channels.WebChat.Thread;

namespace ResidentHub.Web.Pages;

/// <summary>The conversation, by plain posts or live.</summary>
[RequestFormLimits(MultipartBodyLengthLimit = 35 * 1024 * 1024)]
public sealed class ChatModel(
    WebConversation conversations, MessagePipeline pipeline, IDbContextFactory<HubDb> factory, PhotoStore photoStore, Dialogs dialogs, Understander understander, WorkingCalendar calendar, TimeProvider clock, Limits limits) : PageModel
{
    private const int PerMinute = 40, PerMinuteOfAddress = 400;

    public Thread? Thread { get; private set; }

    /// <summary>Minted with the form, so that sending it twice is one message.</summary>
    public string MessageId { get; private set; } = Guid.CreateVersion7().ToString("N");

    public string Draft { get; private set; } = "";

    public IReadOnlyList<string> Faults { get; private set; } = [];

    /// <summary>What the assistant said last, whose choices are still open.</summary>
    public Reply? Open { get; private set; }

    public bool IsWithPerson => Thread?.State.Phase == Phase.WithPerson;

    public Task OnGetAsync(string? say, CancellationToken cancellation)
    {
        Draft = Clean.Text(say);
        return LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(ChatForm form, CancellationToken cancellation)
    {
        // Too long to be kept whole: the words stay in the field; but a danger in them is never sent back.
        if (form.Text is { Length: > Clean.MaxLength } && understander.Read(form.Text, calendar.Today(clock.GetUtcNow())).Safety is null)
        {
            (Draft, Faults) = (form.Text, ["fault.too_long"]);
            await LoadAsync(cancellation);
            return Page();
        }

        var (pictures, faults) = await Photos.ReadAsync(Request.Form.Files, cancellation);
        Faults = faults;
        var (text, choice) = Said(form, await conversations.LoadAsync(cancellation));
        if (text.Length == 0 && choice is null && pictures.Count == 0)
        {
            if (faults.Count == 0)
                Faults = ["chat.empty"];
            await LoadAsync(cancellation);
            return Page();
        }

        var (id, session) = await conversations.OpenAsync(cancellation);
        if (!IsWithinLimits(id, text))
        {
            (Draft, Faults) = (text, ["error.too_often_text"]);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            await LoadAsync(cancellation);
            return Page();
        }

        var photos = await KeepAsync(pictures, session.Id, id, cancellation);
        await pipeline.ReceiveAsync(new Inbound(id, ChannelNames.Web, MessageIdOf(form.Mid), text, choice, [.. photos], IsAnsweredInPlace: true), cancellation);
        if (!Request.Headers.ContainsKey("HX-Request"))
            return Faults.Count == 0 ? Redirect("/chat#last") : await AgainAsync(cancellation);
        return await AgainAsync(cancellation);
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Thread = await conversations.LoadAsync(cancellation);
        Open = Thread?.Messages.LastOrDefault() is { Author: Author.Assistant } last ? MessageRows.ReplyOf(last) : null;
    }

    // Typed words come first; else a button, a place picked, or a date picked. A button's words are those it showed.
    private (string Text, string? Choice) Said(ChatForm form, Thread? thread)
    {
        var typed = Clean.Text(form.Text);
        if (typed.Length > 0)
            return (typed, null);
        if (form.Choice is { Length: > 0 and <= 200 } choice)
        {
            var shown = thread?.Messages.Where(message => message.Author == Author.Assistant).Select(MessageRows.ReplyOf).SelectMany(reply => reply.Options).LastOrDefault(option => option.Key == choice);
            return shown is null && thread is not null ? ("", null) : (shown?.Text ?? "", choice);
        }

        if (dialogs.Landlord.Residence(form.Place) is { } residence)
            return (residence.Name, thread?.State.Asked == "place" ? residence.Key : null);
        return DateOnly.TryParseExact(form.Date, "yyyy-MM-dd", out _) ? (form.Date!, null) : ("", null);
    }

    private bool IsWithinLimits(Guid conversation, string text)
    {
        var isWithin = limits.Allows("Chat", conversation.ToString("N"), PerMinute) & limits.Allows("ChatAddress", HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", PerMinuteOfAddress);
        return isWithin || understander.Read(text, calendar.Today(clock.GetUtcNow())).Safety is not null;
    }

    private async Task<List<Guid>> KeepAsync(List<byte[]> pictures, Guid session, Guid conversation, CancellationToken cancellation)
    {
        if (pictures.Count == 0)
            return [];
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var kept = new List<Guid>();
        foreach (var picture in pictures)
        {
            if (await photoStore.KeepAsync(db, picture, session, conversation, cancellation) is { } photo)
                kept.Add(photo.Id);
        }

        await db.SaveChangesAsync(cancellation);
        return kept;
    }

    private static string MessageIdOf(string? mid) => Guid.TryParse(mid, out var id) ? id.ToString("N") : Guid.CreateVersion7().ToString("N");
}

/// <summary>What the chat's form sends.</summary>
public sealed class ChatForm
{
    public string? Text { get; set; }

    public string? Choice { get; set; }

    public string? Place { get; set; }

    public string? Date { get; set; }

    public string? Mid { get; set; }
}
