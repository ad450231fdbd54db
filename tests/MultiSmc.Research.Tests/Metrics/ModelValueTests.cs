namespace MultiSmc.Research.Tests;

public sealed class ModelValueTests
{
    [Fact]
    public void Zones_are_pulled_put_back_or_kept_and_nothing_else()
    {
        var model = Value();

        Assert.Equal((5, 2, 1, 2), (model.Asked, model.Pulled, model.Rearmed, model.Kept));
        Assert.Equal(0.6, model.PulledShare);
        Assert.Equal("m1", model.Model);
    }

    [Fact]
    public void A_fill_after_the_models_cancel_is_counted() => Assert.Equal(1, Value().FilledWhileCancelling);

    [Fact]
    public void Results_with_and_without_stand_side_by_side()
    {
        var model = Value();

        Assert.Equal(Fixtures.Usd("10"), model.NetResult);
        Assert.Equal(Fixtures.Usd("-10"), model.NetResultWithout);
    }

    [Fact]
    public void Rivals_are_a_distribution_and_ties_count_half()
    {
        var rivals = Value("1010", "1000", "1010", "1020", "1006").Rivals;

        Assert.Equal(Fixtures.Usd("9"), rivals.Mean);
        Assert.Equal(Fixtures.Usd("0"), rivals.Min);
        Assert.Equal(Fixtures.Usd("20"), rivals.Max);
        Assert.Equal(0.625, rivals.Percentile); // two beaten and half a tie of four
        Assert.Equal(Fixtures.Usd("8.40634681"), rivals.Deviation); // √((81 + 1 + 121 + 9) / 3)
    }

    [Fact]
    public void Without_rivals_nothing_is_said_of_chance()
    {
        var model = Value();

        Assert.Null(model.IsWithinChance);
        Assert.Null(model.Rivals.Percentile);
        Assert.Null(model.Rivals.Mean);
        Assert.False(model.IsUneven);
    }

    [Theory]
    [InlineData("1010", 40, true)] // the middle
    [InlineData("900", 40, true)] // worse than all
    [InlineData("1038.5", 40, true)] // above 38 of 40: not above 95 %
    [InlineData("1039.5", 40, false)] // above 39 of 40
    [InlineData("2000", 18, true)] // above all, of too few
    [InlineData("2000", 19, false)]
    public void Chance_is_beaten_above_95_percent_of_enough_rivals(string with, int count, bool isWithin)
    {
        Assert.Equal(isWithin, Value(with, ModelRun.Rivals(count)).IsWithinChance);
    }

    [Fact]
    public void Rivals_that_pulled_another_share_are_named()
    {
        var result = ModelRun.Result("1010", "990", "1000");
        var kept = result with { Rivals = [new FillModelRun("trade-through", "random", ModelRun.KeepsAll())] };

        Assert.DoesNotContain(BacktestReport.Create(result).Flags, flag => flag.Code == "uneven-rivals");
        Assert.Contains(
            "pulled 0 % of their orders and the model 60 %",
            Assert.Single(BacktestReport.Create(kept).Flags, flag => flag.Code == "uneven-rivals").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Orders_left_alone_are_listed_by_what_the_model_did_with_them()
    {
        Assert.Equal(
            [
                new CounterfactualGroup("pulled", 2, 1, 0, 1, 0, 0, -50),
                new CounterfactualGroup("re-armed", 1, 0, 1, 0, 0, 0, 40),
                new CounterfactualGroup("kept", 2, 0, 1, 0, 0, 0, 60),
                new CounterfactualGroup("all", 5, 1, 2, 1, 0, 0, 50.0 / 3),
            ],
            Value().Counterfactual);
        Assert.Equal(60 - 50.0 / 3, Value().KeptMinusAllBps);
    }

    [Fact]
    public void Reliability_takes_the_last_word_before_the_fill()
    {
        var reliability = Value().Reliability;

        // 0.8 won, 0.3 lost, 0.7 won; zone 3 never filled, zone 4 has no probability.
        Assert.Equal((3, 2), (reliability.Samples, reliability.Wins));
        Assert.Equal((0.04 + 0.09 + 0.09) / 3, Assert.NotNull(reliability.Brier), 12);
        Assert.Equal(-(Math.Log(0.8) + Math.Log(0.7) + Math.Log(0.7)) / 3, Assert.NotNull(reliability.LogLoss), 12);
        Assert.Equal([0, 0, 0, 1, 0, 0, 0, 1, 1, 0], reliability.Bins.Select(bin => bin.Count));
        Assert.Equal(new ReliabilityBin(0.3, 0.4, 1, 0.3, 0), reliability.Bins[3]);
        Assert.Null(reliability.Bins[0].WinRate);
    }

    [Fact]
    public void Reliability_of_nothing_is_undefined()
    {
        var model = Assert.IsType<ModelValue>(BacktestReport.Create(ModelRun.Result() with { Counterfactuals = [] }).Figures.Model);

        Assert.Equal(0, model.Reliability.Samples);
        Assert.Null(model.Reliability.Brier);
        Assert.Null(model.Reliability.LogLoss);
        Assert.Null(model.Reliability.BaseRate);
        Assert.Null(model.KeptMinusAllBps);
    }

    [Fact]
    public void A_backtest_without_a_model_has_none() => Assert.Null(SampleRun.Report().Figures.Model);

    private static ModelValue Value(string with = "1010", params string[] rivals) =>
        Assert.IsType<ModelValue>(BacktestReport.Create(ModelRun.Result(with, "990", rivals)).Figures.Model);
}
