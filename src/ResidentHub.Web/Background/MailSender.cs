using System.Net;
using System.Net.Mail;
using ResidentHub.Data;

namespace ResidentHub.Web.Background;

/// <summary>Where mail leaves; null settings mean no mail.</summary>
public sealed record MailSettings(string Host, int Port, string? User, string? Password, string From)
{
    public static MailSettings? Read(IConfiguration configuration) =>
        configuration["Smtp:Host"] is { Length: > 0 } host
            ? new MailSettings(host, configuration.GetValue("Smtp:Port", 587), configuration["Smtp:User"], configuration["Smtp:Password"], configuration["Smtp:From"] ?? $"no-reply@{host}")
            : null;
}

/// <summary>Sends outbox rows by SMTP; the row's id is the Message-ID, so that a repeat is recognised.</summary>
public sealed partial class MailSender(MailSettings settings, ILogger<MailSender> log)
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    public async Task<bool> SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Port != 25 && !IsLoopback, Timeout = (int)s_timeout.TotalMilliseconds };
        if (settings.User is not null)
            client.Credentials = new NetworkCredential(settings.User, settings.Password);
        using var mail = new MailMessage(settings.From, row.Address, row.Subject ?? "", row.Body);
        mail.Headers.Add("Message-ID", $"<{row.Id:N}@residenthub>");
        try
        {
            await client.SendMailAsync(mail, cancellation);
            return true;
        }
        catch (SmtpException fault)
        {
            LogFailed(log, row.Id, fault.StatusCode);
            return false;
        }
    }

    private bool IsLoopback => settings.Host is "localhost" or "127.0.0.1" or "::1";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} did not leave: {Status}")]
    private static partial void LogFailed(ILogger log, Guid id, SmtpStatusCode status);
}
