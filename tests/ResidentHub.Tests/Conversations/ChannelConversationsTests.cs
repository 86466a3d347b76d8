using Microsoft.EntityFrameworkCore;
using ResidentHub.Conversations;
using ResidentHub.Messaging;
using ResidentHub.Tests.Support;

namespace ResidentHub.Tests.Conversations;

public sealed class ChannelConversationsTests : IDisposable
{
    private const string Number = "+33639980001";

    private readonly TestHub _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task Of_many_first_messages_at_once_one_begins_the_conversation()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(ChannelNames.Sms, Number, null))));
        Assert.Single(ids.Distinct());
        using var db = _hub.CreateDbContext();
        Assert.Single(db.Conversations());
    }

    [Fact]
    public async Task The_same_address_on_another_channel_is_another_conversation() =>
        Assert.NotEqual(await OpenAsync(ChannelNames.Sms, Number, null), await OpenAsync(ChannelNames.BotFramework, Number, null));

    [Fact]
    public async Task What_the_channel_last_said_of_itself_is_kept()
    {
        var id = await OpenAsync(ChannelNames.BotFramework, "a:1", """{"serviceUrl":"https://one"}""");
        await OpenAsync(ChannelNames.BotFramework, "a:1", """{"serviceUrl":"https://two"}""");
        await OpenAsync(ChannelNames.BotFramework, "a:1", null);
        using var db = _hub.CreateDbContext();
        Assert.Equal("""{"serviceUrl":"https://two"}""", db.Conversations().Single(row => row.Id == id).ChannelData);
    }

    [Fact]
    public async Task A_conversation_begins_in_a_language_the_hub_speaks_well()
    {
        await OpenAsync(ChannelNames.Sms, Number, null, "xx");
        using var db = _hub.CreateDbContext();
        Assert.Equal("fr", ConversationState.FromJson(db.Conversations().Single().State).Language);
    }

    [Fact]
    public void The_database_finds_an_address_by_its_index()
    {
        using var db = _hub.CreateDbContext();
        var sql = ChannelConversations.Of(db, ChannelNames.Sms, Number).ToQueryString();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql[sql.IndexOf("SELECT", StringComparison.Ordinal)..];
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("@channel", ChannelNames.Sms), ("@address", Number)])
            command.Parameters.Add(new Microsoft.Data.Sqlite.SqliteParameter(name, value));
        db.Database.OpenConnection();
        using var plan = command.ExecuteReader();
        Assert.True(plan.Read());
        Assert.Contains("IX_Conversation_Channel_Address", plan.GetString(3), StringComparison.Ordinal);
    }

    private Task<Guid> OpenAsync(string channel, string address, string? channelData, string language = "fr") =>
        _hub.Get<ChannelConversations>().OpenAsync(channel, address, language, channelData, CancellationToken.None);
}
