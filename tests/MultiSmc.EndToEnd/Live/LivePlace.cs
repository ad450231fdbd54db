using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

/// <summary>A working folder and, beside it, a local exchange in a process of its own with one account and several keys.</summary>
internal sealed class LivePlace : IDisposable
{
    /// <summary>Secret of every key.</summary>
    public const string Secret = "made-up-secret-for-tests-0123456789abcdef";

    /// <summary>Reads and trades, from this machine alone.</summary>
    public const string GoodKey = "good-key-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    /// <summary>May withdraw too.</summary>
    public const string WithdrawingKey = "withdrawing-key-ABCDEFGHIJKLMNOPQRSTUVWXYZ01";

    /// <summary>May read alone.</summary>
    public const string ReadingKey = "reading-key-ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>There to be revoked.</summary>
    public const string OldKey = "old-key-ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private const int AsksMax = 1_000;

    private readonly Multismc _exchange;
    private readonly HttpClient _http = new();
    private readonly JsonElement _place;

    private LivePlace(Workspace folder, Multismc exchange, JsonElement place) => (Folder, _exchange, _place) = (folder, exchange, place);

    /// <summary>Where the program is run.</summary>
    public Workspace Folder { get; }

    /// <summary>Starts an exchange of LTCUSDT without a market, on a port that the system chooses.</summary>
    public static Task<LivePlace> StartAsync() => StartAsync(new Workspace(), "--matching", "accounts");

    /// <summary>Starts one that plays a tape.</summary>
    /// <param name="rows">Rows of an archive.</param>
    /// <param name="speed">Seconds of the tape in a second.</param>
    public static Task<LivePlace> PlayAsync(IEnumerable<string> rows, string speed)
    {
        var folder = new Workspace();
        return StartAsync(folder, "--tape", "LTCUSDT=" + folder.WriteArchive("LTCUSDT-trades-2025-01-01", rows), "--speed", speed);
    }

    /// <summary>An address of the exchange: rest, webSocketApi, streams, admin.</summary>
    public string Address(string name) => _place.GetProperty(name).GetString() ?? "";

    /// <summary>Writes a configuration for this exchange.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="change">What is different.</param>
    public void Configure(string name = "config.yaml", Func<string, string>? change = null)
    {
        var text = $$"""
            schema: 1
            data: {root: data}
            symbols:
              - symbol: LTCUSDT
                packets: {bucket: "20000"}
                structure: {swing_mode: zigzag_ppm, zigzag_ppm: 5000, min_range_ppm: 6000, ttl_packets: 1000, hold_packets: 2000}
            risk: {daily_loss_ppm: 0}
            node: {state: state, warm_up: 6h}
            exchange:
              environment: custom
              rest_url: {{Address("rest")}}
              api_url: {{Address("webSocketApi")}}
              stream_url: {{Address("streams")}}
              key_file: keys/it.key

            """;
        Folder.Write(name, change is null ? text : change(text));
    }

    /// <summary>Gives the program a key.</summary>
    public async Task SetKeyAsync(string key, string secret = Secret)
    {
        var set = await Multismc.RunWithInputAsync(Folder.Path, $"{key}\n{secret}\n", "keys", "set");
        Assert.True(set.Code == 0, set.Error);
    }

    /// <summary>Asks the exchange's admin for something.</summary>
    public async Task AdminAsync(string action, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address("admin") + action)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        var token = await File.ReadAllTextAsync(Folder.PathOf("exchange/state/admin.token"), TestContext.Current.CancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Trim());
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Runs a verb that has to do what it is asked.</summary>
    public async Task<Outcome> DoneAsync(params string[] args)
    {
        var outcome = await Folder.RunAsync(args);
        Assert.True(outcome.Code == 0, $"{string.Join(' ', args)}: {outcome.Code} {outcome.Out} {outcome.Error}");
        return outcome;
    }

    /// <summary>What a reading verb gives to programs.</summary>
    public async Task<JsonElement> JsonAsync(string verb)
    {
        var json = ReportJson.Parse((await DoneAsync(verb, "--json")).Out);
        Assert.Equal($"multismc.node.{verb}/1", json.GetProperty("schema").GetString());
        return json;
    }

    /// <summary>Asks again and again until it is so.</summary>
    public async Task<JsonElement> UntilAsync(string verb, Func<JsonElement, bool> isSo)
    {
        for (var asked = 0; asked < AsksMax; asked++)
        {
            var json = await JsonAsync(verb);
            if (isSo(json))
                return json;
        }

        throw new TimeoutException($"{verb} never came to that: {(await JsonAsync(verb)).GetRawText()}");
    }

    /// <summary>Starts a live node and waits until entries may be placed.</summary>
    public async Task<Multismc> StartNodeAsync()
    {
        var node = Multismc.Start(Folder.Path, "live", "--terminal", "0");
        await node.WaitForErrorAsync("terminal at http://127.0.0.1:");
        await node.WaitForErrorAsync("our books are the exchange's");
        return node;
    }

    /// <summary>A session has to be replayed identically.</summary>
    /// <returns>How many inputs it has.</returns>
    public async Task<long> ReplayAsync(string session)
    {
        var replay = await DoneAsync("replay", session, "--journal", "state/journal.db", "--json");
        var json = ReportJson.Parse(replay.Out);
        Assert.True(json.GetProperty("identical").GetBoolean(), replay.Out);
        return json.GetProperty("inputs").GetInt64();
    }

    private static async Task<LivePlace> StartAsync(Workspace folder, params string[] options)
    {
        folder.Write("exchange/accounts.json", $$"""
            {"accounts":[{"name":"one","balances":{"USDT":"100000"},"keys":[
              {"apiKey":"{{GoodKey}}","secret":"{{Secret}}","addresses":["127.0.0.1"]},
              {"apiKey":"{{WithdrawingKey}}","secret":"{{Secret}}","withdraw":true},
              {"apiKey":"{{ReadingKey}}","secret":"{{Secret}}","trade":false},
              {"apiKey":"{{OldKey}}","secret":"{{Secret}}"}]}]}
            """);
        string[] args = ["exchange", "LTCUSDT", "--port", "0", "--state", "state", "--accounts", "accounts.json", "--json", .. options];
        var exchange = Multismc.Start(folder.PathOf("exchange"), args);
        await exchange.WaitForErrorLineAsync("running");
        var place = ReportJson.Parse(await exchange.WaitForOutObjectAsync());
        Assert.Equal("multismc.exchange/1", place.GetProperty("schema").GetString());
        return new LivePlace(folder, exchange, place);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _exchange.Dispose();
        Folder.Dispose();
    }
}
