using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using ResidentHub.Data;

namespace ResidentHub.Protocols;

/// <summary>
/// A script of <c>Clients/</c> run by node, where the vendors' clients are installed. It prints one JSON object a line and may be told things
/// the same way, line by line on its standard input. Ends with the test.
/// </summary>
public sealed class NodeScript : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Channel<JsonElement> _lines = Channel.CreateUnbounded<JsonElement>();
    private readonly List<string> _errors = [];

    private NodeScript(string name, IEnumerable<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo("node", [name, .. arguments])
        {
            WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, line) => Complain(line.Data);
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Where the scripts stand and <c>node_modules</c> lies.</summary>
    public static string Folder { get; } = Path.Combine(Folders.Repository!, "tests", "ResidentHub.Protocols", "Clients");

    public static NodeScript Start(string name, params IEnumerable<string> arguments) => new(name, arguments);

    /// <summary>All lines of a script that ends by itself.</summary>
    public static async Task<IReadOnlyList<JsonElement>> RunAsync(string name, params IEnumerable<string> arguments)
    {
        using var script = Start(name, arguments);
        var lines = new List<JsonElement>();
        while (await script.NextAsync() is { } line)
            lines.Add(line);
        Assert.True(script._process.WaitForExit(s_patience) && script._process.ExitCode == 0, script.Errors);
        return lines;
    }

    /// <summary>The next line, or null when the script has ended. A script that is silent for too long fails the test with what it complained of.</summary>
    public async Task<JsonElement?> NextAsync(TimeSpan? patience = null)
    {
        try
        {
            return await _lines.Reader.ReadAsync().AsTask().WaitAsync(patience ?? s_patience);
        }
        catch (ChannelClosedException)
        {
            return null;
        }
        catch (TimeoutException silent)
        {
            throw new TimeoutException($"The script says nothing. {Errors}", silent);
        }
    }

    /// <summary>The next line that is such; what comes before it is passed over.</summary>
    public async Task<JsonElement> NextAsync(Func<JsonElement, bool> isSuch, TimeSpan? patience = null)
    {
        while (await NextAsync(patience) is { } line)
        {
            if (isSuch(line))
                return line;
        }

        throw new InvalidOperationException($"The script ended. {Errors}");
    }

    /// <summary>Tells the script something, as one line of JSON.</summary>
    public async Task TellAsync(object line)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(line));
        await _process.StandardInput.FlushAsync();
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private string Errors
    {
        get
        {
            lock (_errors)
                return string.Join('\n', _errors);
        }
    }

    private void Complain(string? line)
    {
        lock (_errors)
            _errors.Add(line ?? "");
    }

    // A line that is no JSON is a client talking to its developer.
    private void Take(string? line)
    {
        if (line is null)
            _lines.Writer.TryComplete();
        else if (line.StartsWith('{'))
            _lines.Writer.TryWrite(JsonElement.Parse(line));
        else
            Complain(line);
    }
}
