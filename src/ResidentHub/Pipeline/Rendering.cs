using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;

namespace ResidentHub.Pipeline;

/// <summary>Writes what is said as a kind of outbox rows carries it: one row for each text given, sent in this order; none when there is nothing to send. Pure.</summary>
/// <param name="message">What is said; <see cref="MessageRows.ReplyOf"/> gives its choices and rows.</param>
/// <param name="answered">The resident's message it answers, or null.</param>
public delegate IReadOnlyList<string> Render(Message message, Message? answered, Conversation conversation);

/// <summary>How messages are written for one kind of outbox rows; registered where the channel is set up.</summary>
public sealed record Rendering(OutboxKind Kind, Render Render);
