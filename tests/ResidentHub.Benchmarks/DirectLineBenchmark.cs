using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ResidentHub.Benchmarks;

/// <summary>
/// So many residents with an open stream each, thinking a second between two messages; the time of a turn is measured from the post to the
/// answer received by WebSocket.
/// </summary>
internal static class DirectLineBenchmark
{
    private const string Secret = "the secret of the benchmark";

    private static readonly string[] s_words =
    [
        "L'ascenseur est en panne depuis hier", "Les Tilleuls, bâtiment B", "oui", "je ne sais pas", "annuler", "Mon voisin met la musique à fond toutes les nuits", "non", "le matin", "annuler", "qui est mon gardien ?",
    ];

    public static async Task RunAsync(int sockets, int seconds)
    {
        using var hub = await HubProcess.StartAsync(("DirectLine__Secret", Secret), ("RateLimits__DirectLine", "1000000"));
        using var http = new HttpClient { BaseAddress = new Uri(hub.Url) };
        await TalkAsync(http, 0, TimeSpan.FromSeconds(8), TimeSpan.FromMilliseconds(50));
        var clock = Stopwatch.StartNew();
        var turns = await Task.WhenAll(Enumerable.Range(0, sockets).Select(i => TalkAsync(http, i, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(1))));
        var times = turns.SelectMany(turn => turn).Order().ToList();
        Table.Print(
            $"Direct Line, {sockets} open sockets, 1 s of thought, {seconds} s: from the post to the answer by WebSocket",
            ("turns", $"{times.Count,10}"),
            ("turns a second", $"{times.Count / clock.Elapsed.TotalSeconds,10:0.0}"),
            ("median", Table.Milliseconds(Table.Percentile(times, 0.5))),
            ("p95", Table.Milliseconds(Table.Percentile(times, 0.95))),
            ("p99", Table.Milliseconds(Table.Percentile(times, 0.99))),
            ("resident memory", $"{hub.Memory,10:0} MiB"));
    }

    private static async Task<List<double>> TalkAsync(HttpClient http, int seed, TimeSpan length, TimeSpan thought)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(seed * 20));
        var begun = await CallAsync(http, "/conversations", Secret, "{}");
        var (id, token) = (begun.GetProperty("conversationId").GetString()!, begun.GetProperty("token").GetString()!);
        using var stream = new ClientWebSocket();
        await stream.ConnectAsync(new Uri(begun.GetProperty("streamUrl").GetString()!), CancellationToken.None);
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (var turn = seed; clock.Elapsed < length; turn++)
        {
            var start = Stopwatch.GetTimestamp();
            var posted = CallAsync(http, $"/conversations/{id}/activities", token, JsonSerializer.Serialize(new { type = "message", from = new { id = "user" }, text = s_words[turn % s_words.Length] }));
            await AnsweredAsync(stream);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await posted;
            await Task.Delay(thought);
        }

        return times;
    }

    private static async Task<JsonElement> CallAsync(HttpClient http, string path, string bearer, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline{path}") { Headers = { { "Authorization", $"Bearer {bearer}" } }, Content = new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await http.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    }

    // A message and its answers are kept at once and so come in one frame.
    private static async Task AnsweredAsync(ClientWebSocket stream)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await stream.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None);
                length += part.Count;
            }
            while (!part.EndOfMessage);

            if (Encoding.UTF8.GetString(buffer, 0, length).Contains("\"role\":\"bot\"", StringComparison.Ordinal))
                return;
        }
    }
}
