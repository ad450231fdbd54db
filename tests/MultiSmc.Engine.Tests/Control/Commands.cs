using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class Commands
{
    private readonly KernelRig _rig = new(instruments: 2);

    [Fact]
    public void Pause_takes_entries_back_for_now()
    {
        var outcome = _rig.Command(new OperatorCommand.Pause("1", "cli", null, KeepEntries: false));

        Assert.Equal([new CommandResult("1", true, "Paused. 2 entries taken back; positions stay protected.")], outcome.Results);
        Assert.Equal(["C0USDT cancel-entries//paused/False", "C1USDT cancel-entries//paused/False"], _rig.Calls);
        Assert.Equal(EntryLock.Paused, _rig.Locks(1));
    }

    [Fact]
    public void Pause_of_one_symbol_that_keeps_entries_only_locks_that_symbol()
    {
        var outcome = _rig.Command(new OperatorCommand.Pause("1", "cli", new InstrumentId(1), KeepEntries: true));

        Assert.Equal("Paused. Resting entries stay.", Assert.Single(outcome.Results).Message);
        Assert.Empty(_rig.Calls);
        Assert.Equal((EntryLock.None, EntryLock.Paused), (_rig.Locks(0), _rig.Locks(1)));
    }

    [Fact]
    public void Resume_opens_every_lock_of_a_person_and_wakes_the_strategies()
    {
        _rig.Command(new OperatorCommand.Pause("1", "cli", new InstrumentId(1), KeepEntries: true));
        _rig.Command(new OperatorCommand.Kill("2", "cli", Flatten: false));
        _rig.Calls.Clear();

        var outcome = _rig.Command(new OperatorCommand.Resume("3", "cli", null));

        Assert.Equal([new CommandResult("3", true, "Resumed.")], outcome.Results);
        Assert.Equal((EntryLock.None, EntryLock.None), (_rig.Locks(0), _rig.Locks(1)));
        Assert.Equal(["C0USDT account", "C1USDT account"], _rig.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Standby_takes_entries_back_for_now_unless_they_are_to_stay(bool keeps)
    {
        var outcome = _rig.Command(new OperatorCommand.Standby("1", "node", IsOn: true, keeps));

        Assert.StartsWith("On standby.", Assert.Single(outcome.Results).Message, StringComparison.Ordinal);
        Assert.Equal(keeps ? [] : ["C0USDT cancel-entries//standby/False", "C1USDT cancel-entries//standby/False"], _rig.Calls);
        Assert.Equal(EntryLock.Standby, _rig.Locks());
    }

    [Fact]
    public void The_end_of_standby_wakes_the_strategies_and_opens_no_lock_of_a_person()
    {
        _rig.Command(new OperatorCommand.Pause("1", "cli", null, KeepEntries: true));
        _rig.Command(new OperatorCommand.Kill("2", "cli", Flatten: false));
        _rig.Command(new OperatorCommand.Standby("3", "node", IsOn: true, KeepEntries: true));
        _rig.Calls.Clear();

        _rig.Command(new OperatorCommand.Standby("4", "node", IsOn: false, KeepEntries: true));

        Assert.Equal(["C0USDT account", "C1USDT account"], _rig.Calls);
        Assert.Equal(["killed", "paused"], EntryLockFacts.NamesOf(_rig.Locks()));
    }

    [Fact]
    public void Resume_does_not_open_standby()
    {
        _rig.Command(new OperatorCommand.Standby("1", "node", IsOn: true, KeepEntries: true));
        Assert.Equal("Resumed, but entries still wait: standby.", Assert.Single(_rig.Command(new OperatorCommand.Resume("2", "cli", null)).Results).Message);
    }

    [Fact]
    public void Resume_of_one_symbol_does_not_open_the_kill_switch()
    {
        _rig.Command(new OperatorCommand.Kill("1", "cli", Flatten: false));

        var outcome = _rig.Command(new OperatorCommand.Resume("2", "cli", new InstrumentId(0)));

        Assert.Equal("Resumed, but entries still wait: killed.", Assert.Single(outcome.Results).Message);
        Assert.Equal(EntryLock.Killed, _rig.Locks());
    }

    [Fact]
    public void Resume_does_not_open_a_lost_connection()
    {
        _rig.Link(VenueLink.Orders, isUp: false);
        _rig.Command(new OperatorCommand.Resume("1", "cli", null));
        Assert.Equal(EntryLock.Disconnected, _rig.Locks());
    }

    [Fact]
    public void Kill_takes_entries_back_and_leaves_positions_protected()
    {
        var outcome = _rig.Command(new OperatorCommand.Kill("1", "terminal", Flatten: false));

        Assert.Equal("Killed. 2 entries taken back; positions stay protected.", Assert.Single(outcome.Results).Message);
        Assert.Equal(["killed"], outcome.Alerts);
        Assert.DoesNotContain(_rig.Calls, call => call.Contains("close", StringComparison.Ordinal));
        Assert.Equal(EntryLock.Killed, _rig.Locks());
    }

    [Fact]
    public void Kill_that_flattens_sells_every_position()
    {
        var outcome = _rig.Command(new OperatorCommand.Kill("1", "terminal", Flatten: true));

        Assert.Equal("Killed. 2 entries taken back, 2 positions being sold.", Assert.Single(outcome.Results).Message);
        Assert.Contains("C1USDT close/", _rig.Calls);
    }

    [Fact]
    public void Close_sells_one_setup_of_one_symbol()
    {
        var outcome = _rig.Command(new OperatorCommand.ClosePosition("1", "cli", new InstrumentId(1), 7));

        Assert.Equal([new CommandResult("1", true, "1 position being sold at market.")], outcome.Results);
        Assert.Equal(["C1USDT close/7"], _rig.Calls);
    }

    [Fact]
    public void Close_of_a_part_says_what_is_sold_and_what_stays()
    {
        var close = new OperatorCommand.ClosePosition("1", "cli", new InstrumentId(1), 7) { Part = new PositionPart.Share(750_000) };

        Assert.Equal([new CommandResult("1", true, "1.5 C1 being sold at market; 0.5 stay protected.")], _rig.Command(close).Results);
        Assert.Equal(["C1USDT close-part/7/Share { Ppm = 750000 }"], _rig.Calls);
    }

    [Fact]
    public void Close_of_a_whole_share_is_a_close()
    {
        _rig.Command(new OperatorCommand.ClosePosition("1", "cli", new InstrumentId(1), 7) { Part = new PositionPart.Share(PositionPart.Whole) });

        Assert.Equal(["C1USDT close/7"], _rig.Calls);
    }

    [Fact]
    public void Close_of_a_part_that_can_not_be_says_why()
    {
        _rig.Spies[1].Answer = 0;
        var close = new OperatorCommand.ClosePosition("1", "cli", new InstrumentId(1), null) { Part = new PositionPart.Amount(new Quantity(1)) };
        var nothing = new OperatorCommand.ClosePosition("2", "cli", new InstrumentId(1), null) { Part = new PositionPart.Share(0) };

        Assert.Equal([new CommandResult("1", false, "too little would be left")], _rig.Command(close).Results);
        Assert.Equal([new CommandResult("2", false, "A part is more than nothing and at most the whole.")], _rig.Command(nothing).Results);
    }

    [Fact]
    public void Cancel_takes_one_entry_back_for_good()
    {
        var outcome = _rig.Command(new OperatorCommand.CancelEntries("1", "cli", new InstrumentId(0), new ClientOrderId("t-1-1")));

        Assert.Equal([new CommandResult("1", true, "1 entry taken back.")], outcome.Results);
        Assert.Equal(["C0USDT cancel-entries/t-1-1/by-hand/True"], _rig.Calls);
    }

    [Fact]
    public void Nothing_to_close_or_cancel_is_said()
    {
        foreach (var spy in _rig.Spies)
            spy.Answer = 0;
        Assert.Equal(
            [new CommandResult("1", false, "There is no such position.")],
            _rig.Command(new OperatorCommand.ClosePosition("1", "cli", new InstrumentId(1), 7)).Results);
        Assert.Equal(
            [new CommandResult("2", false, "There is no such resting entry.")],
            _rig.Command(new OperatorCommand.CancelEntries("2", "cli", null, null)).Results);
    }

    [Fact]
    public void The_same_name_twice_is_carried_out_once_and_answered_twice()
    {
        var pause = new OperatorCommand.Pause("1", "cli", null, KeepEntries: false);
        var first = _rig.Command(pause);
        _rig.Command(new OperatorCommand.Resume("2", "cli", null));
        _rig.Calls.Clear();

        var second = _rig.Command(pause);

        Assert.Equal(first.Results, second.Results);
        Assert.Empty(_rig.Calls);
        Assert.Equal(EntryLock.None, _rig.Locks());
    }

    [Fact]
    public void A_symbol_that_is_not_traded_is_refused() =>
        Assert.Equal(
            [new CommandResult("1", false, "This node does not trade that symbol.")],
            _rig.Command(new OperatorCommand.Pause("1", "cli", new InstrumentId(2), KeepEntries: false)).Results);

    [Fact]
    public void Resume_measures_losses_anew()
    {
        var rig = new KernelRig(limits: new RiskLimits { DailyLossPpm = 100_000 }, holdings: [Given.Holding(new Asset("C0"), "100")]);
        rig.Trades("100", "100", "80", "80");
        Assert.True(rig.Kernel.Risk.IsDailyLossHit);

        rig.Command(new OperatorCommand.Resume("1", "cli", null));
        rig.Trades("80", "79");

        Assert.False(rig.Kernel.Risk.IsHalted);
    }
}
