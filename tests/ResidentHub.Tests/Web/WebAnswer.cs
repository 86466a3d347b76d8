using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace ResidentHub.Tests.Web;

/// <summary>What the server answered.</summary>
/// <param name="Text">The body as sent.</param>
/// <param name="Location">Where it sends on to, or null.</param>
/// <param name="Headers">All headers, those of the body among them; several values joined.</param>
public sealed record WebAnswer(HttpStatusCode Status, string Text, string? Location, IReadOnlyDictionary<string, string> Headers)
{
    public IHtmlDocument Html => field ??= new HtmlParser().ParseDocument(Text);

    /// <summary>What a person reads, without the spaces that typesetting puts in.</summary>
    public string Words => Plain(Html.DocumentElement.TextContent + " " + string.Join(' ', Html.QuerySelectorAll("[value]").Select(element => element.GetAttribute("value"))));

    public string Title => Plain(Html.QuerySelector("h1")?.TextContent ?? "");

    public bool IsHtml => Headers.GetValueOrDefault("Content-Type")?.StartsWith("text/html", StringComparison.Ordinal) == true;

    public static async Task<WebAnswer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new WebAnswer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.Location?.OriginalString, headers);
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
