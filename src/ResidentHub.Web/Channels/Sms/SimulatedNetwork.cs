using System.Net;

namespace ResidentHub.Web.Channels.Sms;

/// <summary>Stands for the provider's REST API while developing: takes every message, and its list of them is empty. The simulated handset shows what left.</summary>
internal sealed class SimulatedNetwork : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(request.Method == HttpMethod.Post
        ? new HttpResponseMessage(HttpStatusCode.Created) { Content = JsonContent.Create(new { sid = $"SM{Guid.CreateVersion7():N}", status = "queued" }) }
        : new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(new { messages = Array.Empty<string>() }) });
}
