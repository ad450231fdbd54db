using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal.Tests.Writing;

/// <summary>What may leave, and when.</summary>
public sealed class Gate
{
    private static readonly InstrumentId Id = new(0);
    private readonly Outbox _outbox = new();
    private readonly ReleaseGate _gate;

    public Gate() => _gate = new ReleaseGate(_outbox);

    [Fact]
    public void A_new_order_waits_for_its_input_a_cancel_does_not()
    {
        _gate.Submit(Place("a"), 5);
        _gate.Submit(new VenueRequest.CancelOrder(Id, new ClientOrderId("old")), 6);
        Assert.Equal(["cancel old"], Sent());
        _gate.OnDurable(4);
        Assert.Single(_outbox.Sent);
        _gate.OnDurable(5);
        Assert.Equal(["cancel old", "place a"], Sent());
        _gate.Submit(Place("b"), 5);
        Assert.Equal(3, _outbox.Sent.Count);
    }

    [Fact]
    public void A_cancel_never_overtakes_its_own_order_and_leaves_with_it()
    {
        _gate.Submit(Place("a"), 5);
        _gate.Submit(new VenueRequest.CancelOrder(Id, new ClientOrderId("a")), 6);
        Assert.Empty(_outbox.Sent);
        _gate.OnDurable(5); // the cancel's own input is not on the disk and need not be
        Assert.Equal(["place a", "cancel a"], Sent());
    }

    [Fact]
    public void Everything_is_cancelled_at_once_and_what_is_held_right_behind_itself()
    {
        _gate.Submit(Place("a"), 5);
        _gate.Submit(new VenueRequest.CancelAll(Id), 6);
        _gate.Submit(new VenueRequest.CancelAll(new InstrumentId(1)), 6);
        Assert.Equal(2, _outbox.Sent.Count);
        _gate.OnDurable(5);
        Assert.Equal(["all 0", "all 1", "place a", "all 0"], Sent());
    }

    [Fact]
    public void Orders_leave_in_the_order_of_their_inputs()
    {
        for (var i = 1; i <= 20; i++)
            _gate.Submit(Place($"{i}"), i);
        _gate.OnDurable(7);
        Assert.Equal(7, _outbox.Sent.Count);
        _gate.OnDurable(20);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => $"place {i}"), Sent());
    }

    [Fact]
    public void After_a_failure_no_new_order_leaves_but_cancels_do()
    {
        _gate.Submit(Place("a"), 5);
        _gate.Submit(new VenueRequest.CancelOrder(Id, new ClientOrderId("a")), 6);
        _gate.OnFailed(new JournalFailure.DiskFull("j", "full"));
        _gate.Submit(Place("b"), 7);
        _gate.Submit(new VenueRequest.CancelOrder(Id, new ClientOrderId("old")), 8);
        Assert.Equal(["cancel old"], Sent());
        Assert.Equal(["a", "b"], Outbox.OrdersIn(_outbox.Withheld.Select(entry => entry.Request)));
    }

    [Fact]
    public void Every_request_is_known_as_a_new_order_or_not()
    {
        // One that is added to the engine must be judged here: does it make a position possible that was not before?
        string[] makeOrders = ["PlaceOco", "PlaceOrder", "PlaceOto", "PlaceOtoco", "ReplaceOrder"];
        string[] makeNone = ["AmendOrder", "CancelAll", "CancelList", "CancelOrder", "QueryAccount", "QueryFills", "QueryOpenOrders", "QueryOrder"];
        var samples = new Samples(1);
        foreach (var type in typeof(VenueRequest).GetNestedTypes())
        {
            Assert.Contains(type.Name, makeOrders.Concat(makeNone));
            Assert.Equal(makeOrders.Contains(type.Name), ReleaseGate.IsNewOrder((VenueRequest)samples.Of(type)));
        }
    }

    private static VenueRequest.PlaceOrder Place(string name) => new(new OrderSpec
    {
        ClientOrderId = new ClientOrderId(name), Instrument = Id, Side = Side.Buy, Type = OrderType.LimitMaker, Quantity = new Quantity(1),
    });

    private string[] Sent() =>
    [
        .. _outbox.Sent.Select(request => request switch
        {
            VenueRequest.PlaceOrder(var order) => $"place {order.ClientOrderId}",
            VenueRequest.CancelOrder(_, var order) => $"cancel {order}",
            VenueRequest.CancelAll(var id) => $"all {id.Index}",
            _ => request.ToString(),
        }),
    ];
}
