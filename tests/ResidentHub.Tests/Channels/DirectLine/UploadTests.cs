using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using ResidentHub.Messaging;
using ResidentHub.Tests.Web;
using ResidentHub.Web.Channels.DirectLine;

namespace ResidentHub.Tests.Channels.DirectLine;

/// <summary>Files: requirement A1.21 of Direct Line.</summary>
[Collection(OneChannelsHub.Name)]
public sealed class UploadTests(ChannelsHub channels)
{
    private readonly DirectLineClient _client = new(channels.Hub);

    [Fact]
    public async Task A1_21_An_activity_and_its_files_are_one_message_with_links_of_the_hub()
    {
        await _client.StartAsync("dl_ana");
        using var content = new MultipartFormDataContent();
        content.Add(Part("""{"type":"message","from":{"id":"dl_ana"},"text":"fuite sous l'évier aux Tilleuls","channelData":{"clientActivityID":"u1"},"attachments":[{"contentType":"image/png","name":"fuite.png","thumbnailUrl":"data:x"},{"contentType":"text/plain","name":"note.txt"}]}""", "application/vnd.microsoft.activity"), "activity");
        content.Add(new ByteArrayContent(Encoding.UTF8.GetBytes("une note")) { Headers = { ContentType = new("text/plain") } }, "file", "note.txt");
        content.Add(new ByteArrayContent(Pictures.Png) { Headers = { ContentType = new("image/png") } }, "file", "fuite.png");
        var answer = await UploadAsync(content);
        Assert.Equal(HttpStatusCode.OK, answer.Status);

        var own = (await _client.ReadAsync())[0];
        Assert.Equal((answer.Text("id"), "fuite sous l'évier aux Tilleuls", "u1"), ((string?)own["id"], (string?)own["text"], (string?)own["channelData"]!["clientActivityID"]));
        var attachments = own["attachments"]!.AsArray();
        Assert.Equal(["fuite.png", "note.txt"], attachments.Select(one => (string?)one!["name"]));
        Assert.Equal("data:x", (string?)attachments[0]!["thumbnailUrl"]);
        Assert.Equal(Pictures.Png, (await OpenAsync(attachments[0]!)).Bytes);
        Assert.Equal("une note"u8.ToArray(), (await OpenAsync(attachments[1]!)).Bytes);
    }

    [Fact]
    public async Task A1_21_A_photo_goes_with_the_message_and_of_anything_else_the_resident_is_told()
    {
        await _client.StartAsync();
        await UploadAsync(File(Pictures.Png, "image/png", "a.png"), "?userId=user1");
        Assert.Equal(1, await PhotosAsync());
        Assert.DoesNotContain(await _client.SaidAsync(), said => ((string)said["text"]!).Contains("pas une photo", StringComparison.Ordinal));
        await UploadAsync(File("%PDF-1.4"u8.ToArray(), "application/pdf", "bail.pdf"), "?userId=user1");
        Assert.Contains(await _client.SaidAsync(), said => ((string)said["text"]!).Contains("pas une photo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A1_21_One_file_may_be_the_whole_body()
    {
        await _client.StartAsync();
        var content = File(Pictures.Png, "image/png", null);
        content.Headers.TryAddWithoutValidation("Content-Disposition", "name=\"file\"; filename=\"badjokeeel.png\"");
        var answer = await UploadAsync(content, "?userId=user1");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var own = (await _client.ReadAsync())[0];
        Assert.Equal(("message", "user1", "badjokeeel.png", "image/png"), ((string?)own["type"], (string?)own["from"]!["id"], (string?)own["attachments"]![0]!["name"], (string?)own["attachments"]![0]!["contentType"]));
    }

    [Theory]
    [InlineData("..\\..\\windows\\system.ini", "system.ini")]
    [InlineData("/etc/passwd", "passwd")]
    [InlineData("C:file.txt", "file.txt")]
    [InlineData("..", "file")]
    [InlineData("a\"b<c>.txt", "abc.txt")]
    [InlineData("été 1.txt", "été 1.txt")]
    public async Task A1_21_A_name_loses_its_path_and_all_that_could_hurt(string given, string kept)
    {
        await _client.StartAsync();
        using var content = new MultipartFormDataContent();
        var file = File("x"u8.ToArray(), "text/plain", null);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename*=utf-8''{Uri.EscapeDataString(given)}");
        content.Add(file);
        await UploadAsync(content, "?userId=user1");
        Assert.Equal(kept, (string?)(await _client.ReadAsync())[0]["attachments"]![0]!["name"]);
    }

    [Fact]
    public async Task A1_21_A_link_is_all_it_takes_for_a_day_and_nothing_behind_it_runs()
    {
        await _client.StartAsync();
        await UploadAsync(File("<script>alert(1)</script>"u8.ToArray(), "text/html", "evil.html"), "?userId=user1");
        await UploadAsync(File(Pictures.Png, "image/png", "a.png"), "?userId=user1");
        var links = (await _client.ReadAsync()).Where(activity => activity["attachments"] is not null).Select(activity => activity["attachments"]![0]!).ToList();
        var page = await OpenAsync(links[0]);
        Assert.Equal(("application/octet-stream", "nosniff", "default-src 'none'; sandbox", "cross-origin"), (page.Headers["Content-Type"], page.Headers["X-Content-Type-Options"], page.Headers["Content-Security-Policy"], page.Headers["Cross-Origin-Resource-Policy"]));
        Assert.StartsWith("attachment", page.Headers["Content-Disposition"], StringComparison.Ordinal);
        var picture = await OpenAsync(links[1]);
        Assert.Equal("image/png", picture.Headers["Content-Type"]);
        Assert.StartsWith("inline", picture.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(JsonNode.Parse($$"""{"contentUrl":"{{((string)links[1]["contentUrl"]!).Replace("attachments/ey", "attachments/ez", StringComparison.Ordinal)}}"}""")!)).Status);

        channels.Hub.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(links[0])).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(links[1])).Status);
    }

    [Fact]
    public async Task A1_21_A_file_is_deleted_when_its_link_is_dead_and_a_photo_is_not()
    {
        await _client.StartAsync();
        await UploadAsync(File("x"u8.ToArray(), "text/plain", "x.txt"), "?userId=user1");
        var folder = Path.Combine(channels.Hub.Get<ResidentHub.Web.Setup.HubContent>().DataFolder, "uploads");
        foreach (var file in Directory.EnumerateFiles(folder))
            System.IO.File.SetLastWriteTimeUtc(file, channels.Hub.Clock.GetUtcNow().UtcDateTime.AddHours(-23));
        var uploads = channels.Hub.Get<Uploads>();
        await uploads.SweepAsync(CancellationToken.None);
        Assert.NotEmpty(Directory.EnumerateFiles(folder));
        foreach (var file in Directory.EnumerateFiles(folder))
            System.IO.File.SetLastWriteTimeUtc(file, channels.Hub.Clock.GetUtcNow().UtcDateTime.AddHours(-25));
        await uploads.SweepAsync(CancellationToken.None);
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Theory]
    [InlineData("multipart/form-data", "x")]
    [InlineData("multipart/form-data; boundary=", "x")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nno header")]
    [InlineData("multipart/form-data; boundary=b", "--c\r\n\r\nx\r\n--c--")]
    [InlineData("multipart/form-data; boundary=b", "--b--\r\n")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Type: application/vnd.microsoft.activity\r\n\r\n{\r\n--b--")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nxxxx")]
    [InlineData("", "x")]
    [InlineData("nonsense", "x")]
    public async Task A1_21_A_broken_upload_is_400(string type, string body)
    {
        await _client.StartAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type.Length > 0)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(HttpStatusCode.BadRequest, (await UploadAsync(content, "?userId=user1")).Status);
        Assert.Empty(await _client.ReadAsync());
    }

    [Fact]
    public async Task A1_21_Whose_file_it_is_must_be_known()
    {
        await _client.StartAsync();
        var refused = await UploadAsync(File("x"u8.ToArray(), "text/plain", "x.txt"));
        Assert.Equal((HttpStatusCode.BadRequest, "MissingProperty"), (refused.Status, refused.Code));
        var known = await new DirectLineClient(channels.Hub).StartAsync("dl_ana");
        Assert.Equal(HttpStatusCode.OK, (await known.CallAsync(HttpMethod.Post, $"/conversations/{known.Conversation}/upload", known.Token, File("x"u8.ToArray(), "text/plain", "x.txt"))).Status);
    }

    [Fact]
    public async Task A1_21_Files_have_a_size_and_a_number()
    {
        await _client.StartAsync();
        var large = await UploadAsync(File(new byte[10 * 1024 * 1024 + 1], "image/png", "a.png"), "?userId=user1");
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "MessageSizeTooBig"), (large.Status, large.Code));
        using var many = new MultipartFormDataContent();
        for (var i = 0; i <= UploadReader.MostFiles; i++)
            many.Add(File("x"u8.ToArray(), "text/plain", null), "file", $"{i}.txt");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await UploadAsync(many, "?userId=user1")).Status);
    }

    private async Task<int> PhotosAsync()
    {
        await using var db = channels.Hub.Db();
        var conversation = await ResidentHub.Conversations.ChannelConversations.Of(db, ChannelNames.DirectLine, _client.Conversation).SingleAsync();
        return await db.Photos().CountAsync(photo => photo.ConversationId == conversation.Id && photo.MessageId != null);
    }

    private Task<DirectLineAnswer> UploadAsync(HttpContent content, string query = "") => _client.CallAsync(HttpMethod.Post, $"/conversations/{_client.Conversation}/upload{query}", _client.Token, content);

    private async Task<(HttpStatusCode Status, byte[] Bytes, Dictionary<string, string> Headers)> OpenAsync(JsonNode attachment)
    {
        using var http = channels.Hub.CreateDefaultClient();
        using var response = await http.GetAsync(new Uri((string)attachment["contentUrl"]!).PathAndQuery);
        var headers = response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(), headers);
    }

    private static ByteArrayContent File(byte[] bytes, string type, string? name)
    {
        var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        if (name is not null)
            content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name };
        return content;
    }

    private static StringContent Part(string text, string type) => new(text, Encoding.UTF8, new MediaTypeHeaderValue(type));
}
