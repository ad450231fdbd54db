using MultiSmc.Core;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>A small run with one of everything.</summary>
internal static class SampleRun
{
    public static BacktestReport Report() => BacktestReport.Create(Build().Result("trade-through", ("touch", Hopeful().Recorder)));

    public static RunBuilder Build()
    {
        var run = new RunBuilder("1000");
        run.Zone(new Zone
        {
            Id = 0,
            Side = Direction.Long,
            Kind = BreakKind.Choch,
            State = ZoneState.TimedOut,
            Version = 2,
            BrokenIndex = 3,
            BrokenPrice = 11_000,
            Created = 9,
            OriginIndex = 5,
            Origin = 9_050,
            ExtIndex = 8,
            Ext = 12_000,
            TouchedAt = 10,
            EnteredAt = 11,
            EndedAt = -1,
            Adverse = 9_999,
            Top = 10_200,
            Entry = 10_000,
            Bottom = 9_700,
            Eq = 10_525,
            Sl = 9_000,
            Tp1 = 12_000,
            Tp2 = 12_500,
            Tp3 = 13_000,
        });
        run.Packet(Fixtures.Day(0.25), "1000");
        run.Trace(new StrategyTrace.Skipped(1, 1, Fixtures.Day(0.25), "max-positions", false));
        var filled = run.Place(Fixtures.Day(0.25), 0);
        run.Trace(new StrategyTrace.Decided(
            0, 0, Fixtures.Day(0.375), 7, Fixtures.At("101.5"), new ApproachVerdict(VerdictKind.Judged, 0.625), 0.5, "m1", "keep", FeatureSnapshot.None));
        run.Buy(Fixtures.Day(0.5), filled, "0.1", "10");
        run.Trace(new StrategyTrace.ProtectionPlaced(
            0, 0, Fixtures.Day(0.5), new ClientListId("list-1"), Fixtures.Qty("0.1"), Fixtures.At("90"), Fixtures.At("120")));
        run.Packet(Fixtures.Day(0.75), "999");
        run.Fill(Fills.TakenSale(Fixtures.Day(1.25), "stop-1", "0.1", "8.91"));
        run.Close(Trip());
        var cancelled = run.Place(Fixtures.Day(1.5), 2);
        run.Cancel(Fixtures.Day(1.75), cancelled, "model", "125");
        var refused = run.Place(Fixtures.Day(1.75), 3);
        run.Trace(new StrategyTrace.EntryRefused(3, 3, Fixtures.Day(1.75), refused, -2010, "Order would \"match\", at once."));
        run.Trace(new StrategyTrace.ExitSent(4, 4, Fixtures.Day(1.75), ExitReason.Time, Fixtures.Qty("0.5")));
        run.Alert(Fixtures.Day(1.8), "daily-loss");
        return run.Packet(Fixtures.Day(2.5), "998.5").Finish(Fixtures.Day(2.5), "998.5");
    }

    /// <summary>Net −1.1: bought for 10, sold for 8.91, 0.01 of commission; risk 2.</summary>
    public static RoundTrip Trip() => Fixtures.Trip("0") with
    {
        OpenedAt = Fixtures.Day(0.5),
        ClosedAt = Fixtures.Day(1.25),
        Bought = Fixtures.Qty("0.1"),
        BoughtQuote = Fixtures.Usd("10"),
        Sold = Fixtures.Qty("0.1"),
        SoldQuote = Fixtures.Usd("8.91"),
        FeeQuote = Fixtures.Usd("0.01"),
        InitialRisk = Fixtures.Usd("2"),
        Reason = ExitReason.Stop,
        Lowest = Fixtures.At("89"),
        Highest = Fixtures.At("104"),
    };

    private static RunBuilder Hopeful() => new RunBuilder("1000").Packet(Fixtures.Day(1), "1020").Finish(Fixtures.Day(2.5), "1010");
}
