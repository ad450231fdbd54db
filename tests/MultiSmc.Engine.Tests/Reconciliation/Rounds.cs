using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class Rounds
{
    private readonly KernelRig _rig = new();

    [Fact]
    public void After_a_reconnect_lock_entries_and_ask_for_account_open_orders_and_fills()
    {
        _rig.Buy("100");
        _rig.Link(VenueLink.UserData, isUp: false);
        Assert.Equal(EntryLock.Disconnected, _rig.Locks());

        var outcome = _rig.Link(VenueLink.UserData, isUp: true);

        Assert.Equal(EntryLock.Reconciling, _rig.Locks());
        Assert.Equal([typeof(VenueRequest.QueryAccount), typeof(VenueRequest.QueryOpenOrders), typeof(VenueRequest.QueryFills)], outcome.Requests.Select(r => r.GetType()));
    }

    [Fact]
    public void Of_an_instrument_never_ordered_do_not_ask_for_fills() =>
        Assert.Equal([typeof(VenueRequest.QueryAccount), typeof(VenueRequest.QueryOpenOrders)], Reconnect().Requests.Select(r => r.GetType()));

    [Fact]
    public void Unlock_when_everything_is_answered_and_wake_the_strategies_with_what_is_held()
    {
        Reconnect();
        _rig.OpenOrders();
        Assert.Equal(EntryLock.Reconciling, _rig.Locks());
        _rig.Calls.Clear();

        var outcome = _rig.Account(Given.Holding(new Asset("C0"), "2", "1"));

        Assert.Equal(EntryLock.None, _rig.Locks());
        Assert.Contains(EffectKind.EntryLockChanged, outcome.Kinds);
        Assert.Equal(["C0USDT account", "C0USDT reconciled/3", "C0USDT account"], _rig.Calls);
    }

    [Fact]
    public void Ask_one_by_one_for_orders_that_are_not_among_the_open_ones()
    {
        var standing = Live("100");
        var gone = Live("99");
        Reconnect();

        var outcome = _rig.OpenOrders(Answers.StatusOf(standing, OrderStatus.New));

        Assert.Equal([Answers.Question(gone)], outcome.Requests);
        _rig.Account();
        _rig.Fills();
        Assert.Equal(EntryLock.Reconciling, _rig.Locks());
        _rig.Status(gone, OrderStatus.Canceled);
        _rig.Fills();
        Assert.Equal(EntryLock.None, _rig.Locks());
        Assert.Equal(WorkingState.Live, _rig.StateOf(standing).State);
    }

    [Fact]
    public void Do_not_miss_an_order_that_left_after_the_question()
    {
        Live("100");
        Reconnect();
        _rig.Buy("98");

        Assert.Single(_rig.OpenOrders().Requests); // the old one alone
    }

    [Fact]
    public void During_which_the_connection_comes_back_again_are_followed_by_another()
    {
        Reconnect();
        // What was on its way may be lost with the old connection: it is asked again, and another comparison follows.
        Assert.Equal([typeof(VenueRequest.QueryAccount), typeof(VenueRequest.QueryOpenOrders)], Reconnect().Requests.Select(r => r.GetType()));
        _rig.OpenOrders();

        var outcome = _rig.Account();

        Assert.Equal([typeof(VenueRequest.QueryAccount), typeof(VenueRequest.QueryOpenOrders)], outcome.Requests.Select(r => r.GetType()));
        Assert.Equal(EntryLock.Reconciling, _rig.Locks());
        _rig.OpenOrders();
        _rig.Account();
        Assert.Equal(EntryLock.None, _rig.Locks());
    }

    [Fact]
    public void Ask_again_for_what_failed()
    {
        Reconnect();
        _rig.OpenOrders();
        _rig.Fails(new VenueRequest.QueryAccount(default));

        Assert.Equal([new VenueRequest.QueryAccount(default)], _rig.Wait(0.5));
    }

    [Fact]
    public void Ask_for_fills_once_more_after_the_balances_came()
    {
        Live("100");
        Reconnect();
        _rig.OpenOrders(Answers.StatusOf(_rig.Kernel.Ledger.Open[0].Spec, OrderStatus.New));
        _rig.Fills();

        Assert.IsType<VenueRequest.QueryFills>(Assert.Single(_rig.Account().Requests)); // a sale that the balances show may have come since

        Assert.Equal(EntryLock.Reconciling, _rig.Locks());
        _rig.Fills();
        Assert.Equal(EntryLock.None, _rig.Locks());
    }

    [Fact]
    public void Ask_for_the_balances_once_more_when_a_fill_is_younger_than_they_are()
    {
        var order = Live("100");
        Reconnect();
        _rig.Account();
        _rig.OpenOrders(Answers.StatusOf(order, OrderStatus.New));
        _rig.Calls.Clear();
        var young = Given.Fill(order, 1, "1") with { Time = _rig.Now + Duration.FromMilliseconds(1) };
        _rig.Fills(young);
        _rig.Fills();
        Assert.DoesNotContain(_rig.Calls, call => call.Contains("reconciled", StringComparison.Ordinal));

        Assert.Equal([new VenueRequest.QueryAccount(default)], _rig.Wait(0.5));

        _rig.Account(Given.Holding(new Asset("C0"), "1"));
        _rig.Fills();
        Assert.Contains("C0USDT reconciled/1", _rig.Calls);
    }

    [Fact]
    public void Forget_assets_that_the_whole_account_does_not_list()
    {
        _rig.Venue(new VenueEvent.AccountUpdate(default, _rig.Now, [Given.Holding(new Asset("C0"), "2")]));
        _rig.Account();
        Assert.Equal(Money.Zero, _rig.Kernel.Portfolio.Balances[new Asset("C0")].Total);
    }

    [Fact]
    public void Return_from_time_to_time_without_locking()
    {
        Reconnect();
        _rig.OpenOrders();
        _rig.Account();
        Assert.Empty(_rig.Wait(299));

        Assert.NotEmpty(_rig.Wait(1));

        Assert.Equal(EntryLock.None, _rig.Locks());
    }

    private Outcome Reconnect()
    {
        _rig.Link(VenueLink.UserData, isUp: false);
        _rig.Now += Duration.FromSeconds(1);
        return _rig.Link(VenueLink.UserData, isUp: true);
    }

    private OrderSpec Live(string price)
    {
        var order = _rig.Buy(price);
        _rig.Report(Given.Report(order, OrderStatus.New));
        return order;
    }
}
