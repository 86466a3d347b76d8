using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ResidentHub.Benchmarks;

/// <summary>So many text messages a second, whether the hub keeps up or not; the time is measured from the signed call of the provider to its answer.</summary>
internal static class SmsBenchmark
{
    private const string Token = "the token of the benchmark", Account = "AC00000000000000000000000000000001", Number = "+33639980030", Path = "/api/twilio/sms";
    private const int Phones = 200;

    private static readonly string[] s_words = ["L'ascenseur est en panne depuis hier", "Les Tilleuls, bâtiment B", "1", "SUIVI", "Mon voisin met la musique à fond toutes les nuits aux Tilleuls", "oui", "bonjour", "qui est mon gardien ?"];

    public static async Task RunAsync(int perSecond, int seconds)
    {
        using var network = new Network();
        using var hub = await HubProcess.StartAsync(
            ("Twilio__AccountSid", Account), ("Twilio__AuthToken", Token), ("Twilio__FromNumber", Number), ("Twilio__ApiBaseUrl", network.Url), ("RateLimits__Sms", "1000000"));
        using var http = new HttpClient { BaseAddress = new Uri(hub.Url) };
        await PostAsync(http, hub.Url, perSecond, 5, "warm");
        var before = network.Sent;
        var clock = Stopwatch.StartNew();
        var times = (await PostAsync(http, hub.Url, perSecond, seconds, "hot")).Order().ToList();
        var taken = clock.Elapsed;
        var last = network.Sent;
        for (var quiet = 0; quiet < 10; quiet = network.Sent == last ? quiet + 1 : 0)
        {
            last = network.Sent;
            await Task.Delay(200);
        }

        Table.Print(
            $"SMS, {perSecond} messages a second, {seconds} s: from the signed call to its answer",
            ("messages", $"{times.Count,10}"),
            ("messages a second", $"{times.Count / taken.TotalSeconds,10:0.0}"),
            ("median", Table.Milliseconds(Table.Percentile(times, 0.5))),
            ("p95", Table.Milliseconds(Table.Percentile(times, 0.95))),
            ("p99", Table.Milliseconds(Table.Percentile(times, 0.99))),
            ("answers sent", $"{network.Sent - before,10}"),
            ("resident memory", $"{hub.Memory,10:0} MiB"));
    }

    private static async Task<double[]> PostAsync(HttpClient http, string site, int perSecond, int seconds, string run)
    {
        var calls = new List<Task<double>>();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var wait = TimeSpan.FromSeconds((double)i / perSecond) - clock.Elapsed;
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            calls.Add(CallAsync(http, site, $"SM{run}{i}", $"+33639981{i % Phones:000}", s_words[i / Phones % s_words.Length]));
        }

        return await Task.WhenAll(calls);
    }

    private static async Task<double> CallAsync(HttpClient http, string site, string sid, string from, string body)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["MessageSid"] = sid, ["SmsSid"] = sid, ["AccountSid"] = Account, ["From"] = from, ["To"] = Number, ["Body"] = body, ["NumMedia"] = "0", ["NumSegments"] = "1", ["ApiVersion"] = "2010-04-01",
        };
        var signed = $"{site}{Path}{string.Concat(fields.Select(field => field.Key + field.Value))}";
#pragma warning disable CA5350 // The protocol's own choice.
        var signature = Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(signed)));
#pragma warning restore CA5350
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new FormUrlEncodedContent(fields), Headers = { { "X-Twilio-Signature", signature } } };
        var start = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Stands for the provider's REST API: takes every message at once.</summary>
    private sealed class Network : IDisposable
    {
        private readonly HttpListener _listener = new();
        private int _sent;

        public Network()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            }

            _listener.Prefixes.Add(Url + "/");
            _listener.Start();
            _ = AnswerAsync();
        }

        public string Url { get; }

        public int Sent => _sent;

        public void Dispose() => _listener.Close();

        private async Task AnswerAsync()
        {
            try
            {
                while (true)
                {
                    var call = await _listener.GetContextAsync();
                    await call.Request.InputStream.CopyToAsync(Stream.Null);
                    call.Response.StatusCode = (int)HttpStatusCode.Created;
                    await call.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes($$"""{"sid":"SMout{{Interlocked.Increment(ref _sent)}}","status":"queued"}"""));
                    call.Response.Close();
                }
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                // The benchmark is over.
            }
        }
    }
}
