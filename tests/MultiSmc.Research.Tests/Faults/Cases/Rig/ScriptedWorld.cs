using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Packets;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>
/// One instrument, the real kernel and strategy with the journal of a node, a simulated exchange, and between them a network that does what the test
/// says. Time moves by the test's hand; each trade closes a packet, so that structure follows the prices one by one.
/// </summary>
internal sealed class ScriptedWorld : IRequestSink
{
    private readonly FaultAgenda _agenda = new() { Now = new Timestamp(1_735_689_600_000_000_000) };
    private readonly FillTally _booked = new(1);
    private readonly FaultLaws _laws;
    private readonly List<MarketEvent> _missed = [];
    private ReleaseGate _gate;
    private Predicate<KernelInput>? _death;
    private NodeDeath _deathKind;
    private bool _isNodeUp = true;
    private bool _isMarketUp = true;
    private long _tradeId;
    private long _commands;

    public ScriptedWorld(StrategyParameters? strategy = null, FeeMode fees = FeeMode.ReceivedAsset, RiskLimits? limits = null)
    {
        var plan = PlanOf((strategy ?? new StrategyParameters()) with { HoldPackets = 400 }, fees, limits ?? new RiskLimits());
        Venue = new SimulatedVenue([Coin], plan.Venue);
        var truth = new FillTally(1);
        Network = new ScriptedNetwork(_agenda, Venue, truth, Coin.Base) { Deliver = Deliver };
        _gate = new ReleaseGate(this);
        Node = new SimulatedNode(() => BacktestKernel.Create(plan, plan.Model));
        _laws = new FaultLaws([Coin], Venue, truth, plan.Markets[0].Strategy);
        Link(VenueLink.UserData, true);
        Wait(1);
    }

    public static Instrument Coin { get; } = SyntheticRun.Instrument();

    /// <summary>Rises to 101, falls to 100.20, breaks out to 101.30: a long zone with entry 100.52, stop 100.14, target 101.30.</summary>
    public static string[] Breakout { get; } = ["100.40", "101.00", "100.60", "100.20", "100.70", "101.30"];

    public SimulatedVenue Venue { get; }

    public ScriptedNetwork Network { get; }

    public SimulatedNode Node { get; }

    public TradingKernel Kernel => Node.Kernel;

    public Timestamp Now => _agenda.Now;

    public bool IsDown => !_isNodeUp;

    public int Deaths { get; private set; }

    /// <summary>What the journal's failure kept from leaving.</summary>
    public List<VenueRequest> Withheld { get; } = [];

    /// <summary>Our clock is off by this much.</summary>
    public Duration ClockOffset { get; set; }

    public List<Alert> Alerts { get; } = [];

    public List<StrategyTrace> Traces { get; } = [];

    public List<Packet> Packets { get; } = [];

    public RoundTrip Trip => Traces.OfType<StrategyTrace.Closed>().Single().Trip;

    /// <summary>Every entry that left, oldest first.</summary>
    public OrderSpec[] Entries => [.. Network.Sent.SelectMany(FaultRequests.NewOrders).Where(static order => order.Side == Side.Buy)];

    public OrderView[] OpenOrders => [.. Venue.OrdersOf(Coin.Id).Where(static order => !order.Status.IsFinal())];

    public static Quantity Of(string quantity) => FixedPoint.TryParse(quantity, out var raw) ? new Quantity(raw) : throw new FormatException(quantity);

    public static Price At(string price) => FixedPoint.TryParse(price, out var raw) ? new Price(raw) : throw new FormatException(price);

    public static Money Amount(string amount) => FixedPoint.TryParse(amount, out var raw) ? new Money(raw) : throw new FormatException(amount);

    public Balance BalanceOf(string asset) => Venue.Balances.FirstOrDefault(entry => entry.Asset == new Asset(asset)).Balance;

    /// <summary>Lets time pass: messages arrive, timers fire.</summary>
    public ScriptedWorld Wait(long seconds) => WaitMilliseconds(seconds * 1_000);

    public ScriptedWorld WaitMilliseconds(long milliseconds)
    {
        var until = _agenda.Now + Duration.FromMilliseconds(milliseconds);
        while (true)
        {
            var timer = _isNodeUp && Node.NextTimer != Timestamp.MaxValue ? new Timestamp(Node.NextTimer.Nanoseconds - ClockOffset.Nanoseconds) : Timestamp.MaxValue;
            var next = timer < _agenda.Next ? timer : _agenda.Next;
            if (next > until)
                break;
            if (next > _agenda.Now)
                _agenda.Now = next;
            if (timer < _agenda.Next)
                Fire();
            else
                _agenda.Take()();
        }

        _agenda.Now = until;
        return this;
    }

    /// <summary>A print, a second before the next thing.</summary>
    public ScriptedWorld Trade(string price, string quantity = "1", AggressorSide aggressor = AggressorSide.Buyer)
    {
        var trade = new TradeTick(++_tradeId, _agenda.Now, At(price), Of(quantity), aggressor);
        var print = new MarketEvent(Coin.Id, in trade);
        Venue.OnMarket(in print);
        _laws.OnTrade(Coin.Id, trade.Price);
        Network.Publish();
        if (!_isMarketUp || !Show(print))
            _missed.Add(print);
        return Wait(1);
    }

    /// <summary>Somebody sells into our entry.</summary>
    public ScriptedWorld FillEntry(string quantity) => Trade("100.52", quantity, AggressorSide.Seller);

    /// <summary>Somebody buys from our target.</summary>
    public ScriptedWorld FillTarget(string quantity) => Trade("101.30", quantity);

    /// <summary>Prices that make the strategy send its entry: 43.054 at 100.52.</summary>
    public ScriptedWorld MakeZone()
    {
        foreach (var price in Breakout)
            Trade(price);
        return this;
    }

    /// <summary>The entry rests on the exchange.</summary>
    public ScriptedWorld PlaceEntry()
    {
        MakeZone();
        var order = Assert.Single(OpenOrders);
        Assert.Equal((Side.Buy, At("100.52"), Of("43.054")), (order.Order.Side, order.Order.Price, order.Order.Quantity));
        return this;
    }

    /// <summary>The entry has filled and its target and stop stand.</summary>
    public ScriptedWorld OpenPosition() => PlaceEntry().FillEntry("43.054");

    /// <summary>A connection comes or goes.</summary>
    public ScriptedWorld Link(VenueLink link, bool isUp, string? reason = null)
    {
        if (link == VenueLink.UserData)
            Network.IsStreamUp = isUp;
        else if (link == VenueLink.Orders)
            Network.IsOrderLinkUp = isUp;
        else
            _isMarketUp = isUp;
        Deliver(new VenueEvent.ConnectionChanged(link, _agenda.Now, isUp, reason ?? (isUp ? "connected" : "connection lost")));
        if (_isMarketUp)
            BackFill();
        return this;
    }

    /// <summary>The exchange changes its rules; the node learns it at once.</summary>
    public ScriptedWorld Change(Instrument now)
    {
        Venue.Change(now, _agenda.Now);
        Network.Publish();
        return Wait(1);
    }

    /// <summary>Money comes or goes by no trade.</summary>
    public ScriptedWorld Transfer(string asset, string amount)
    {
        Assert.True(Venue.TryTransfer(new Asset(asset), Amount(amount), _agenda.Now));
        Network.Publish();
        return Wait(1);
    }

    public ScriptedWorld Give(Func<string, OperatorCommand> command)
    {
        var given = command($"c{++_commands}");
        Feed((sequence, time) => KernelInput.FromCommand(sequence, time, given));
        return this;
    }

    /// <summary>Takes the resting entry back.</summary>
    public ScriptedWorld Pause() => Give(static name => new OperatorCommand.Pause(name, "test", null, false));

    /// <summary>The node dies at the first such input.</summary>
    public ScriptedWorld DieAt(Predicate<KernelInput> input, NodeDeath death)
    {
        (_death, _deathKind) = (input, death);
        return this;
    }

    public ScriptedWorld Crash()
    {
        _death = null;
        Deaths++;
        _isNodeUp = false;
        Network.Life++;
        _gate = new ReleaseGate(this);
        return this;
    }

    /// <summary>From now on nothing reaches the disk any more; nobody knows yet.</summary>
    public ScriptedWorld FillDisk()
    {
        Node.FillDisk(0);
        return this;
    }

    /// <summary>The journal notices that the disk is full, and the node ends.</summary>
    public ScriptedWorld FailJournal()
    {
        _gate.OnFailed(new JournalFailure.DiskFull("journal.db", "full"));
        return Crash();
    }

    void IRequestSink.Send(VenueRequest request)
    {
        _laws.OnSent(request, Kernel, !Node.IsDiskFull);
        Network.Send(request);
    }

    void IRequestSink.Withhold(VenueRequest request, JournalFailure failure) => Withheld.Add(request);

    /// <summary>The node comes back from its journal; trades that it missed are fetched by their ids.</summary>
    public ScriptedWorld Restart()
    {
        Assert.Equal("", Node.Recover());
        _isNodeUp = true;
        return Link(VenueLink.MarketData, true).Link(VenueLink.Orders, true).Link(VenueLink.UserData, true);
    }

    /// <summary>Hands the node any word.</summary>
    public void Deliver(VenueEvent word) => Feed((sequence, time) => KernelInput.FromVenue(sequence, time, word));

    /// <summary>Shows the node a print, seen before or not.</summary>
    public bool Show(MarketEvent print) => Feed((sequence, time) => KernelInput.FromMarket(sequence, time, in print));

    /// <summary>Target and stop stand on the exchange for exactly this much, under the levels of the zone, and nothing else does.</summary>
    public void IsProtected(string quantity)
    {
        var (open, wanted) = (OpenOrders, Of(quantity));
        Assert.Equal(2, open.Length);
        var target = Assert.Single(open, static order => order.Order.Type == OrderType.LimitMaker);
        var stop = Assert.Single(open, static order => order.Order.Type == OrderType.StopLoss);
        Assert.Equal((At("101.30"), wanted), (target.Order.Price, target.Order.Quantity - target.Filled));
        Assert.Equal((At("100.14"), wanted), (stop.Order.StopPrice, stop.Order.Quantity - stop.Filled));
    }

    /// <summary>How often a person was told.</summary>
    public int Told(string code) => Alerts.Count(alert => alert.Code == code);

    /// <summary>
    /// After a quiet minute our books are the exchange's to the last unit, no order left twice, none left while entries were locked, nothing that can
    /// be sold is bare, and the journal gives the same once more.
    /// </summary>
    public ScriptedWorld Agree()
    {
        Wait(60);
        for (var i = 0; i < 60 && !Kernel.IsReconciled; i++)
            Wait(1);
        _laws.CheckEnd(Kernel, _booked);
        Assert.Equal("", _laws.Violation);
        Assert.Equal("", Node.Recover());
        return this;
    }

    private void Fire()
    {
        var timer = Node.TakeTimer();
        Feed((sequence, time) => KernelInput.FromTimer(sequence, time, timer));
    }

    private void BackFill()
    {
        while (_isNodeUp && _missed.Count > 0 && Show(_missed[0]))
            _missed.RemoveAt(0);
    }

    private bool Feed(Func<long, Timestamp, KernelInput> make)
    {
        if (!_isNodeUp)
            return false;
        var time = Node.Clock(_agenda.Now + ClockOffset);
        var isDying = _death?.Invoke(make(Node.Inputs + 1, time)) == true;
        if (isDying && _deathKind == NodeDeath.BeforeWrite)
        {
            Crash();
            return false;
        }

        foreach (ref readonly var effect in Node.Apply(time, make))
        {
            switch (effect.Payload)
            {
                case Fill fill:
                    _booked.Add(fill, Coin.Base);
                    break;
                case Alert alert:
                    Alerts.Add(alert);
                    break;
                case StrategyTrace trace:
                    Traces.Add(trace);
                    break;
                case VenueRequest request when !isDying || _deathKind == NodeDeath.AfterSending:
                    _gate.Submit(request, Node.Inputs);
                    break;
                default:
                    break;
            }
        }

        if (!Node.IsDiskFull)
            _gate.OnDurable(Node.Inputs);
        Packets.AddRange(Node.LastPackets);
        if (isDying)
            Crash();
        return true;
    }

    private static BacktestPlan PlanOf(StrategyParameters strategy, FeeMode fees, RiskLimits limits) => new()
    {
        Session = "case",
        Markets =
        [
            new MarketPlan
            {
                Instrument = Coin,
                Packets = new PacketParameters
                {
                    PriceDecimals = 2, QuantityDecimals = 3, Bucket = 1, Anchor = PacketAnchor.None, VpinWindow = 2, SessionGap = Duration.FromSeconds(86_400), MaxGapIds = 10,
                },
                Structure = new StructureParameters { Left = 1, Right = 1, TtlPackets = 200, HoldPackets = 400, MinRangePpm = 1000, AtrWindow = 2 },
                Strategy = strategy,
            },
        ],
        Risk = limits,
        Venue = new SimulationParameters
        {
            InitialBalances = [new AssetAmount(Coin.Quote, Amount("10000"))],
            FillModel = FillModel.Touch,
            FeeMode = fees,
            BnbPrices = [new BnbPrice(Coin.Quote, At("600"))],
        },
        Identity = new BacktestIdentity { ConfigSha256 = "", CodeVersion = "test", Seed = 0, Model = "none", Files = [] },
    };
}

/// <summary>When a node dies at an input.</summary>
internal enum NodeDeath
{
    /// <summary>It is not on disk, or not whole: it never was.</summary>
    BeforeWrite,

    /// <summary>It is on disk, and nothing that follows from it has left.</summary>
    BeforeSending,

    /// <summary>All that follows from it has left.</summary>
    AfterSending,
}
