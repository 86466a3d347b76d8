using Microsoft.Net.Http.Headers;
using ResidentHub.Web.Setup;

namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>
/// What every answer of Direct Line has, whatever went wrong: the headers that let a page of another site read it, and for an error a body that
/// says which.
/// </summary>
public sealed partial class Door(RequestDelegate next, DirectLineSettings settings, Limits limits, ILogger<Door> log)
{
    private const string Methods = "GET, POST, OPTIONS", Headers = "authorization, content-type, x-ms-bot-agent, x-requested-with";

    public async Task InvokeAsync(HttpContext context)
    {
        LetRead(context);
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null })
                await AnswerAsync(context, RefusedException.Of(context.Response.StatusCode));
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            await AnswerAsync(context, RefusalOf(fault));
        }
    }

    // A page of a site that is not allowed gets its answer too, but its browser does not show it the answer.
    private void LetRead(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Append(HeaderNames.Vary, HeaderNames.Origin);
        if (context.Request.Headers[HeaderNames.Origin].ToString() is not { Length: > 0 } origin || !settings.Allows(origin))
            return;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowMethods = Methods;
        headers.AccessControlAllowHeaders = Headers;
        headers.AccessControlMaxAge = "7200";
    }

    private RefusedException RefusalOf(Exception fault)
    {
        switch (fault)
        {
            case RefusedException refusal:
                return refusal;
            case BadHttpRequestException bad:
                return RefusedException.Of(bad.StatusCode);
            default:
                LogFault(log, fault.GetType().FullName ?? "", fault.StackTrace);
                return RefusedException.Of(StatusCodes.Status500InternalServerError);
        }
    }

    private async Task AnswerAsync(HttpContext context, RefusedException refusal)
    {
        context.Response.StatusCode = refusal.Status;
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        if (refusal.Status == StatusCodes.Status429TooManyRequests)
            context.Response.Headers.RetryAfter = limits.SecondsLeft.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(new { error = new { code = refusal.Code, message = refusal.Message } });
    }

    // The type and the place in the program; never the message, which may quote a resident.
    [LoggerMessage(Level = LogLevel.Error, Message = "Direct Line fault: {Fault}\n{Stack}")]
    private static partial void LogFault(ILogger log, string fault, string? stack);
}
