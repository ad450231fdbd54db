using MultiSmc.Core;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

public sealed class TradeBreakdownsTests
{
    [Fact]
    public void Groups_by_exit_break_and_symbol_in_a_fixed_order()
    {
        var breakdowns = Compute(
            (Fixtures.Eth, Fixtures.Trip("-10") with { Reason = ExitReason.Stop, Kind = BreakKind.Choch }),
            (Fixtures.Btc, Fixtures.Trip("20")),
            (Fixtures.Eth, Fixtures.Trip("5")));

        Assert.Equal(
            [new TradeGroup("target", 2, 2, 1, Fixtures.Usd("25"), 1.25), new TradeGroup("stop", 1, 0, 0, Fixtures.Usd("-10"), -1)],
            breakdowns.ByExitReason);
        Assert.Equal(["bos", "choch"], breakdowns.ByBreak.Select(group => group.Key));
        Assert.Equal(["BTC", "ETH"], breakdowns.BySymbol.Select(group => group.Key));
        Assert.Equal([1, 2], breakdowns.BySymbol.Select(group => group.Count));
    }

    [Fact]
    public void Weekday_and_hour_are_of_the_entry_and_month_and_year_of_the_exit()
    {
        // In on Wednesday 2025-12-31 at 23:30, out on Thursday 2026-01-01 at 00:30 UTC.
        var opened = Timestamp.FromMilliseconds(1_767_223_800_000);
        var trip = Fixtures.Trip("1") with { OpenedAt = opened, ClosedAt = opened + Fixtures.Hours(1) };

        var breakdowns = Compute((Fixtures.Btc, trip));

        Assert.Equal("2025-12-31T23:30:00Z", opened.ToString());
        Assert.Equal("wednesday", Assert.Single(breakdowns.ByWeekday).Key);
        Assert.Equal("23", Assert.Single(breakdowns.ByHour).Key);
        Assert.Equal("2026-01", Assert.Single(breakdowns.ByMonth).Key);
        Assert.Equal("2026", Assert.Single(breakdowns.ByYear).Key);
    }

    [Fact]
    public void Weekdays_begin_on_monday()
    {
        var trips = Enumerable.Range(0, 7).Reverse().Select(day => (Fixtures.Btc, Fixtures.Trip("1") with { OpenedAt = Fixtures.Day(day) })).ToArray();

        Assert.Equal(
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
            Compute(trips).ByWeekday.Select(group => group.Key));
    }

    private static TradeBreakdowns Compute(params (InstrumentId, RoundTrip)[] trips) =>
        TradeBreakdowns.Compute(trips, instrument => instrument == Fixtures.Btc ? "BTC" : "ETH");
}
