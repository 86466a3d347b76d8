using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace ResidentHub.Tests.Channels.BotFramework;

/// <summary>What the hub posted to the Connector, or fetched from it.</summary>
/// <param name="Path">As it came over the wire, nothing decoded.</param>
public sealed record Call(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? Bearer => Headers.GetValueOrDefault("Authorization");

    public JsonObject Activity => JsonNode.Parse(Body)!.AsObject();

    public string Text => (string)Activity["text"]!;
}

/// <summary>An answer of the Connector.</summary>
public sealed record Answer(int Status, string Body = "{}", string? Header = null, string? Value = null);

/// <summary>Azure on this machine: login, metadata, keys and Connector, on a port of its own. Records all that comes.</summary>
public sealed class AzureStub : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Call> _calls = [];
    private readonly ConcurrentQueue<Answer> _answers = [];
    private int _tokens;
    private long _served;

    public AzureStub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            Interlocked.Increment(ref _served);
            await next(context);
            Interlocked.Increment(ref _served);
        });
        _app.MapGet("/v1/.well-known/openidconfiguration", () =>
        {
            MetadataReads++;
            return IsDown ? Results.StatusCode(500) : Results.Text(new JsonObject { ["issuer"] = "https://api.botframework.com", ["jwks_uri"] = $"{Url}/keys" }.ToJsonString(), "application/json");
        });
        _app.MapGet("/keys", () =>
        {
            KeyReads++;
            return Results.Text(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(key => key.Public.DeepClone())]) }.ToJsonString(), "application/json");
        });
        _app.MapPost("/token", (Func<HttpContext, Task<IResult>>)LoginAsync);
        _app.MapFallback("{*path}", (RequestDelegate)ConnectAsync);
        _app.StartAsync().GetAwaiter().GetResult();
        Url = _app.Urls.Single();
    }

    public string Url { get; }

    public List<SigningKey> Keys { get; } = [new("key-1")];

    public bool IsDown { get; set; }

    public int MetadataReads { get; private set; }

    public int KeyReads { get; private set; }

    public ConcurrentQueue<Dictionary<string, string>> Logins { get; } = [];

    public int TokenStatus { get; set; } = 200;

    public int TokenLasts { get; set; } = 3600;

    /// <summary>What the hub called besides login, metadata and keys.</summary>
    public IReadOnlyList<Call> Calls => [.. _calls];

    public IReadOnlyList<Call> Posts => [.. _calls.Where(call => call.Method == "POST")];

    /// <summary>Files to be fetched, by path.</summary>
    public Dictionary<string, Func<HttpContext, Task>> Files { get; } = [];

    /// <summary>Answers given next, one a call; then every call is taken.</summary>
    public void Next(params Answer[] answers) => Array.ForEach(answers, _answers.Enqueue);

    /// <summary>As it was at first.</summary>
    public void Empty()
    {
        (IsDown, TokenStatus, TokenLasts, MetadataReads, KeyReads, _tokens) = (false, 200, 3600, 0, 0, 0);
        _calls.Clear();
        _answers.Clear();
        Logins.Clear();
        Files.Clear();
        Keys.RemoveRange(1, Keys.Count - 1);
        Keys[0] = new SigningKey("key-1");
    }

    /// <summary>Waits until what was under way has ended.</summary>
    public void WaitUntilQuiet()
    {
        for (var seen = -1L; seen != _served; Thread.Sleep(30))
            seen = _served;
    }

    /// <summary>Waits until so many posts have come.</summary>
    public async Task<IReadOnlyList<Call>> PostsAsync(int count)
    {
        for (var i = 0; Posts.Count < count && i < 1500; i++)
            await Task.Delay(10);
        return Posts.Count >= count ? Posts : throw new TimeoutException($"{Posts.Count} of {count} posts came.");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Keys.ForEach(key => key.Dispose());
    }

    private async Task<IResult> LoginAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        Logins.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        return TokenStatus == 200
            ? Results.Text(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = TokenLasts, ["access_token"] = $"token-{++_tokens}" }.ToJsonString(), "application/json")
            : Results.Json(new { error = "invalid_client" }, statusCode: TokenStatus);
    }

    private async Task ConnectAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var path = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        _calls.Enqueue(new Call(context.Request.Method, path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), await reader.ReadToEndAsync()));
        if (Files.TryGetValue(path, out var file))
        {
            await file(context);
            return;
        }

        var answer = _answers.TryDequeue(out var next) ? next : new Answer(201, """{"id":"c1"}""");
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        if (answer.Header is { } header)
            context.Response.Headers[header] = answer.Value;
        await context.Response.WriteAsync(answer.Body);
    }
}

/// <summary>A key of the stub, and what may be signed with it.</summary>
public sealed class SigningKey(string id, params string[] endorsements) : IDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);

    public string Id => id;

    public JsonObject Public
    {
        get
        {
            var parameters = _rsa.ExportParameters(false);
            var key = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = id, ["n"] = Base64(parameters.Modulus!), ["e"] = Base64(parameters.Exponent!) };
            if (endorsements.Length > 0)
                key["endorsements"] = new JsonArray([.. endorsements.Select(one => (JsonNode)one)]);
            return key;
        }
    }

    /// <summary>A token of these claims, signed by this key under any header.</summary>
    public string Sign(JsonObject claims, string algorithm = "RS256", string? keyId = "")
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT" };
        if ((keyId == "" ? id : keyId) is { } named)
            header["kid"] = named;
        var signed = $"{Base64(Encoding.UTF8.GetBytes(header.ToJsonString()))}.{Base64(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Base64(SignatureOf(Encoding.ASCII.GetBytes(signed), algorithm))}";
    }

    public void Dispose() => _rsa.Dispose();

    private byte[] SignatureOf(byte[] signed, string algorithm) => algorithm switch
    {
        "none" => [],
        "HS256" => HMACSHA256.HashData(_rsa.ExportSubjectPublicKeyInfo(), signed),
        "RS384" => _rsa.SignData(signed, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "RS512" => _rsa.SignData(signed, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        "PS256" => _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => _rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
    };

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
