using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using MultiSmc.Binance;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Exchange;
using MultiSmc.Node;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;

namespace MultiSmc.Sockets.Tests;

/// <summary>
/// A local exchange whose market the test drives by hand, a live node that trades on it over real sockets, and wires between them that can be cut.
/// Nothing here waits for time to pass: everything waits for what has to happen, and fails when it does not.
/// </summary>
internal sealed class LiveRig : IAsyncDisposable
{
    public const string AdminToken = "an-admin-token-for-tests";
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly List<MarketEvent> _prints = [];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mss");
    private readonly HandTape _tape;
    private readonly ExchangeServer _server;
    private readonly HttpClient _admin;
    private readonly List<VenueRequest> _sentBefore = [];
    private Timestamp _lastTradeAt;
    private RunningNode? _node;
    private int _lives;
    private long _commands;
    private NodeFolder _next = new("");

    private LiveRig(RigSettings settings, HandTape tape, ExchangeServer server, ApiKey key, Secret secret, Truth truth)
    {
        (Settings, _tape, _server, Key, KeySecret, Truth) = (settings, tape, server, key, secret, truth);
        _admin = new HttpClient { BaseAddress = server.Address };
        UserWire = new Relay(server.Address);
        MarketWire = new Relay(server.Address);
        RestWire = new Relay(server.Address);
        Plan = settings.PlanOf(truth.Coin);
        Folder = new NodeFolder(Path.Combine(_folder.FullName, "n0"));
    }

    /// <summary>Rises to 101, falls to 100.20, breaks out to 101.30: a long zone with entry 100.52, stop 100.14, target 101.30.</summary>
    public static string[] Breakout { get; } = ["100.40", "101.00", "100.60", "100.20", "100.70", "101.30"];

    /// <summary>The next life may have others.</summary>
    public RigSettings Settings { get; set; }

    public ApiKey Key { get; }

    /// <summary>What it signs with.</summary>
    public Secret KeySecret { get; }

    /// <summary>Everything that was written by nodes.</summary>
    public string Root => _folder.FullName;

    public Uri Exchange => _server.Address;

    /// <summary>All prints, oldest first.</summary>
    public IReadOnlyList<MarketEvent> Prints => _prints;

    public BacktestPlan Plan { get; }

    public Truth Truth { get; }

    /// <summary>Where the running node keeps its journal.</summary>
    public NodeFolder Folder { get; private set; }

    /// <summary>Held by the one node of the account.</summary>
    public string AccountLock => Path.Combine(_folder.FullName, "account.lock");

    public Relay UserWire { get; }

    public Relay MarketWire { get; }

    public Relay RestWire { get; }

    public RunningNode Running => _node ?? throw new InvalidOperationException("no node runs");

    public NodeWatch Watch => Running.Watch;

    public NodeLife Life => Running.Life;

    public long LastTrade { get; private set; }

    /// <summary>The last closed position.</summary>
    public RoundTrip Trip => Watch.Traces.OfType<StrategyTrace.Closed>().Single().Trip;

    /// <summary>Requests of all lives that left.</summary>
    public IReadOnlyList<VenueRequest> Sent => [.. _sentBefore, .. _node?.Life.Sent ?? []];

    public static async Task<LiveRig> StartAsync(RigSettings? settings = null, bool startsNode = true)
    {
        settings ??= new RigSettings();
        var hand = ApiKey.From(new Secret("the-owners-own-key-0123456789"), new Secret("the-owners-own-secret-0123456789"));
        var pair = Ed25519KeyPair.Generate();
        var secret = settings.LogsOn ? pair.PrivatePem : new Secret("the-bots-secret-0123456789abcdef");
        var bot = ApiKey.From(new Secret("the-bots-key-ABCDEFGHIJKLMNOP"), secret);
        var tape = new HandTape();
        var server = await ExchangeServer.StartAsync(
            new ExchangeOptions
            {
                Instruments = [RigSettings.Listed],
                Accounts =
                [
                    new AccountOptions
                    {
                        Name = "alice",
                        Parameters = settings.AccountOf(RigSettings.Listed),
                        Keys =
                        [
                            new KeyOptions(
                                settings.HasUnknownKey ? "another-key" : bot.Name.Reveal(),
                                settings.HasWrongSecret ? SignatureVerifier.FromSecret(new Secret("another-secret"))
                                : settings.LogsOn ? SignatureVerifier.FromPem(pair.PublicPem) : SignatureVerifier.FromSecret(secret), new KeyRights()),
                            new KeyOptions(hand.Name.Reveal(), SignatureVerifier.FromSecret(new Secret("the-owners-own-secret-0123456789")), new KeyRights()),
                        ],
                    },
                ],
                AdminToken = new Secret(AdminToken),
                Matching = new ExchangeParameters { Liquidity = LiquiditySource.Recorded, FillModel = FillModel.Touch },
                Tape = tape,
                Pacing = new MarketPacing { Speed = 0, Stamps = MarketStamps.Recorded },
                Limits = settings.Limits,
            },
            TestContext.Current.CancellationToken);
        var rig = new LiveRig(settings, tape, server, bot, secret, await Truth.ConnectAsync(server.Address, hand, RigSettings.Listed.Symbol));
        if (startsNode)
            await rig.RestartAsync();
        return rig;
    }

    /// <summary>Does a thing of the admin API.</summary>
    public async Task AdminAsync(string action, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/v1/" + action) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AdminToken);
        using var response = await _admin.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{action} {json}: {await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }

    /// <summary>A print. Ends when the node has it, if it is to have it.</summary>
    public async Task TradeAsync(string price, string quantity = "1", AggressorSide aggressor = AggressorSide.Buyer, bool isSeen = true)
    {
        var now = Timestamp.FromMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        _lastTradeAt = now > _lastTradeAt ? now : _lastTradeAt + Duration.FromMilliseconds(1);
        var id = ++LastTrade;
        var trade = new TradeTick(id, _lastTradeAt, Quote.At(price), Quote.Of(quantity), aggressor);
        _prints.Add(new MarketEvent(RigSettings.Listed.Id, in trade));
        await _tape.PlayAsync(_prints[^1]);
        if (isSeen && _node is { Life.IsDead: false })
            await UntilAsync($"trade {id} is seen", () => _node is not { Life.IsDead: false } node || node.Watch.LastTrade >= id);
    }

    /// <summary>Somebody sells into our entry.</summary>
    public Task FillEntryAsync(string quantity = "43.054", bool isSeen = true) => TradeAsync("100.52", quantity, AggressorSide.Seller, isSeen);

    /// <summary>Somebody buys from our target.</summary>
    public Task FillTargetAsync(string quantity) => TradeAsync("101.30", quantity);

    /// <summary>Prices that make the strategy send its entry: 43.054 at 100.52.</summary>
    public async Task MakeZoneAsync()
    {
        foreach (var price in Breakout)
            await TradeAsync(price);
    }

    /// <summary>The entry rests on the exchange, and the node knows it.</summary>
    public async Task PlaceEntryAsync()
    {
        await MakeZoneAsync();
        await UntilAsync("the entry rests", async () => await RestsAsync(Side.Buy, "43.054")
            && (await StatusAsync()).Orders is [{ State: WorkingState.Live, Status: MultiSmc.Core.OrderStatus.New }]);
    }

    /// <summary>The entry has filled, and target and stop stand.</summary>
    public async Task OpenPositionAsync()
    {
        await PlaceEntryAsync();
        await FillEntryAsync();
        await ProtectedAsync("43.010");
    }

    public async Task<bool> RestsAsync(Side side, string quantity) =>
        await Truth.OpenOrdersAsync() is [{ } order] && order.Side?.Known == side && order.OrigQty == Quote.Of(quantity) && order.Price == Quote.At("100.52");

    /// <summary>Target and stop stand on the exchange for exactly this much, at the levels of the zone, and nothing else does.</summary>
    public Task ProtectedAsync(string quantity) => UntilAsync($"{quantity} are protected", async () =>
    {
        var (open, wanted) = (await Truth.OpenOrdersAsync(), Quote.Of(quantity));
        return open.Length == 2
            && open.Any(order => order is { Type.Known: OrderType.LimitMaker } && order.Price == Quote.At("101.30") && order.Leaves == wanted)
            && open.Any(order => order is { Type.Known: OrderType.StopLoss } && order.StopPrice == Quote.At("100.14") && order.Leaves == wanted);
    });

    public Task OpenOrdersAsync(int count) => UntilAsync($"{count} orders are open", async () => (await Truth.OpenOrdersAsync()).Length == count);

    public Task ToldAsync(string code) => UntilAsync($"told of {code}", () => Watch.Told(code) > 0);

    public Task<CommandResult> GiveAsync(Func<string, OperatorCommand> command) =>
        Running.Node.ExecuteAsync(command($"c{++_commands}-{_lives}"), TestContext.Current.CancellationToken);

    /// <summary>Takes the resting entry back.</summary>
    public Task<CommandResult> PauseAsync() => GiveAsync(static name => new OperatorCommand.Pause(name, "test", null, false));

    public async Task<NodeStatus> StatusAsync() => await Running.Node.StatusAsync(TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("the node has ended");

    /// <summary>A connection is up or down, as the node tells it.</summary>
    public Task LinkAsync(string name, bool isUp) => UntilAsync($"{name} is {(isUp ? "up" : "down")}", async () => (await StatusAsync()).Links.Single(link => link.Name == name).IsUp == isUp);

    public Task LockedAsync(EntryLock one, bool isSet) => UntilAsync(
        $"entries are {(isSet ? "locked" : "free")}: {one}", async () => (await StatusAsync()).Markets[0].View.Locks.HasFlag(one) == isSet);

    /// <summary>The node dies as it is: what its disk holds now is what the next one finds.</summary>
    public async Task CrashAsync()
    {
        Life.Die();
        await BuryAsync();
    }

    /// <summary>The node has died at what the test planned.</summary>
    public async Task DiedAsync()
    {
        await UntilAsync("the node dies", () => Life.IsDead);
        await BuryAsync();
    }

    /// <summary>A node goes on from what was left, or begins.</summary>
    public async Task RestartAsync(bool waits = true)
    {
        Assert.Null(_node);
        var here = Folder;
        var next = new NodeFolder(Path.Combine(_folder.FullName, $"n{++_lives}"));
        _node = RunningNode.Start(Settings, this, () => CopyJournal(here, next));
        _next = next;
        if (waits)
            await UntilAsync("the node runs", async () => await StatusAsync() is { Phase: NodePhase.Running, IsReconciled: true });
    }

    /// <summary>Stops the node in good order.</summary>
    public async Task<NodeOutcome> StopAsync()
    {
        var node = Running;
        var outcome = await node.StopAsync();
        _sentBefore.AddRange(node.Life.Sent);
        _node = null;
        await node.DisposeAsync();
        return outcome;
    }

    public Task UntilAsync(string what, Func<bool> isSo) => UntilAsync(what, () => Task.FromResult(isSo()));

    /// <summary>Looks again and again until it is so.</summary>
    public async Task UntilAsync(string what, Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        using var beat = new PeriodicTimer(Beat);
        while (!await isSo())
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
                Assert.Fail($"it never came to that: {what}\n{await DescribeAsync()}");
            if (_node is { Life.IsDead: false, Ended.IsCompleted: true } ended)
                Assert.Fail($"the node ended before {what}: {await ended.Ended}\n{await DescribeAsync()}");
            await beat.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public async Task<string> DescribeAsync()
    {
        var text = new StringBuilder("on the exchange:\n");
        foreach (var order in await Truth.OpenOrdersAsync())
            text.AppendLine($"  {order.ClientOrderId} {order.Side} {order.Type} {order.ExecutedQty}/{order.OrigQty} @ {order.Price} stop {order.StopPrice} {order.Status}");
        text.AppendLine("  " + string.Join(", ", await Truth.BalancesAsync()));
        if (_node is not { } node)
            return text.ToString();
        if (node.Node.Latest is { } status)
        {
            text.AppendLine($"node: {status.Phase} locks {status.Markets[0].View.Locks} reconciled {status.IsReconciled} {string.Join(", ", status.Balances)}");
            foreach (var order in status.Orders)
                text.AppendLine($"  {order.Spec.ClientOrderId} {order.Spec.Side} {order.Spec.Type} {order.Filled}/{order.Spec.Quantity} {order.State} {order.Status}");
            foreach (var setup in status.Markets[0].View.Setups)
                text.AppendLine($"  {setup}");
        }

        text.AppendJoin('\n', node.Node.Log.Recent(40));
        return text.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is { } node)
        {
            node.Life.Die();
            await node.StopAsync();
            await node.DisposeAsync();
        }

        _tape.Close();
        foreach (var wire in (Relay[])[UserWire, MarketWire, RestWire])
            await wire.DisposeAsync();
        await _server.DisposeAsync();
        Truth.Dispose();
        _admin.Dispose();
        _tape.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task BuryAsync()
    {
        var dead = Running;
        _sentBefore.AddRange(dead.Life.Sent);
        _node = null;
        await dead.StopAsync();
        await dead.DisposeAsync();
        Folder = _next;
    }

    // What a process leaves that dies now: its files as they are.
    private static void CopyJournal(NodeFolder from, NodeFolder to)
    {
        to.Make();
        foreach (var end in (string[])["", "-wal"])
        {
            if (File.Exists(from.Journal + end))
                File.Copy(from.Journal + end, to.Journal + end);
        }
    }
}
