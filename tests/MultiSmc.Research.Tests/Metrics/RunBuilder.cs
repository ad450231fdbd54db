using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>Feeds a recorder by hand, as the backtest shell does.</summary>
internal sealed class RunBuilder
{
    public static readonly Asset Usdt = new("USDT");

    public static readonly Instrument BtcUsdt = Make(0, "BTC");

    public static readonly Instrument EthUsdt = Make(1, "ETH");

    private readonly Portfolio _portfolio;
    private readonly EffectBuffer _effects = new();
    private int _orders;

    public RunBuilder(string start = "1000")
    {
        _portfolio = new Portfolio([BtcUsdt, EthUsdt], [], []);
        Recorder = new RunRecorder(_portfolio);
        SetEquity(start);
        Recorder.BeforeMarket(Fixtures.Monday);
    }

    public RunRecorder Recorder { get; }

    /// <summary>A packet closes with this equity.</summary>
    public RunBuilder Packet(Timestamp time, string equity)
    {
        SetEquity(equity);
        Recorder.BeforeMarket(time);
        return Send(time, () => _effects.AddPacket(Fixtures.Btc, default, Fixtures.Usd(equity)));
    }

    public RunBuilder Finish(Timestamp time, string equity)
    {
        SetEquity(equity);
        Recorder.BeforeMarket(time);
        Recorder.Finish();
        return this;
    }

    /// <summary>An entry order of a setup: 0.1 at 100, stop 90, target 120, sent at <paramref name="time"/>.</summary>
    public ClientOrderId Place(Timestamp time, int setup, InstrumentId? instrument = null, double breakEven = 0.4)
    {
        var order = new OrderSpec
        {
            ClientOrderId = new ClientOrderId($"test-{++_orders}"),
            Instrument = instrument ?? Fixtures.Btc,
            Side = Side.Buy,
            Type = OrderType.LimitMaker,
            Quantity = Fixtures.Qty("0.1"),
            Price = Fixtures.At("100"),
        };
        Trace(new StrategyTrace.EntryPlaced(setup, setup, time, order, Fixtures.At("90"), Fixtures.At("120"), breakEven, 1), order.Instrument);
        return order.ClientOrderId;
    }

    public RunBuilder Cancel(Timestamp time, ClientOrderId id, string reason, string last)
    {
        _portfolio.Mark(Fixtures.Btc, Fixtures.At(last));
        return Trace(new StrategyTrace.EntryCancelSent(0, 0, time, id, reason));
    }

    public RunBuilder Buy(Timestamp time, ClientOrderId id, string quantity, string quote, string evidence = "T0/trade-through") =>
        Fill(Fills.Make(time, id, Side.Buy, Liquidity.Maker, quantity, quote) with { Evidence = evidence });

    public RunBuilder Fill(Fill fill) => Send(fill.Time, () => _effects.Add(EffectKind.Filled, fill.Instrument, fill));

    public RunBuilder Close(RoundTrip trip, InstrumentId? instrument = null) =>
        Trace(new StrategyTrace.Closed(trip.Setup, trip.Zone, trip.ClosedAt, trip), instrument);

    public RunBuilder Trace(StrategyTrace trace, InstrumentId? instrument = null) =>
        Send(trace.Time, () => _effects.Add(EffectKind.Trace, instrument ?? Fixtures.Btc, trace));

    public RunBuilder Alert(Timestamp time, string code) =>
        Send(time, () => _effects.Add(EffectKind.Alert, Fixtures.Btc, new Alert(code, "words")));

    public RunBuilder Zone(Zone zone) => Send(Fixtures.Monday, () => _effects.AddZone(Fixtures.Btc, in zone));

    public RunBuilder SegmentBreak(Timestamp time) => Send(time, () => _effects.Add(EffectKind.SegmentBroken, Fixtures.Btc, null));

    public BacktestResult Result(string fillModel = "trade-through", params (string FillModel, RunRecorder Record)[] others) => new()
    {
        Identity = new BacktestIdentity
        {
            ConfigSha256 = "c0ffee",
            CodeVersion = "0.1.0",
            Seed = ulong.MaxValue,
            Model = "none",
            Files = [new DataFileIdentity("btc/2025-06-02.zip", DataIdentityKind.Bytes, 12, "abcd")],
        },
        Currency = Usdt,
        Assumptions = new BacktestAssumptions(50_000_000, 1_000, 1_000, 1, "T0"),
        Instruments = [new InstrumentResult(BtcUsdt, Tape("100", "110"), default), new InstrumentResult(EthUsdt, Tape("50", "45"), default)],
        Runs = [new FillModelRun(fillModel, "none", Recorder), .. others.Select(other => new FillModelRun(other.FillModel, "none", other.Record))],
        BreakEven = [new BreakEvenLine(Fixtures.Btc, 50, 0.71), new BreakEvenLine(Fixtures.Btc, 200, 0.42)],
    };

    public static TapeFacts Tape(string first, string last) => new()
    {
        Trades = 10,
        Quotes = 0,
        BadRows = 0,
        First = Fixtures.Monday,
        Last = Fixtures.Day(2),
        FirstPrice = Fixtures.At(first),
        LastPrice = Fixtures.At(last),
    };

    private static Instrument Make(int index, string code) => new()
    {
        Id = new InstrumentId(index),
        Symbol = code + "USDT",
        Base = new Asset(code),
        Quote = Usdt,
        TickSize = Fixtures.At("0.01"),
        LotSize = Fixtures.Qty("0.00001"),
    };

    private void SetEquity(string equity) =>
        _portfolio.Apply(new VenueEvent.AccountUpdate(
            Fixtures.Btc, Fixtures.Monday, [new AssetBalance(Usdt, new Balance(Fixtures.Usd(equity), Money.Zero))]));

    private RunBuilder Send(Timestamp time, Action add)
    {
        _effects.Clear();
        add();
        Recorder.OnApplied(KernelInput.FromTimer(1, time, new TimerRequest(Fixtures.Btc, time, 0)), _effects);
        return this;
    }
}
