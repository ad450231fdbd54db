using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>What stops got against their stop price, in basis points of it; above zero is worse than asked for.</summary>
/// <param name="Stops">Positions that a stop closed and whose closing order was found.</param>
/// <param name="MeanBps">Mean; null without one.</param>
/// <param name="MedianBps">Median; null without one.</param>
/// <param name="WorstBps">Largest; null without one.</param>
public sealed record StopSlippage(int Stops, double? MeanBps, double? MedianBps, double? WorstBps)
{
    /// <summary>Measures stops that rested on the exchange and those the bot guarded itself.</summary>
    /// <param name="trips">Closed positions in the order of their closing.</param>
    /// <param name="fills">All executions of the run.</param>
    /// <remarks>
    /// A round trip does not name its orders, but a stop always takes, and its last fill closes the position: so it is the sell order that took on
    /// that instrument and whose last fill has the closing time. Where two positions close at one instant the quantity decides. The order's own
    /// average is taken, not the trip's: part of the position may have been sold at the target before.
    /// </remarks>
    public static StopSlippage Compute(IReadOnlyList<(InstrumentId Instrument, RoundTrip Trip)> trips, IReadOnlyList<Fill> fills)
    {
        var orders = TakenSales(fills);
        var slips = new List<double>();
        foreach (var (instrument, trip) in trips)
        {
            if (trip.Reason is not (ExitReason.Stop or ExitReason.GuardedStop) || trip.Stop.Raw <= 0)
                continue;
            if (!orders.TryGetValue((instrument, trip.ClosedAt), out var candidates) || candidates.Count == 0)
                continue;
            var at = Math.Max(candidates.FindIndex(order => order.Quantity == trip.Sold), 0);
            slips.Add(candidates[at].SlipBps(trip.Stop));
            candidates.RemoveAt(at);
        }

        return new StopSlippage(slips.Count, Statistics.Mean(slips), Statistics.Median(slips), slips.Count > 0 ? slips.Max() : null);
    }

    private static Dictionary<(InstrumentId Instrument, Timestamp LastFill), List<Sale>> TakenSales(IReadOnlyList<Fill> fills) =>
        fills.Where(fill => fill is { Side: Side.Sell, Liquidity: Liquidity.Taker })
            .GroupBy(fill => (fill.Instrument, fill.ClientOrderId))
            .Select(group => new Sale(
                group.Key.Instrument,
                group.Max(fill => fill.Time),
                group.Aggregate(Quantity.Zero, (sum, fill) => sum + fill.Quantity),
                group.Aggregate(Money.Zero, (sum, fill) => sum + fill.QuoteAmount)))
            .GroupBy(sale => (sale.Instrument, sale.LastFill))
            .ToDictionary(group => group.Key, group => group.ToList()); // looked up; never iterated

    private sealed record Sale(InstrumentId Instrument, Timestamp LastFill, Quantity Quantity, Money Quote)
    {
        public double SlipBps(Price stop)
        {
            var average = (double)Quote.Raw / Quantity.Raw;
            var wanted = (double)stop.Raw / FixedPoint.Scale;
            return (wanted - average) / wanted * 10_000;
        }
    }
}
