using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResidentHub.Conversations;

namespace ResidentHub.Web.Channels.BotFramework;

/// <summary>Where a conversation is answered: kept with it, so that the hub can speak there unasked. It always came with a call that was believed.</summary>
/// <param name="User">Whom the hub talks with.</param>
/// <param name="IsShared">Several people talk in that place; each has a conversation of their own with the hub.</param>
/// <param name="IsVerified">A token vouched for it; only there the hub's own token may go.</param>
public sealed record ConversationReference(string ServiceUrl, string ChannelId, string Conversation, Account Bot, Account? User, bool IsShared, bool IsVerified)
{
    private const int MaxAddress = 200;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The conversation's address in the hub. What came without a token never meets what came with one.</summary>
    [JsonIgnore]
    public string Address
    {
        get
        {
            var parts = (string[])[IsVerified ? "" : "anonymous", ChannelId, Conversation, IsShared ? User?.Id ?? "" : ""];
            var address = string.Join('|', parts.Select(Uri.EscapeDataString));
            return address.Length <= MaxAddress ? address : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address)));
        }
    }

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    public static ConversationReference? Of(Conversation conversation) =>
        conversation.ChannelData is { } json ? JsonSerializer.Deserialize<ConversationReference>(json, s_json) : null;
}
