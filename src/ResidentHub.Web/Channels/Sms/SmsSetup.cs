using Microsoft.EntityFrameworkCore;
using ResidentHub.Catalogue;
using ResidentHub.Conversations;
using ResidentHub.Data;
using ResidentHub.Messaging;
using ResidentHub.Pipeline;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>Text messages, wired once: with an account at Twilio, or, while developing, with a simulated handset.</summary>
public static class SmsSetup
{
    private static readonly TimeSpan s_connectWithin = TimeSpan.FromSeconds(5), s_connectAnewAfter = TimeSpan.FromMinutes(5);

    public static void AddSms(this IServiceCollection services, SmsSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<SmsReports>();
        services.AddSingleton<SmsInbox>();
        services.AddHostedService(provider => provider.GetRequiredService<SmsInbox>());
        services.AddSingleton<SmsDoor>();
        services.AddSingleton(provider => new TwilioMedia(
            Client(), settings, provider.GetRequiredService<IDbContextFactory<HubDb>>(), provider.GetRequiredService<PhotoStore>(), provider.GetRequiredService<ILogger<TwilioMedia>>()));
        services.AddSingleton(provider => new TwilioMessages(
            settings.IsSimulated ? new HttpClient(new SimulatedNetwork()) : Client(), settings, provider.GetRequiredService<IDbContextFactory<HubDb>>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => provider.GetRequiredService<TwilioMessages>().Sender);
        services.AddSingleton(new Rendering(OutboxKind.Sms, (message, _, _) => Gsm7.Pieces(Gsm7.Cheapest(Words(message)))));
    }

    private static string Words(Message message) => message.Author == Author.Assistant ? Brief.Words(MessageRows.ReplyOf(message)) : message.Text;

    // Redirects are followed by hand, or not at all; no limit but the callers' own.
    private static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = s_connectWithin, PooledConnectionLifetime = s_connectAnewAfter }) { Timeout = Timeout.InfiniteTimeSpan };
}
