using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Research.Tests;

public sealed class StopSlippageTests
{
    [Fact]
    public void Is_the_average_of_the_stops_fills_against_its_price()
    {
        // Stop 90; one half at 89.1, one at 88.2: on average 88.65, 1.5 % worse.
        var slippage = StopSlippage.Compute(
            [(Fixtures.Btc, Stopped(1))],
            [Fills.TakenSale(Fixtures.Day(0.9), "s", "0.5", "44.55"), Fills.TakenSale(Fixtures.Day(1), "s", "0.5", "44.1")]);

        Assert.Equal(1, slippage.Stops);
        Assert.Equal(150, slippage.MeanBps.GetValueOrDefault(), 9);
    }

    [Fact]
    public void Leaves_out_what_the_target_sold_before()
    {
        var target = Fills.TakenSale(Fixtures.Day(0.5), "t", "0.5", "60") with { Liquidity = Liquidity.Maker };

        var slippage = StopSlippage.Compute([(Fixtures.Btc, Stopped(1))], [target, Fills.TakenSale(Fixtures.Day(1), "s", "0.5", "45")]);

        Assert.Equal(0.0, slippage.MeanBps);
    }

    [Fact]
    public void Tells_two_stops_of_one_instant_apart_by_quantity()
    {
        // The one of 0.4 has its stop at 80 and gets 80, the one of 1 has it at 90 and gets 90.
        var small = Stopped(1) with { Sold = Fixtures.Qty("0.4"), Stop = Fixtures.At("80") };

        var slippage = StopSlippage.Compute(
            [(Fixtures.Btc, small), (Fixtures.Btc, Stopped(1))],
            [Fills.TakenSale(Fixtures.Day(1), "a", "1", "90"), Fills.TakenSale(Fixtures.Day(1), "b", "0.4", "32")]);

        Assert.Equal(new StopSlippage(2, 0, 0, 0), slippage);
    }

    [Fact]
    public void Counts_stops_the_bot_guarded_and_no_other_exit()
    {
        var slippage = StopSlippage.Compute(
            [(Fixtures.Btc, Stopped(1) with { Reason = ExitReason.GuardedStop }), (Fixtures.Btc, Stopped(2) with { Reason = ExitReason.Time })],
            [Fills.TakenSale(Fixtures.Day(1), "a", "1", "81"), Fills.TakenSale(Fixtures.Day(2), "b", "1", "45")]);

        Assert.Equal(1, slippage.Stops);
        Assert.Equal(1_000, slippage.WorstBps.GetValueOrDefault(), 9);
    }

    private static RoundTrip Stopped(int day) => Fixtures.Trip("-10") with { Reason = ExitReason.Stop, ClosedAt = Fixtures.Day(day) };
}
