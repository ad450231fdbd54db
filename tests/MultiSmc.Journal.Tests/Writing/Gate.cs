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
    public void A_cancel_of_protection_waits_for_its_input_in_order_with_the_sale_behind_it()
    {
        foreach (var (request, at) in Protective().Select((request, at) => (request, at)))
        {
            _gate.Submit(request, (2 * at) + 1);
            _gate.Submit(Place($"sale {at}"), (2 * at) + 2);
        }

        Assert.Empty(Sent());
        _gate.Submit(new VenueRequest.CancelOrder(Id, new ClientOrderId("entry")), 7);
        Assert.Equal(["cancel entry"], Sent()); // a pulled entry waits for nobody
        _gate.OnDurable(2);
        _gate.OnDurable(3);
        _gate.OnDurable(6);
        Assert.Equal(["cancel entry", "cancel stop", "place sale 0", "list oco", "place sale 1", "all 0", "place sale 2"], Sent());
    }

    [Fact]
    public void After_a_failure_protection_stands()
    {
        foreach (var request in Protective())
            _gate.Submit(request, 5);
        _gate.OnFailed(new JournalFailure.DiskFull("j", "full"));
        foreach (var request in Protective())
            _gate.Submit(request, 6);
        Assert.Empty(Sent());
        Assert.Equal([.. Protective(), .. Protective()], _outbox.Withheld.Select(static entry => entry.Request));
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
    public void Every_request_is_known_to_wait_or_not()
    {
        // One that is added to the engine must be judged here: does it make a position possible that was not before, or leave one bare?
        string[] wait = ["CancelAll", "CancelList", "PlaceOco", "PlaceOrder", "PlaceOto", "PlaceOtoco", "ReplaceOrder"];
        string[] waitNot = ["AmendOrder", "CancelOrder", "QueryAccount", "QueryFills", "QueryOpenOrders", "QueryOrder"];
        var samples = new Samples(1);
        foreach (var type in typeof(VenueRequest).GetNestedTypes())
        {
            Assert.Contains(type.Name, wait.Concat(waitNot));
            var request = (VenueRequest)samples.Of(type);
            if (request is VenueRequest.CancelOrder cancel)
                request = cancel with { EndsProtection = false }; // of an entry; those of protection are shown above
            Assert.Equal(wait.Contains(type.Name), request.WaitsForDisk);
        }
    }

    private static VenueRequest.PlaceOrder Place(string name) => new(new OrderSpec
    {
        ClientOrderId = new ClientOrderId(name), Instrument = Id, Side = Side.Buy, Type = OrderType.LimitMaker, Quantity = new Quantity(1),
    });

    private static VenueRequest[] Protective() =>
    [
        new VenueRequest.CancelOrder(Id, new ClientOrderId("stop")) { EndsProtection = true },
        new VenueRequest.CancelList(Id, new ClientListId("oco")),
        new VenueRequest.CancelAll(Id),
    ];

    private string[] Sent() =>
    [
        .. _outbox.Sent.Select(request => request switch
        {
            VenueRequest.PlaceOrder(var order) => $"place {order.ClientOrderId}",
            VenueRequest.CancelOrder(_, var order) => $"cancel {order}",
            VenueRequest.CancelList(_, var list) => $"list {list}",
            VenueRequest.CancelAll(var id) => $"all {id.Index}",
            _ => request.ToString(),
        }),
    ];
}
