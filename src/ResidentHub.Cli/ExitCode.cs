namespace ResidentHub.Cli;

internal static class ExitCode
{
    public const int Done = 0, Failure = 1, WrongUse = 2;
}
