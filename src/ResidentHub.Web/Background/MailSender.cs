using System.Net;
using System.Net.Mail;
using ResidentHub.Data;
using ResidentHub.Notifications;

namespace ResidentHub.Web.Background;

/// <summary>Where mail leaves; null settings mean no mail.</summary>
public sealed record MailSettings(string Host, int Port, string? User, string? Password, string From)
{
    /// <summary>How long a mail server may take over one mail.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    public static MailSettings? Read(IConfiguration configuration) =>
        configuration["Smtp:Host"] is { Length: > 0 } host
            ? new MailSettings(host, configuration.GetValue("Smtp:Port", 587), configuration["Smtp:User"], configuration["Smtp:Password"], configuration["Smtp:From"] ?? $"no-reply@{host}")
            : null;
}

/// <summary>Sends outbox rows by SMTP, each within the settings' patience; the row's id is the Message-ID, so that a repeat is recognised.</summary>
public sealed partial class MailSender(MailSettings settings, ILogger<MailSender> log)
{
    public async Task<Delivery> SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        if (!MailAddress.TryCreate(row.Address, out var address))
            return Delivery.Refused("address");
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Port != 25 && !IsLoopback };
        if (settings.User is not null)
            client.Credentials = new NetworkCredential(settings.User, settings.Password);
        using var mail = new MailMessage(new MailAddress(settings.From), address) { Subject = row.Subject ?? "", Body = row.Body };
        mail.Headers.Add("Message-ID", $"<{row.Id:N}@residenthub>");
        try
        {
            // The client's own timeout does not hold for this call, and a server that never answers may not hear that it is cancelled.
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(settings.Patience);
            await client.SendMailAsync(mail, limit.Token).WaitAsync(limit.Token);
            return Delivery.Left();
        }
        catch (SmtpException fault)
        {
            LogFailed(log, row.Id, fault.StatusCode);
            return Delivery.Again(fault.StatusCode.ToString());
        }
    }

    private bool IsLoopback => settings.Host is "localhost" or "127.0.0.1" or "::1";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} did not leave: {Status}")]
    private static partial void LogFailed(ILogger log, Guid id, SmtpStatusCode status);
}
