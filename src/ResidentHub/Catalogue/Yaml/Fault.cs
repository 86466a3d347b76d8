namespace ResidentHub.Catalogue.Yaml;

/// <summary>One mistake in a file an operator wrote.</summary>
/// <param name="File">Relative to the dialogs folder, prefixed <c>dialogs/</c>.</param>
/// <param name="Line">Counted from 1.</param>
public sealed record Fault(string File, int Line, string Message)
{
    public override string ToString() => $"{File}({Line}): {Message}";
}

/// <summary>The content cannot be used: every fault found, in the order of files and lines.</summary>
public sealed class DialogsException(IReadOnlyList<Fault> faults)
    : Exception(string.Join(Environment.NewLine, faults.Select(fault => fault.ToString())))
{
    public IReadOnlyList<Fault> Faults { get; } = faults;
}
