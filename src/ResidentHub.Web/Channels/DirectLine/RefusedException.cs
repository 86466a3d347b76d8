namespace ResidentHub.Web.Channels.DirectLine;

/// <summary>
/// Why a call is refused, as Direct Line says it: the status and code are stable, the message is for developers. Thrown where it is found,
/// answered once by <see cref="Door"/>.
/// </summary>
public sealed class RefusedException(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public static RefusedException BadSyntax() => new(StatusCodes.Status400BadRequest, "BadSyntax", "The body is not the JSON that is expected here.");

    public static RefusedException BadArgument(string message) => new(StatusCodes.Status400BadRequest, "BadArgument", message);

    public static RefusedException MissingProperty(string name) => new(StatusCodes.Status400BadRequest, "MissingProperty", $"'{name}' is required.");

    public static RefusedException Unauthorized() => new(StatusCodes.Status401Unauthorized, "Unauthorized", "Send 'Authorization: Bearer' with a secret or token.");

    public static RefusedException Forbidden(string message) => new(StatusCodes.Status403Forbidden, "Forbidden", message);

    public static RefusedException TokenExpired() => new(StatusCodes.Status403Forbidden, "TokenExpired", "The token has expired.");

    public static RefusedException NotFound(string message) => new(StatusCodes.Status404NotFound, "NotFound", message);

    public static RefusedException TooBig(string message) => new(StatusCodes.Status413PayloadTooLarge, "MessageSizeTooBig", message);

    public static RefusedException TooOften() => new(StatusCodes.Status429TooManyRequests, "TooManyRequests", "Too many activities; wait as Retry-After says.");

    public static RefusedException BotFailed() => new(StatusCodes.Status502BadGateway, "BotRejectedActivity", "Failed to send activity: bot returned an error");

    /// <summary>What the framework refused by itself: a path, a method, a body.</summary>
    public static RefusedException Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound("There is nothing here."),
        StatusCodes.Status405MethodNotAllowed => new(status, "MethodNotAllowed", "This method is not for this path."),
        StatusCodes.Status413PayloadTooLarge => TooBig("The body is too large."),
        StatusCodes.Status415UnsupportedMediaType => new(status, "UnsupportedMediaType", "This type of body is not taken here."),
        < StatusCodes.Status500InternalServerError => new(status, "BadArgument", "The call is not as it should be."),
        _ => new(status, "ServiceError", "Something went wrong here; try again."),
    };
}
