using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace ResidentHub.Benchmarks;

/// <summary>
/// A closed loop: so many residents talk with the real server by plain posts, each thinking a second between two messages; the time of a turn
/// is measured from the post to the whole page that answers it.
/// </summary>
internal static class ChatBenchmark
{
    private static readonly string[] s_openings =
    [
        "L'ascenseur est en panne depuis hier", "Mon voisin met la musique à fond toutes les nuits", "plus d'eau chaude depuis ce matin", "je voudrais créer un jardin partagé derrière le bâtiment",
        "j'ai deux mois de retard de loyer", "il y a des cafards dans la cuisine", "des encombrants devant l'entrée depuis une semaine", "I would like to move to a bigger flat", "qui est mon gardien ?",
    ];

    private static readonly string[] s_answers = ["Les Tilleuls, bâtiment B", "oui", "non", "je ne sais pas", "06 39 98 12 34", "depuis trois jours", "le matin", "annuler"];
    private static readonly Regex s_token = new("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<token>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
    private static readonly Regex s_id = new("name=\"mid\" value=\"(?<id>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);

    public static async Task RunAsync(int conversations, int seconds)
    {
        using var hub = await HubProcess.StartAsync();
        await TalkAsync(hub.Url, 0, TimeSpan.FromSeconds(8), TimeSpan.FromMilliseconds(50));
        var clock = Stopwatch.StartNew();
        var turns = await Task.WhenAll(Enumerable.Range(0, conversations).Select(i => TalkAsync(hub.Url, i, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(1))));
        var times = turns.SelectMany(turn => turn).Order().ToList();
        Table.Print(
            $"Chat, {conversations} conversations at once, 1 s of thought, {seconds} s",
            ("turns", $"{times.Count,10}"),
            ("turns a second", $"{times.Count / clock.Elapsed.TotalSeconds,10:0.0}"),
            ("median", Table.Milliseconds(Table.Percentile(times, 0.5))),
            ("p95", Table.Milliseconds(Table.Percentile(times, 0.95))),
            ("p99", Table.Milliseconds(Table.Percentile(times, 0.99))),
            ("resident memory", $"{hub.Memory,10:0} MiB"));
    }

    private static async Task<List<double>> TalkAsync(string url, int seed, TimeSpan length, TimeSpan thought)
    {
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer(), AutomaticDecompression = DecompressionMethods.None };
        using var client = new HttpClient(handler) { BaseAddress = new Uri(url) };
        await Task.Delay(TimeSpan.FromMilliseconds(seed * 20));
        var page = await client.GetStringAsync(new Uri("/chat", UriKind.Relative));
        var times = new List<double>();
        var clock = Stopwatch.StartNew();
        for (var turn = seed; clock.Elapsed < length; turn++)
        {
            var text = (turn - seed) % 5 == 0 ? s_openings[turn % s_openings.Length] : s_answers[turn % s_answers.Length];
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = s_token.Match(page).Groups["token"].Value, ["mid"] = s_id.Match(page).Groups["id"].Value, ["text"] = text });
            using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = form, Headers = { { "HX-Request", "true" } } };
            var start = Stopwatch.GetTimestamp();
            using var response = await client.SendAsync(request);
            page = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(thought);
        }

        return times;
    }
}
