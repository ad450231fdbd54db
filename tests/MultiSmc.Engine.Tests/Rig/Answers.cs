using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

/// <summary>The exchange's answers and silences, as tests of the reconciliation write them.</summary>
internal static class Answers
{
    public static Outcome LosePlacement(this KernelRig rig, OrderSpec order) =>
        rig.Venue(new VenueEvent.PlaceUnknown(order.Instrument, rig.Now, [order.ClientOrderId], null, "time-out"));

    public static Outcome LoseCancel(this KernelRig rig, OrderSpec order) =>
        rig.Venue(new VenueEvent.CancelUnknown(order.Instrument, rig.Now, order.ClientOrderId, null, "time-out"));

    public static Outcome Absent(this KernelRig rig, OrderSpec order) => rig.Venue(new VenueEvent.OrderAbsent(order.Instrument, rig.Now, order.ClientOrderId));

    public static Outcome Status(this KernelRig rig, OrderSpec order, OrderStatus status, string filled = "0") => rig.Report(StatusOf(order, status, filled));

    public static ExecutionReport StatusOf(OrderSpec order, OrderStatus status, string filled = "0") =>
        Given.Report(order, status, filled) with { Execution = ExecutionType.Status };

    public static Outcome Fills(this KernelRig rig, params Fill[] fills) =>
        rig.Venue(new VenueEvent.Fills(fills.Length == 0 ? default : fills[0].Instrument, rig.Now, default, fills, true));

    public static Outcome OpenOrders(this KernelRig rig, params ExecutionReport[] reports) => rig.Venue(new VenueEvent.OpenOrders(default, rig.Now, reports));

    public static Outcome Account(this KernelRig rig, params AssetBalance[] balances) =>
        rig.Venue(new VenueEvent.AccountUpdate(default, rig.Now, [Given.Holding(Given.Usdt, "10000"), .. balances], IsWhole: true));

    public static Outcome Fails(this KernelRig rig, VenueRequest request) => rig.Venue(new VenueEvent.QueryFailed(request, rig.Now, "time-out"));

    public static Outcome Link(this KernelRig rig, VenueLink link, bool isUp) => rig.Venue(new VenueEvent.ConnectionChanged(link, rig.Now, isUp, isUp ? "back" : "closed"));

    public static VenueRequest.QueryOrder Question(OrderSpec order) => new(order.Instrument, order.ClientOrderId);

    public static OrderState StateOf(this KernelRig rig, OrderSpec order) =>
        rig.Kernel.Ledger.Find(order.ClientOrderId) ?? throw new InvalidOperationException("no such order");

    public static EntryLock Locks(this KernelRig rig, int instrument = 0) => rig.Kernel.LocksOf(new InstrumentId(instrument));
}
