using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ResidentHub.Messaging;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>
/// Reads an upload: several parts, of which one may be the activity that carries the files, or one file as the whole body with its type and name
/// in the headers.
/// </summary>
public static class UploadReader
{
    public const int MostFiles = 10;

    private const string ActivityType = "application/vnd.microsoft.activity", Unnamed = "file", Unknown = "application/octet-stream";
    private const int MostOfAName = 100;

    /// <exception cref="RefusedException">It is broken, too large, or holds no file.</exception>
    public static async Task<(PostedActivity? Activity, IReadOnlyList<Upload> Files)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            throw RefusedException.BadArgument("Content-Type says what is uploaded.");
        if (!type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return (null, [await FileAsync(request.Body, type.MediaType.Value, request.Headers.ContentDisposition, cancellation)]);
        if (HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary)
            throw RefusedException.BadArgument("The Content-Type of several parts names their boundary.");
        try
        {
            return await PartsAsync(new MultipartReader(boundary.Value!, request.Body), cancellation);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw RefusedException.BadArgument("The parts of the body are broken.");
        }
    }

    /// <summary>The activity with the files where it named them, and the others after its own attachments.</summary>
    public static void Attach(PostedActivity activity, IReadOnlyList<KeptFile> files)
    {
        var attachments = (JsonArray)activity.Attachments.DeepClone();
        foreach (var file in files)
        {
            var named = attachments.OfType<JsonObject>().FirstOrDefault(one => one["contentUrl"] is null && one["content"] is null && (string?)one["name"] == file.Name);
            var attachment = named ?? new JsonObject();
            if (named is null)
                attachments.Add(attachment);
            (attachment["contentType"], attachment["contentUrl"], attachment["name"]) = (file.Type, file.Url, file.Name);
        }

        activity.Whole["attachments"] = attachments;
    }

    private static async Task<(PostedActivity? Activity, IReadOnlyList<Upload> Files)> PartsAsync(MultipartReader reader, CancellationToken cancellation)
    {
        PostedActivity? activity = null;
        var files = new List<Upload>();
        while (await reader.ReadNextSectionAsync(cancellation) is { } part)
        {
            var type = MediaTypeHeaderValue.TryParse(part.ContentType, out var given) ? given.MediaType.Value! : Unknown;
            if (type.Equals(ActivityType, StringComparison.OrdinalIgnoreCase) || IsNamedActivity(part))
                activity = PostedActivity.Read(await Bodies.ReadAsync(part.Body, Bodies.MostOfActivity, cancellation));
            else if (files.Count == MostFiles)
                throw RefusedException.TooBig($"At most {MostFiles} files are taken at once.");
            else
                files.Add(await FileAsync(part.Body, type, part.ContentDisposition, cancellation));
        }

        return files.Count == 0 && activity is null ? throw RefusedException.BadArgument("There is no file in the body.") : (activity, files);
    }

    private static bool IsNamedActivity(MultipartSection part) => Disposition(part.ContentDisposition) is { } disposition && disposition.Name.Equals("activity") && disposition.FileName.Length == 0;

    private static async Task<Upload> FileAsync(Stream body, string? type, string? disposition, CancellationToken cancellation)
    {
        var bytes = await Bodies.ReadAsync(body, (int)PhotoStore.MaxBytes, cancellation);
        return new Upload(NameOf(Disposition(disposition)), type ?? Unknown, bytes);
    }

    // The documentation's own example leaves the kind of disposition out.
    private static ContentDispositionHeaderValue? Disposition(string? header) =>
        ContentDispositionHeaderValue.TryParse(header, out var disposition) || ContentDispositionHeaderValue.TryParse($"attachment; {header}", out disposition) ? disposition : null;

    // A name alone, whatever path it comes with, with nothing in it that a header or a file system would mind.
    private static string NameOf(ContentDispositionHeaderValue? disposition)
    {
        var given = disposition?.FileNameStar.Value ?? HeaderUtilities.RemoveQuotes(disposition?.FileName ?? default).Value ?? "";
        var last = given[(given.LastIndexOfAny(['/', '\\', ':']) + 1)..];
        var clean = string.Concat(last.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('"' or '<' or '>' or '|' or '?' or '*'))).Trim(' ', '.');
        return clean.Length == 0 ? Unnamed : clean.Length > MostOfAName ? clean[^MostOfAName..] : clean;
    }
}
