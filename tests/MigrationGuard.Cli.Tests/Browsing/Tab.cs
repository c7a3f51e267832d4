using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace MigrationGuard.Cli.Browsing;

/// <summary>A tab of the browser. What the page complains about and asks for is kept.</summary>
public sealed class Tab(ClientWebSocket socket) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private int _last;

    /// <summary>Errors and warnings of the page, such as what its security policy refused.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Every address that was asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Shows a page as it would be seen.</summary>
    /// <param name="file">The page.</param>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="scheme"><c>light</c> or <c>dark</c>.</param>
    /// <param name="media"><c>screen</c> or <c>print</c>.</param>
    public async Task Show(string file, int width, string scheme = "light", string media = "screen")
    {
        foreach (var domain in new[] { "Page", "Runtime", "Log", "Network" })
        {
            await Send(domain + ".enable");
        }

        await Send("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 844, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600 });
        await Send("Emulation.setEmulatedMedia", new JsonObject
        {
            ["media"] = media,
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }),
        });
        await Send("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        for (var end = DateTime.UtcNow + Limit; await Evaluate("location.protocol + document.readyState") != "file:complete";)
        {
            Assert.True(DateTime.UtcNow < end, "the page did not load");
            await Task.Delay(20);
        }
    }

    /// <summary>The value of an expression of JavaScript as text.</summary>
    public async Task<string> Evaluate(string expression)
    {
        var answer = await Send("Runtime.evaluate", new JsonObject { ["expression"] = "String(" + expression + ")", ["returnByValue"] = true });
        Assert.True(answer["exceptionDetails"] is null, expression + "\n" + answer["exceptionDetails"]?.ToJsonString());
        return answer["result"]!["value"]!.GetValue<string>();
    }

    /// <summary>The whole page as a picture.</summary>
    public async Task<byte[]> Picture(int width, int from = 0, int height = 0)
    {
        height = height > 0 ? height : int.Parse(await Evaluate("document.documentElement.scrollHeight"));
        var answer = await Send("Page.captureScreenshot", new JsonObject
        {
            ["captureBeyondViewport"] = true,
            ["clip"] = new JsonObject { ["x"] = 0, ["y"] = from, ["width"] = width, ["height"] = height, ["scale"] = 1 },
        });
        return Convert.FromBase64String(answer["data"]!.GetValue<string>());
    }

    /// <summary>The page on paper.</summary>
    public async Task<string> Print() =>
        Encoding.Latin1.GetString(Convert.FromBase64String((await Send("Page.printToPDF", new JsonObject { ["printBackground"] = true }))["data"]!.GetValue<string>()));

    public async ValueTask DisposeAsync()
    {
        await Send("Page.close");
        socket.Dispose();
    }

    private async Task<JsonNode> Send(string method, JsonObject? parameters = null)
    {
        using var limit = new CancellationTokenSource(Limit);
        var number = ++_last;
        var message = new JsonObject { ["id"] = number, ["method"] = method, ["params"] = parameters ?? [] }.ToJsonString();
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        while (true)
        {
            var answer = await Receive(limit.Token);
            if (answer["id"]?.GetValue<int>() == number)
            {
                return answer["result"] ?? throw new InvalidOperationException(method + ": " + answer.ToJsonString());
            }

            Note(answer["method"]?.GetValue<string>(), answer["params"]);
        }
    }

    private void Note(string? method, JsonNode? about)
    {
        if (method == "Network.requestWillBeSent")
        {
            Requests.Add(about!["request"]!["url"]!.GetValue<string>());
        }
        else if (method is "Runtime.consoleAPICalled" or "Runtime.exceptionThrown" or "Log.entryAdded")
        {
            Complaints.Add(about!.ToJsonString());
        }
    }

    private async Task<JsonNode> Receive(CancellationToken limit)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), limit);
            message.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }
}
