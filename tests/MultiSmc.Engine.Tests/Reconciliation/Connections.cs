namespace MultiSmc.Engine.Tests;

public sealed class Connections
{
    private readonly KernelRig _rig = new();

    [Fact]
    public void That_are_lost_lock_entries_and_tell_once()
    {
        Assert.Equal(["disconnected"], _rig.Link(VenueLink.UserData, isUp: false).Alerts);
        Assert.Empty(_rig.Link(VenueLink.Orders, isUp: false).Alerts);
        Assert.Equal(EntryLock.Disconnected, _rig.Locks());
    }

    [Fact]
    public void Unlock_only_when_all_are_back()
    {
        _rig.Link(VenueLink.UserData, isUp: false);
        _rig.Link(VenueLink.MarketData, isUp: false);
        _rig.Link(VenueLink.UserData, isUp: true);
        Assert.True(_rig.Locks().HasFlag(EntryLock.Disconnected));

        _rig.Link(VenueLink.MarketData, isUp: true);

        Assert.False(_rig.Locks().HasFlag(EntryLock.Disconnected));
    }

    [Fact]
    public void Of_market_data_alone_start_no_round()
    {
        _rig.Link(VenueLink.MarketData, isUp: false);
        Assert.Empty(_rig.Link(VenueLink.MarketData, isUp: true).Requests);
        Assert.Equal(EntryLock.None, _rig.Locks());
    }

    [Fact]
    public void That_stay_away_take_entries_back_after_the_grace()
    {
        _rig.Link(VenueLink.UserData, isUp: false);
        _rig.Wait(9.9);
        Assert.Empty(_rig.Calls);

        _rig.Wait(0.1);

        Assert.Equal(["C0USDT cancel-entries//disconnected/False"], _rig.Calls);
    }

    [Fact]
    public void That_come_back_in_time_leave_entries_and_the_next_loss_has_its_own_grace()
    {
        _rig.Link(VenueLink.MarketData, isUp: false);
        _rig.Wait(5);
        _rig.Link(VenueLink.MarketData, isUp: true);
        _rig.Link(VenueLink.MarketData, isUp: false);
        _rig.Wait(9.9);
        Assert.Empty(_rig.Calls);

        _rig.Wait(0.1);

        Assert.Single(_rig.Calls);
    }
}
