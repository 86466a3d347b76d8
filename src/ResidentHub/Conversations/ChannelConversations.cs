using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Conversations;

/// <summary>Conversations of channels that know a resident by an address: a number, or the channel's own id of the conversation.</summary>
public sealed class ChannelConversations(IDbContextFactory<HubDb> factory, TimeProvider clock)
{
    /// <summary>The conversation of an address; begun now when there is none, once however many first messages come at once.</summary>
    /// <param name="language">What the channel says the resident speaks; heeded when the conversation begins.</param>
    /// <param name="channelData">Kept in place of what was known, unless null.</param>
    public async Task<Guid> OpenAsync(string channel, string address, string language, string? channelData, CancellationToken cancellation) =>
        (await BeginAsync(channel, address, language, channelData, cancellation)).Id;

    /// <summary>The same, and whether it was begun by this very call.</summary>
    public Task<(Guid Id, bool IsNew)> BeginAsync(string channel, string address, string language, string? channelData, CancellationToken cancellation) => Attempt.AgainAsync(async () =>
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var known = await Of(db, channel, address).AsNoTracking().FirstOrDefaultAsync(cancellation);
        if (known is null)
            return (await AddAsync(db, channel, address, language, channelData, cancellation), true);
        if (channelData is not null && channelData != known.ChannelData)
            await Of(db, channel, address).ExecuteUpdateAsync(set => set.SetProperty(row => row.ChannelData, channelData), cancellation);
        return (known.Id, false);
    });

    /// <summary>The conversation of an address, if there is one. The last term lets the database use the index, which leaves browsers out.</summary>
    public static IQueryable<Conversation> Of(HubDb db, string channel, string address) =>
        db.Conversations().Where(row => row.Channel == channel && row.Address == address && row.Channel != ChannelNames.Web);

    private async Task<Guid> AddAsync(HubDb db, string channel, string address, string language, string? channelData, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var conversation = new Conversation
        {
            Channel = channel, Address = address, ChannelData = channelData, State = ConversationState.New(Dialogs.SpokenWell.Contains(language) ? language : Localized.Default).ToJson(),
            CreatedAt = now, LastAt = now, RetainUntil = now + Retention.Conversation,
        };
        db.Add(conversation);
        await db.SaveChangesAsync(cancellation);
        return conversation.Id;
    }
}
