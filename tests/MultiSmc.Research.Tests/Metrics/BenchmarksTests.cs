using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

public sealed class BenchmarksTests
{
    [Fact]
    public void Buy_and_hold_pays_one_taker_fee_in_and_one_out()
    {
        // 1000 · 0.999 · 1.1 · 0.999 = 1097.8011.
        var hold = BuyAndHold.Compute([Traded(RunBuilder.BtcUsdt, "100", "110")], 1_000, Fixtures.Usd("1000"));

        Assert.Equal(Fixtures.Usd("97.8011"), hold.NetResult);
        Assert.Equal(0.0978011, hold.Return);
    }

    [Fact]
    public void Symbols_get_equal_shares()
    {
        // 500 · 1.1 + 500 · 0.7 = 900.
        var hold = BuyAndHold.Compute(
            [Traded(RunBuilder.BtcUsdt, "100", "110"), Traded(RunBuilder.EthUsdt, "50", "35")], 0, Fixtures.Usd("1000"));

        Assert.Equal(-0.1, hold.Return);
        Assert.Equal([new HeldSymbol("BTCUSDT", 0.1), new HeldSymbol("ETHUSDT", -0.3)], hold.Symbols);
    }

    [Fact]
    public void A_symbol_without_a_trade_is_not_held()
    {
        var silent = Traded(RunBuilder.EthUsdt, "0", "0");
        silent = silent with { Tape = silent.Tape with { First = null, Last = null } };

        var hold = BuyAndHold.Compute([Traded(RunBuilder.BtcUsdt, "100", "110"), silent], 0, Fixtures.Usd("1000"));

        Assert.Equal(0.1, hold.Return);
    }

    [Fact]
    public void Without_a_tape_there_is_nothing_to_hold()
    {
        Assert.Null(BuyAndHold.Compute([], 1_000, Fixtures.Usd("1000")).Return);
    }

    private static InstrumentResult Traded(Instrument instrument, string first, string last) => new(instrument, RunBuilder.Tape(first, last), default);
}
