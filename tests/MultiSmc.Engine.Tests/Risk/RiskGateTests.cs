using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class EntryVerdict
{
    private static readonly InstrumentId First = new(0);
    private static readonly InstrumentId Second = new(1);
    private static readonly Money Equity = Given.Money("1000");

    [Fact]
    public void Allows_up_to_the_last_unit_of_exposure()
    {
        var gate = Gate(new RiskLimits { MaxExposurePpm = 500_000 });
        gate.Commit(First, Given.Money("300"));
        Assert.Equal(RiskVerdict.Allowed, gate.Judge(Second, Given.Money("200"), Equity));
        Assert.Equal(RiskVerdict.Exposure, gate.Judge(Second, Given.Money("200.00000001"), Equity));
    }

    [Fact]
    public void Judges_the_exposure_of_any_amounts()
    {
        var gate = Gate(new RiskLimits { MaxExposurePpm = 1_000_000 });
        var everything = new Money(long.MaxValue);
        Assert.Equal(RiskVerdict.Allowed, gate.Judge(First, everything, everything));
        gate.Commit(First, new Money(1));
        Assert.Equal(RiskVerdict.Exposure, gate.Judge(Second, everything, everything));
        Assert.Equal(RiskVerdict.Allowed, gate.Judge(Second, new Money(long.MaxValue - 1), everything));
    }

    [Fact]
    public void Counts_positions_of_all_symbols()
    {
        var gate = Gate(new RiskLimits { MaxPositions = 2, MaxPositionsPerSymbol = 2 });
        gate.Commit(First, Given.Money("1"));
        gate.Commit(First, Given.Money("1"));
        Assert.Equal(RiskVerdict.MaxPositions, gate.Judge(Second, Given.Money("1"), Equity));
        gate.Release(First, Given.Money("1"));
        Assert.Equal(RiskVerdict.Allowed, gate.Judge(Second, Given.Money("1"), Equity));
    }

    [Fact]
    public void Counts_positions_of_each_symbol()
    {
        var gate = Gate(new RiskLimits { MaxPositions = 9, MaxPositionsPerSymbol = 1 });
        gate.Commit(First, Given.Money("1"));
        Assert.Equal(RiskVerdict.MaxPositionsPerSymbol, gate.Judge(First, Given.Money("1"), Equity));
        Assert.Equal(RiskVerdict.Allowed, gate.Judge(Second, Given.Money("1"), Equity));
    }

    [Fact]
    public void Follows_what_a_position_holds()
    {
        var gate = Gate(new RiskLimits { MaxExposurePpm = 500_000, MaxPositionsPerSymbol = 2 });
        gate.Commit(First, Given.Money("500"));
        gate.Adjust(Given.Money("500"), Given.Money("120.5"));
        Assert.Equal(Given.Money("120.5"), gate.Committed);
        Assert.Equal(RiskVerdict.Allowed, gate.Judge(First, Given.Money("379.5"), Equity));
    }

    [Fact]
    public void Names_the_account_before_the_counts()
    {
        var gate = Gate(new RiskLimits { MaxPositions = 0, MaxPositionsPerSymbol = 0, MaxExposurePpm = 0, DailyLossPpm = 20_000, DrawdownHaltPpm = 100_000 });
        Assert.Equal(RiskVerdict.MaxPositions, gate.Judge(First, Given.Money("1"), Equity));
        gate.Observe(Given.Start, Equity);
        gate.Observe(Given.Start, Given.Money("980"));
        Assert.Equal(RiskVerdict.DailyLoss, gate.Judge(First, Given.Money("1"), Equity));
        gate.Observe(Given.Start, Given.Money("900"));
        Assert.Equal(RiskVerdict.Drawdown, gate.Judge(First, Given.Money("1"), Equity));
    }

    private static RiskGate Gate(RiskLimits limits) => new(limits, 2);
}

public sealed class DailyLoss
{
    private static readonly Timestamp Midnight = new(20_000 * Timestamp.NanosecondsPerDay);
    private readonly RiskGate _gate = new(new RiskLimits { DailyLossPpm = 20_000 }, 1);

    [Fact]
    public void Is_reached_at_its_last_unit()
    {
        Observe(0, "10000");
        Assert.Equal(RiskVerdict.Allowed, Observe(1, "9800.00000001"));
        Assert.False(_gate.IsHalted);
        Assert.Equal(RiskVerdict.DailyLoss, Observe(2, "9800"));
        Assert.True(_gate.IsDailyLossHit && _gate.IsHalted && !_gate.IsDrawdownHit);
    }

    [Fact]
    public void Is_measured_from_the_first_equity_that_is_known()
    {
        Observe(0, "0"); // a live account while the node warms up
        Observe(1, "10000");
        Assert.Equal(RiskVerdict.Allowed, Observe(2, "9800.00000001"));
        Assert.Equal(RiskVerdict.DailyLoss, Observe(3, "9800"));
    }

    [Fact]
    public void Is_told_once_and_stays_for_the_day()
    {
        Observe(0, "10000");
        Observe(1, "9800");
        Assert.Equal(RiskVerdict.Allowed, Observe(2, "9000"));
        Assert.Equal(RiskVerdict.Allowed, Observe(3, "11000"));
        Assert.True(_gate.IsDailyLossHit);
    }

    [Fact]
    public void Is_measured_from_the_start_of_the_day_and_not_from_its_peak()
    {
        Observe(0, "10000");
        Observe(1, "12000");
        Assert.Equal(RiskVerdict.Allowed, Observe(2, "9801"));
        Assert.Equal(RiskVerdict.DailyLoss, Observe(3, "9799"));
    }

    [Fact]
    public void Starts_anew_at_midnight_utc()
    {
        Observe(0, "10000");
        Observe(1, "9800");
        _gate.Observe(Midnight + new Duration(Timestamp.NanosecondsPerDay - 1), Given.Money("9500"));
        Assert.True(_gate.IsDailyLossHit);
        Assert.Equal(RiskVerdict.Allowed, _gate.Observe(Midnight + new Duration(Timestamp.NanosecondsPerDay), Given.Money("9500")));
        Assert.False(_gate.IsDailyLossHit);
        Assert.Equal(RiskVerdict.Allowed, _gate.Judge(new InstrumentId(0), Given.Money("1"), Given.Money("9500")));
        Assert.Equal(RiskVerdict.DailyLoss, _gate.Observe(Midnight + new Duration(Timestamp.NanosecondsPerDay + 1), Given.Money("9310")));
    }

    [Fact]
    public void Of_zero_is_off()
    {
        var gate = new RiskGate(new RiskLimits { DailyLossPpm = 0, DrawdownHaltPpm = 0 }, 1);
        gate.Observe(Midnight, Given.Money("10000"));
        Assert.Equal(RiskVerdict.Allowed, gate.Observe(Midnight, Money.Zero));
        Assert.False(gate.IsHalted);
    }

    private RiskVerdict Observe(long second, string equity) => _gate.Observe(Midnight + Duration.FromSeconds(second), Given.Money(equity));
}

public sealed class DrawdownHalt
{
    private readonly RiskGate _gate = new(new RiskLimits { DailyLossPpm = 0, DrawdownHaltPpm = 100_000 }, 1);

    [Fact]
    public void Is_measured_from_the_highest_equity_of_all_days()
    {
        Observe(0, "10000");
        Observe(1, "12000");
        Assert.Equal(RiskVerdict.Allowed, Observe(2, "10800.00000001"));
        Assert.Equal(RiskVerdict.Drawdown, Observe(3, "10800"));
    }

    [Fact]
    public void Stays_whatever_comes()
    {
        Observe(0, "10000");
        Assert.Equal(RiskVerdict.Drawdown, Observe(0, "9000"));
        Assert.Equal(RiskVerdict.Allowed, Observe(1, "9000"));
        Assert.Equal(RiskVerdict.Allowed, Observe(30, "20000"));
        Assert.True(_gate.IsDrawdownHit && _gate.IsHalted);
        Assert.Equal(RiskVerdict.Drawdown, _gate.Judge(new InstrumentId(0), Given.Money("1"), Given.Money("20000")));
    }

    [Fact]
    public void Is_told_before_the_days_loss_and_hides_it_not()
    {
        var gate = new RiskGate(new RiskLimits { DailyLossPpm = 20_000, DrawdownHaltPpm = 100_000 }, 1);
        gate.Observe(Given.Start, Given.Money("10000"));
        Assert.Equal(RiskVerdict.Drawdown, gate.Observe(Given.Start, Given.Money("9000")));
        Assert.Equal(RiskVerdict.DailyLoss, gate.Observe(Given.Start, Given.Money("9000")));
    }

    private RiskVerdict Observe(long day, string equity) => _gate.Observe(Given.Start + new Duration(day * Timestamp.NanosecondsPerDay), Given.Money(equity));
}
