using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ResidentHub.Web.Pages;

/// <summary>The one page for what went wrong: kind words, what to do next, and a reference for the log; never a stack trace.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(Duration = 0, Location = ResponseCacheLocation.None, NoStore = true)]
public sealed partial class ErrorModel(ILogger<ErrorModel> log) : PageModel
{
    public string TitleKey { get; private set; } = "error.title";

    public string TextKey { get; private set; } = "error.text";

    public string? Trace { get; private set; }

    public void OnGet([FromQuery] int? code) => Show(code);

    // The form that failed is still there: a field of the same name would win over the address.
    public void OnPost([FromQuery] int? code) => Show(code);

    private void Show(int? code)
    {
        if (HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Error is { } fault)
        {
            Trace = Activity.Current?.TraceId.ToString()[..8] ?? HttpContext.TraceIdentifier;
            LogFault(log, Trace, fault.GetType().FullName ?? "", fault.StackTrace);
            return;
        }

        (TitleKey, TextKey) = code switch
        {
            404 => ("error.missing", "error.missing_text"),
            403 => ("error.no_right", "error.no_right_text"),
            400 => ("error.expired", "error.expired_text"),
            413 => ("error.too_large", "error.too_large_text"),
            429 => ("error.too_often", "error.too_often_text"),
            _ => (TitleKey, TextKey),
        };
    }

    // The type and the place in the program; never the message, which may quote a resident.
    [LoggerMessage(Level = LogLevel.Error, Message = "Fault {Trace}: {Fault}\n{Stack}")]
    private static partial void LogFault(ILogger log, string trace, string fault, string? stack);
}
