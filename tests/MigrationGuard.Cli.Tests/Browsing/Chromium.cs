using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace MigrationGuard.Cli.Browsing;

/// <summary>
/// A headless Chromium, driven over its own DevTools protocol, so that no package has to bring a browser. A watchdog holds it: when the tests end, in whatever way, its input
/// closes, and it stops the browser and removes the profile.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Watchdog = """
        profile=$(mktemp -d /tmp/migration-guard-chromium.XXXXXX)
        "$0" --headless=new --no-sandbox --disable-gpu --disable-extensions --disable-background-networking --disable-sync --no-first-run --hide-scrollbars --remote-debugging-port=0 --user-data-dir="$profile" about:blank >"$profile/log" 2>&1 &
        browser=$!
        until [ -s "$profile/DevToolsActivePort" ]; do kill -0 "$browser" 2>/dev/null || { cat "$profile/log"; rm -rf "$profile"; exit 1; }; sleep 0.05; done
        head -n 1 "$profile/DevToolsActivePort"
        cat >/dev/null
        kill "$browser" 2>/dev/null
        wait "$browser" 2>/dev/null
        sleep 0.2
        rm -rf "$profile"
        """;

    private Process? _watchdog;
    private Uri? _address;

    /// <summary>What to install where it is missing.</summary>
    public const string HowToInstall = "no Chromium was found: install the package chromium (Debian, Ubuntu: apt-get install chromium), or set CHROMIUM to the program.";

    /// <summary>The program; null where none is installed.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } told)
        {
            return told;
        }

        string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    public Task InitializeAsync()
    {
        if (Find() is not { } program)
        {
            return NeedsChromium.WhySkipped is null ? throw new InvalidOperationException(HowToInstall) : Task.CompletedTask;
        }

        _watchdog = Process.Start(new ProcessStartInfo("sh") { ArgumentList = { "-c", Watchdog, program }, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var port = _watchdog.StandardOutput.ReadLine();
        _address = int.TryParse(port, out _) ? new Uri("http://127.0.0.1:" + port) : throw new InvalidOperationException("Chromium did not start: " + port + _watchdog.StandardOutput.ReadToEnd());
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        if (_watchdog is { } process)
        {
            process.StandardInput.Close();
            process.WaitForExit(10_000);
            process.Dispose();
        }

        return Task.CompletedTask;
    }

    /// <summary>Opens a tab of its own.</summary>
    public async Task<Tab> Open()
    {
        using var client = new HttpClient { BaseAddress = _address };
        using var response = await client.PutAsync("/json/new?about:blank", null);
        var tab = await response.Content.ReadFromJsonAsync<JsonObject>();
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(tab!["webSocketDebuggerUrl"]!.GetValue<string>()), CancellationToken.None);
        return new Tab(socket);
    }
}
