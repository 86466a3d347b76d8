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
    public Task<Guid> OpenAsync(string channel, string address, string language, string? channelData, CancellationToken cancellation) => Attempt.AgainAsync(async () =>
    {
        await using var db = await factory.CreateDbContextAsync(cancellation);
        var known = await Of(db, channel, address).AsNoTracking().FirstOrDefaultAsync(cancellation);
        if (known is null)
            return await BeginAsync(db, channel, address, language, channelData, cancellation);
        if (channelData is not null && channelData != known.ChannelData)
            await Of(db, channel, address).ExecuteUpdateAsync(set => set.SetProperty(row => row.ChannelData, channelData), cancellation);
        return known.Id;
    });

    /// <summary>The conversation of an address, if there is one. The last term lets the database use the index, which leaves browsers out.</summary>
    public static IQueryable<Conversation> Of(HubDb db, string channel, string address) =>
        db.Conversations().Where(row => row.Channel == channel && row.Address == address && row.Channel != ChannelNames.Web);

    private async Task<Guid> BeginAsync(HubDb db, string channel, string address, string language, string? channelData, CancellationToken cancellation)
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
