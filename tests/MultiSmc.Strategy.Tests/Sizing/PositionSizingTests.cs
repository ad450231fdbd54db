using System.Text.Json;
using CsCheck;
using MultiSmc.Structure;

namespace MultiSmc.Strategy.Tests;

public sealed class PositionSize
{
    private static readonly SizingInputs Sample = new()
    {
        Side = Direction.Long,
        Entry = 10_000,
        Sl = 9_900,
        Equity = 1_000_000_000,
        Free = 1_000_000_000,
        RiskPpm = 2_500,
        MaxNotionalPpm = 1_000_000,
        MakerPpm = 1_000,
        TakerPpm = 1_000,
        Step = 10,
        MinQuantity = 10,
        MaxQuantity = 1_000_000,
        MinNotional = 50_000,
    };

    [Fact]
    public void Equals_the_golden_cases()
    {
        var cases = GoldenNumbers.Section("sizing");
        Assert.Equal(40, cases.Count);
        foreach (var (index, golden) in cases.Index())
        {
            var quantity = PositionSizing.Compute(Read(golden.GetProperty("args"))).Quantity;
            Assert.True(quantity == golden.GetProperty("qty").GetInt64(), $"case {index}: {quantity}, not {golden}");
        }
    }

    [Fact]
    public void Is_the_risk_divided_by_the_loss_of_one_unit()
    {
        // A stop-out of one unit: 100 of price, 10 of entry fee, 9.9 of exit fee; 0.25 % of the equity is 2,500,000.
        var result = PositionSizing.Compute(Sample);
        Assert.Equal(new SizingResult((long)(2_500_000 / 119.9m) / 10 * 10, SizingLimit.Risk, SizingReason.None), result);
        Assert.True(result.IsTrade);
    }

    [Theory]
    [InlineData(SizingLimit.MaxNotional, 1_000L, 100)]
    [InlineData(SizingLimit.FreeBalance, 1_000_000L, 990)]
    public void Says_what_held_it_down(SizingLimit limit, long maxNotionalPpm, long expected)
    {
        var free = limit == SizingLimit.FreeBalance ? 10_000_000 : Sample.Free;
        var result = PositionSizing.Compute(Sample with { MaxNotionalPpm = maxNotionalPpm, Free = free });
        Assert.Equal(new SizingResult(expected, limit, SizingReason.None), result);
    }

    [Fact]
    public void Never_passes_the_largest_quantity()
    {
        var result = PositionSizing.Compute(Sample with { MaxQuantity = 55 });
        Assert.Equal(new SizingResult(50, SizingLimit.MaxQuantity, SizingReason.None), result);
        Assert.Equal(20_850, PositionSizing.Compute(Sample with { MaxQuantity = 0 }).Quantity);
    }

    [Fact]
    public void Is_zero_with_the_reason_when_nothing_sensible_is_left()
    {
        Assert.Equal(SizingReason.StopNotBeyondEntry, PositionSizing.Compute(Sample with { Sl = 10_000 }).Reason);
        Assert.Equal(SizingReason.StopNotBeyondEntry, PositionSizing.Compute(Sample with { Side = Direction.Short }).Reason);
        Assert.Equal(SizingReason.StopNotBeyondEntry, PositionSizing.Compute(Sample with { Side = Direction.None }).Reason);
        Assert.Equal(SizingReason.NoEquity, PositionSizing.Compute(Sample with { Equity = -5 }).Reason);
        Assert.Equal(SizingReason.NoFreeBalance, PositionSizing.Compute(Sample with { Free = 0 }).Reason);
        Assert.Equal(SizingReason.BelowStep, PositionSizing.Compute(Sample with { RiskPpm = 1 }).Reason);
        Assert.Equal(SizingReason.BelowMinQuantity, PositionSizing.Compute(Sample with { RiskPpm = 3, MinQuantity = 30 }).Reason);
        Assert.Equal(SizingReason.BelowMinNotional, PositionSizing.Compute(Sample with { RiskPpm = 3, MinNotional = 200_001 }).Reason);
        Assert.Equal(0, PositionSizing.Compute(Sample with { RiskPpm = 3, MinNotional = 200_001 }).Quantity);
        Assert.Equal(20, PositionSizing.Compute(Sample with { RiskPpm = 3, MinNotional = 200_000 }).Quantity);
    }

    [Fact]
    public void Never_risks_more_than_allowed_nor_spends_more_than_is_free() =>
        Gen.Select(Gen.Long[1, 10_000_000], Gen.Long[1, 1_000_000], Gen.Long[1, long.MaxValue / 2], Gen.Long[1, long.MaxValue / 2],
            Gen.Long[0, 20_000], Gen.Long[1, 1_000]).Sample((entry, distance, equity, free, risk, step) =>
        {
            var inputs = Sample with { Entry = entry + distance, Sl = entry, Equity = equity, Free = free, RiskPpm = risk, Step = step, MaxQuantity = 0 };
            var quantity = PositionSizing.Compute(inputs).Quantity;
            var unit = (Int128)distance * 1_000_000 + (Int128)inputs.Entry * inputs.MakerPpm + (Int128)inputs.Sl * inputs.TakerPpm;
            return quantity % step == 0
                && quantity * unit <= (Int128)equity * risk
                && (Int128)quantity * inputs.Entry * (1_000_000 + inputs.MakerPpm) <= (Int128)free * 1_000_000;
        });

    [Theory]
    [InlineData(1_000, 1_000, 1, 999)]
    [InlineData(1_000, 1_000, 10, 990)]
    [InlineData(1_000, 0, 10, 1_000)]
    [InlineData(5, 1_000, 1, 4)]
    [InlineData(long.MaxValue, 0, 1, long.MaxValue)]
    public void Of_an_exit_is_net_of_a_commission_in_base(long filled, long feePpm, long step, long expected) =>
        Assert.Equal(expected, PositionSizing.ExitQuantity(filled, feePpm, step));

    private static SizingInputs Read(JsonElement args) => new()
    {
        Side = Direction.Long,
        Entry = args.GetProperty("entry").GetInt64(),
        Sl = args.GetProperty("sl").GetInt64(),
        Equity = args.GetProperty("equity").GetInt64(),
        Free = args.GetProperty("free").GetInt64(),
        RiskPpm = args.GetProperty("risk_ppm").GetInt64(),
        MaxNotionalPpm = args.GetProperty("max_notional_ppm").GetInt64(),
        MakerPpm = args.GetProperty("maker_ppm").GetInt64(),
        TakerPpm = args.GetProperty("taker_ppm").GetInt64(),
        Step = args.GetProperty("step").GetInt64(),
        MinQuantity = args.GetProperty("min_qty").GetInt64(),
        MaxQuantity = args.GetProperty("max_qty").GetInt64(),
        MinNotional = args.GetProperty("min_notional").GetInt64(),
    };
}
