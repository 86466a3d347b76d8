using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ResidentHub.Data;

namespace ResidentHub.Browser;

/// <summary>The real server in a process of its own, on a free port, with data of its own; it may be killed and started again.</summary>
/// <param name="settings">Settings as environment variables, over those that all tests share.</param>
public sealed class HubServer(params (string Name, string Value)[] settings) : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("residenthub-browser-").FullName;
    private readonly int _port = FreePort();
    private Process? _process;

    public string Url => $"http://127.0.0.1:{_port}";

    public string DataFolder => _data;

    public async Task StartAsync()
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var program = Path.Combine(Folders.Repository!, "src", "ResidentHub.Web", "bin", configuration, "net10.0", "ResidentHub.Web.dll");
        ShareModel();
        var start = new ProcessStartInfo("dotnet", [program])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = Url, ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DataDir"] = _data, ["RateLimits__ChatAddress"] = "100000", ["RateLimits__Form"] = "100000", ["RateLimits__Code"] = "1000", ["RateLimits__SignIn"] = "1000" },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Log.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Log.Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var client = new HttpClient();
        for (var i = 0; i < 600; i++)
        {
            try
            {
                if ((await client.GetAsync(new Uri(Url + "/healthz/ready"))).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException fault)
            {
                if (_process.HasExited)
                    throw new InvalidOperationException($"The hub stopped at its start: {string.Join('\n', Log)}", fault);
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("The hub did not start within two minutes.");
    }

    /// <summary>All that the server printed.</summary>
    public LogLines Log { get; } = new();

    /// <summary>As a power cut would.</summary>
    public void Kill()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.WaitForExit();
        _process?.Dispose();
        _process = null;
    }

    public void Dispose()
    {
        Kill();
        KeepModel();
        Directory.Delete(_data, recursive: true);
    }

    // Servers of one test run learn once.
    private static string Shared => Path.Combine(Path.GetTempPath(), "residenthub-test-models");

    private void ShareModel()
    {
        Directory.CreateDirectory(Folders.Models(_data));
        if (!Directory.Exists(Shared))
            return;
        foreach (var model in Directory.EnumerateFiles(Shared, "*.model"))
            File.Copy(model, Path.Combine(Folders.Models(_data), Path.GetFileName(model)), overwrite: true);
    }

    private void KeepModel()
    {
        Directory.CreateDirectory(Shared);
        foreach (var model in Directory.EnumerateFiles(Folders.Models(_data), "*.model"))
            File.Copy(model, Path.Combine(Shared, Path.GetFileName(model)), overwrite: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Lines written by another thread.</summary>
public sealed class LogLines : IEnumerable<string>
{
    private readonly List<string> _lines = [];

    public void Add(string? line)
    {
        lock (_lines)
            _lines.Add(line ?? "");
    }

    public IEnumerator<string> GetEnumerator()
    {
        lock (_lines)
            return _lines.ToList().GetEnumerator();
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
