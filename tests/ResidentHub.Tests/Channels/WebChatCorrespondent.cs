using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.People;
using ResidentHub.Tests.Web;
using ResidentHub.Web.Setup;

namespace ResidentHub.Tests.Channels;

/// <summary>Writes on the chat page, without JavaScript.</summary>
public sealed class WebChatCorrespondent(WebHub hub) : Correspondent
{
    private readonly Browser _browser = hub.Open();
    private (string Text, string Id) _last;

    public override Task SayAsync(string text)
    {
        _last = (text, Guid.CreateVersion7().ToString("N"));
        return RepeatAsync();
    }

    public override Task RepeatAsync() => _browser.PostAsync("/chat", ("text", _last.Text), ("mid", _last.Id));

    public override async Task<string> HeardAsync() => string.Join('\n', (await _browser.GetAsync("/chat")).Html.QuerySelectorAll(".bubble.assistant, .bubble.staff").Select(bubble => bubble.TextContent));

    public override async Task<Guid> ConversationAsync()
    {
        var hash = WebSession.HashOf(_browser.Cookie(Visit.SessionCookie)!);
        await using var db = hub.Db();
        return await db.Conversations().Where(row => db.WebSessions().Any(session => session.Id == row.SessionId && session.TokenHash == hash)).Select(row => row.Id).SingleAsync();
    }
}
