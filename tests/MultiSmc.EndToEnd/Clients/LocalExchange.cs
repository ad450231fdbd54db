using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Clients;

/// <summary>The exchange as a process of its own, with an account whose key the test knows; asked by hand-made requests.</summary>
internal sealed class LocalExchange : IDisposable
{
    private const string ApiKey = "made-up-api-key-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const string Secret = "made-up-secret-for-tests-0123456789abcdef";

    private static readonly TimeSpan OpeningMax = TimeSpan.FromSeconds(60);

    private readonly Workspace _workspace;
    private readonly Multismc _process;
    private readonly HttpClient _http = new();
    private readonly JsonElement _place;

    private LocalExchange(Workspace workspace, Multismc process)
    {
        _workspace = workspace;
        _process = process;
        using var file = JsonDocument.Parse(File.ReadAllText(workspace.PathOf("state/exchange.json")));
        _place = file.RootElement.Clone();
    }

    /// <summary>What a script is told.</summary>
    public string Place => JsonSerializer.Serialize(new Dictionary<string, string?>
    {
        ["rest"] = Text("rest"), ["webSocketApi"] = Text("webSocketApi"), ["streams"] = Text("streams"), ["apiKey"] = ApiKey, ["secret"] = Secret,
    });

    /// <summary>Starts it with one account.</summary>
    /// <param name="balances">As JSON: {"USDT":"100000"}.</param>
    public static async Task<LocalExchange> StartAsync(string balances)
    {
        var workspace = new Workspace();
        workspace.Write("accounts.json", $$"""{"accounts":[{"name":"one","balances":{{balances}},"keys":[{"apiKey":"{{ApiKey}}","secret":"{{Secret}}"}]}]}""");
        var process = Multismc.Start(workspace.Path, "exchange", "BTCUSDT", "--port", "0", "--state", "state", "--accounts", "accounts.json");
        await process.WaitForErrorLineAsync("running");
        var exchange = new LocalExchange(workspace, process);
        await exchange.OpenedAsync();
        return exchange;
    }

    /// <summary>A signed GET.</summary>
    public async Task<JsonElement> AskSignedAsync(string path, string query)
    {
        var payload = query + (query.Length > 0 ? "&" : "") + "timestamp=" + DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), Encoding.UTF8.GetBytes(payload)));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{Text("rest")}{path}?{payload}&signature={signature}"));
        request.Headers.Add("X-MBX-APIKEY", ApiKey);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ReadAsync(answer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _process.Dispose();
        _workspace.Dispose();
    }

    /// <summary>Waits until the market has a past and a book: the first hours of the tape are shown at once.</summary>
    private async Task OpenedAsync()
    {
        var begin = Stopwatch.GetTimestamp();
        while (true)
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < OpeningMax, "the exchange runs, but its market does not come up to the present");
            using var answer = await _http.GetAsync(new Uri($"{Text("rest")}/api/v3/depth?symbol=BTCUSDT&limit=5"), TestContext.Current.CancellationToken);
            var (book, klines) = (await ReadAsync(answer), await _http.GetStringAsync(
                new Uri($"{Text("rest")}/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=1"), TestContext.Current.CancellationToken));
            using var newest = JsonDocument.Parse(klines);
            var isNow = newest.RootElement.GetArrayLength() > 0
                && newest.RootElement[0][6].GetInt64() >= DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - 1_000;
            if (isNow && book.GetProperty("bids").GetArrayLength() > 0)
                return;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private string Text(string name) => _place.GetProperty(name).GetString() ?? "";

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
