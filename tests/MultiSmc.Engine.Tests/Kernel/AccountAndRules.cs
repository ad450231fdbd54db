using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class AccountAndRules
{
    private readonly KernelRig _rig = new(instruments: 2);

    [Theory]
    [InlineData(TradingStatus.Halt)]
    [InlineData(TradingStatus.CancelOnly)]
    public void A_symbol_that_takes_no_orders_is_locked_alone_until_it_trades_again(TradingStatus status)
    {
        var outcome = Change(Given.Instrument(1) with { Status = status });
        Assert.Equal(["trading-status"], outcome.Alerts);
        Assert.Equal((EntryLock.None, EntryLock.NotTrading), (_rig.Locks(0), _rig.Locks(1)));
        _rig.Calls.Clear();

        Change(Given.Instrument(1));

        Assert.Equal(EntryLock.None, _rig.Locks(1));
        Assert.Equal(["C1USDT trading", "C1USDT account"], _rig.Calls);
    }

    [Fact]
    public void New_filters_count_from_the_next_decision_on()
    {
        var outcome = Change(Given.Instrument(1) with { MinNotional = Given.Money("50") });

        Assert.Empty(outcome.Alerts);
        Assert.Equal(Given.Money("50"), _rig.Spies[1].Context.Instrument.MinNotional);
    }

    [Fact]
    public void Another_tick_or_lot_ends_entries_of_the_symbol_for_good()
    {
        var outcome = Change(Given.Instrument(1) with { TickSize = Given.Price("0.0001") });

        Assert.Equal(["units-changed"], outcome.Alerts);
        Assert.Equal(["C1USDT cancel-entries//units-changed/True"], _rig.Calls);
        Assert.Equal(Given.Price("0.01"), _rig.Spies[1].Context.Instrument.TickSize);
        _rig.Command(new OperatorCommand.Resume("1", "cli", null));
        Assert.Equal((EntryLock.None, EntryLock.Halted), (_rig.Locks(0), _rig.Locks(1)));
    }

    [Fact]
    public void A_transfer_is_neither_profit_nor_loss()
    {
        var rig = new KernelRig(limits: new RiskLimits { DailyLossPpm = 100_000, DrawdownHaltPpm = 100_000 });
        rig.Trades("100", "100");

        var outcome = rig.Venue(new VenueEvent.Transfer(default, rig.Now, Given.Usdt, Given.Money("-5000")));
        rig.Venue(new VenueEvent.AccountUpdate(default, rig.Now, [Given.Holding(Given.Usdt, "5000")]));
        rig.Trades("100", "100");

        Assert.Equal(["transfer"], outcome.Alerts);
        Assert.False(rig.Kernel.Risk.IsHalted);
        rig.Venue(new VenueEvent.AccountUpdate(default, rig.Now, [Given.Holding(Given.Usdt, "4400")]));
        rig.Trades("100");
        Assert.True(rig.Kernel.Risk.IsHalted); // 12 % of what is left: a loss
    }

    [Fact]
    public void A_transfer_of_base_counts_at_its_last_price()
    {
        var rig = new KernelRig(limits: new RiskLimits { DailyLossPpm = 100_000 }, holdings: [Given.Holding(new Asset("C0"), "100")]);
        rig.Trades("100", "100");
        rig.Venue(new VenueEvent.Transfer(default, rig.Now, new Asset("C0"), Given.Money("-50")));
        rig.Venue(new VenueEvent.AccountUpdate(default, rig.Now, [Given.Holding(new Asset("C0"), "50")]));

        rig.Trades("100", "100");

        Assert.False(rig.Kernel.Risk.IsHalted);
    }

    [Fact]
    public void Prices_that_reach_us_late_lock_their_symbol_until_they_are_fresh()
    {
        var late = new TradeTick(1, _rig.Now + new Duration(-10_001_000_000), Given.Price("100"), Given.Quantity("1"), AggressorSide.Buyer);
        var outcome = _rig.Apply(KernelInput.FromMarket(++_rig.Sequence, _rig.Now, new MarketEvent(new InstrumentId(0), in late)));
        Assert.Contains(EffectKind.EntryLockChanged, outcome.Kinds);
        Assert.Equal((EntryLock.StaleData, EntryLock.None), (_rig.Locks(0), _rig.Locks(1)));

        _rig.Trade(2, "100");

        Assert.Equal(EntryLock.None, _rig.Locks());
    }

    [Fact]
    public void More_filled_than_was_asked_for_halts_and_takes_entries_back()
    {
        var order = _rig.Buy("100");
        _rig.Calls.Clear();

        var outcome = _rig.Report(Given.Execution(order, OrderStatus.Filled, Given.Fill(order, 1, "1.5"), "1.5"));

        Assert.Equal(["halted"], outcome.Alerts);
        Assert.Equal(EntryLock.Halted, _rig.Locks(1));
        Assert.Equal(2, _rig.Calls.Count(call => call.Contains("cancel-entries//halted/False", StringComparison.Ordinal)));
        Assert.Contains(EffectKind.Filled, outcome.Kinds); // a fill is a fact all the same
    }

    private Outcome Change(Instrument now) => _rig.Venue(new VenueEvent.InstrumentChanged(now, _rig.Now));
}
