using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using ResidentHub.Web.Setup;

namespace ResidentHub.Tests.Web;

/// <summary>A browser with its cookies, at an address of its own. Redirects are told, not followed.</summary>
public sealed class Browser
{
    /// <summary>A page with a form that asks nothing of the database: where a token comes from.</summary>
    private const string FormForAll = "/leave", FormForStaff = "/staff/password";

    /// <summary>No two acts are at the same moment, as with people; several hundred still fall into one minute.</summary>
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(100);

    private readonly WebHub _hub;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;
    private string? _token;
    private bool _isStaff;

    public Browser(WebHub hub, string address)
    {
        _hub = hub;
        _client = hub.CreateDefaultClient(new CookieContainerHandler(_cookies));
        _client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        _client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("fr"));
    }

    /// <summary>Another device that has this one's session cookie, or what a test puts in its place.</summary>
    public string? Cookie(string name) => _cookies.GetCookies(_client.BaseAddress!)[name]?.Value;

    public void SetCookie(string name, string value) => _cookies.Add(_client.BaseAddress!, new Cookie(name, value, "/"));

    public async Task SignInAsync(string email)
    {
        var answer = await PostAsync("/staff/sign-in", ("email", email), ("password", HubStart.DemoPassword));
        Assert.Equal("/staff", answer.Location);
        (_isStaff, _token) = (true, null);
    }

    public Task<WebAnswer> GetAsync(string address, bool isRefresh = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (isRefresh)
            request.Headers.Add("HX-Request", "true");
        return SendAsync(request);
    }

    /// <summary>Posts a form with its token, as the pages do.</summary>
    public async Task<WebAnswer> PostAsync(string address, params (string Name, string Value)[] fields)
    {
        var all = fields.Append(("__RequestVerificationToken", await TokenAsync())).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2));
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(all) });
    }

    /// <summary>Posts a form with a file under <c>photos</c>.</summary>
    public async Task<WebAnswer> PostFileAsync(string address, string fileName, byte[] bytes, params (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields.Append(("__RequestVerificationToken", await TokenAsync())))
            content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(bytes), "photos", fileName);
        return await SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content });
    }

    public async Task<WebAnswer> SendAsync(HttpRequestMessage request)
    {
        _hub.Clock.Advance(s_pace);
        using var response = await _client.SendAsync(request);
        return await WebAnswer.ReadAsync(response);
    }

    /// <summary>Opens a stream of events; the caller reads it line by line.</summary>
    public async Task<StreamReader> ListenAsync(string address, CancellationToken cancellation)
    {
        var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
    }

    private async Task<string> TokenAsync() => _token ??= (await GetAsync(_isStaff ? FormForStaff : FormForAll)).Html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
