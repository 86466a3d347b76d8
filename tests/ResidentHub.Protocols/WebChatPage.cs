using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ResidentHub.Protocols;

/// <summary>A landlord's own site at an origin of its own: Web Chat's control, pages that show it, and an endpoint that gives a token.</summary>
public sealed class WebChatPage : IAsyncDisposable
{
    private static readonly string s_control = Path.Combine(NodeScript.Folder, "node_modules", "botframework-webchat", "dist", "webchat.js");

    private readonly WebApplication _app;

    private WebChatPage(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    public static async Task<WebChatPage> StartAsync(Func<string> hub, Func<Task<string>> token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/webchat.js", () => Results.File(s_control, "text/javascript"));
        app.MapPost("/token", async () => Results.Json(new { token = await token() }));
        app.MapGet("/own.html", () => Page(Own(hub())));
        app.MapGet("/embed.html", () => Page(Embedded(hub(), "")));
        app.MapGet("/embed-token.html", () => Page(Embedded(hub(), "data-token=\"/token\"")));
        await app.StartAsync();
        return new WebChatPage(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static IResult Page(string script) => Results.Content(
        $"""
        <!doctype html><html lang="fr"><meta charset="utf-8"><title>Le site de l'organisme</title>
        <body><div id="chat" style="height: 860px"><a href="https://hub.example/chat">Écrire à l'organisme</a></div>
        {script}</body></html>
        """,
        "text/html; charset=utf-8");

    private static string Embedded(string hub, string token) => $"""<script src="{hub}/embed.js" data-target="#chat" data-webchat="/webchat.js" {token}></script>""";

    private static string Own(string hub) => $$"""
        <script src="/webchat.js"></script>
        <script>
          fetch('/token', { method: 'POST' }).then((answer) => answer.json()).then(({ token }) =>
            WebChat.renderWebChat({ directLine: WebChat.createDirectLine({ domain: '{{hub}}/v3/directline', token }), locale: 'fr-FR' }, document.getElementById('chat')));
        </script>
        """;
}
