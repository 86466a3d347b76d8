using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ResidentHub.Data;

namespace ResidentHub.Benchmarks;

/// <summary>The real server in a process of its own, on a free port, with data of its own.</summary>
internal sealed class HubProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _data = Directory.CreateTempSubdirectory("residenthub-bench-").FullName;

    private HubProcess(string url, (string Name, string Value)[] settings)
    {
        Url = url;
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";
        var program = Path.Combine(Folders.Repository!, "src", "ResidentHub.Web", "bin", configuration, "net10.0", "ResidentHub.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program]) { Environment = { ["ASPNETCORE_URLS"] = url, ["ASPNETCORE_ENVIRONMENT"] = "Development", ["DataDir"] = _data, ["RateLimits__ChatAddress"] = "1000000", ["RateLimits__Chat"] = "1000000" }, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public string Url { get; }

    /// <summary>Resident memory in MiB.</summary>
    public double Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1024.0 / 1024.0;
        }
    }

    public static async Task<HubProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        var hub = new HubProcess($"http://127.0.0.1:{FreePort()}", settings);
        using var client = new HttpClient();
        for (var i = 0; i < 600; i++)
        {
            try
            {
                if ((await client.GetAsync(new Uri(hub.Url + "/healthz/ready"))).IsSuccessStatusCode)
                    return hub;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(200);
            }
        }

        throw new TimeoutException("The hub did not start within two minutes.");
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
