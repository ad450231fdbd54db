using System.Diagnostics;
using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Rule 10: stops are elected by the last trade price, the nearest first, those that wait for a fall first.</summary>
internal sealed class StopElection(ExecutionDesk desk, TakerFlow taker, WorkingOrders working)
{
    /// <summary>Whether the stop's condition holds at <paramref name="lastRaw"/>.</summary>
    public static bool IsMet(OrderSpec spec, long lastRaw) =>
        InstrumentBook.IsElectedBelow(spec) ? lastRaw <= spec.StopPrice.Raw : lastRaw >= spec.StopPrice.Raw;

    /// <summary>Elects what the last price has reached.</summary>
    public void Run(InstrumentBook book, Timestamp time)
    {
        ElectFrom(book, book.StopsBelow, time);
        ElectFrom(book, book.StopsAbove, time);
    }

    private void ElectFrom(InstrumentBook book, List<SimulatedOrder> stops, Timestamp time)
    {
        // The list is sorted by nearness and an elected stop leaves it.
        while (stops.Count > 0 && IsMet(stops[0].Spec, book.Market.LastRaw))
        {
            var stop = stops[0];
            switch (stop.Spec.Type)
            {
                case OrderType.StopLoss or OrderType.TakeProfit:
                    desk.Elect(book, stop, OrderPhase.Taking, time);
                    if (book.Market.HasQuote)
                        ServeByQuote(book, stop, time);
                    else
                        book.Insert(stop);
                    break;
                case OrderType.StopLossLimit or OrderType.TakeProfitLimit:
                    desk.Elect(book, stop, OrderPhase.Resting, time);
                    working.Begin(book, stop, time);
                    break;
                default:
                    throw new UnreachableException();
            }
        }
    }

    /// <summary>T1: an elected market-type stop takes the displayed size, then worse; what finds no bid at all expires.</summary>
    public void ServeByQuote(InstrumentBook book, SimulatedOrder stop, Timestamp time)
    {
        var plan = taker.Plan(book, stop.Spec.Side, stop.Leaves, TakerFlow.MarketLimit(book.Instrument, stop.Spec.Side));
        taker.Take(book, stop, plan, Evidence.StopByQuote, time);
        working.ExpireRest(book, stop, ExpiryReasons.InsufficientLiquidity, time);
    }
}
