using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>Answers what an account asks of its orders, executions and balances.</summary>
internal sealed class OrderQueries(IExchangeSink sink)
{
    public void Order(InstrumentBook book, AccountBook home, ClientOrderId id, Timestamp time) => sink.OnEvent(
        home.Account.Id,
        home.Find(id) is { } order
            ? new VenueEvent.OrderReport(ExecutionDesk.StatusOf(order, time))
            : new VenueEvent.OrderAbsent(book.Instrument.Id, time, id));

    public void OpenOrders(InstrumentBook book, AccountBook home, Timestamp time) => sink.OnEvent(
        home.Account.Id,
        new VenueEvent.OpenOrders(book.Instrument.Id, time, [.. home.Open().Select(order => ExecutionDesk.StatusOf(order, time))]));

    public void Fills(InstrumentBook book, AccountBook home, TradeId after, Timestamp time) => sink.OnEvent(
        home.Account.Id,
        new VenueEvent.Fills(book.Instrument.Id, time, after, [.. home.Fills.Where(fill => fill.TradeId.Value > after.Value)], IsComplete: true));

    public void Account(InstrumentBook book, AccountBook home, Timestamp time) => sink.OnEvent(
        home.Account.Id, new VenueEvent.AccountUpdate(book.Instrument.Id, time, home.Account.Whole(), IsWhole: true));
}
