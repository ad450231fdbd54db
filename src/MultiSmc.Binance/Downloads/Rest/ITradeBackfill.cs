using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Trade ids from one to another, both included.</summary>
/// <param name="First">First id.</param>
/// <param name="Last">Last id, not below the first.</param>
public readonly record struct TradeIdRange(long First, long Last)
{
    /// <summary>How many ids.</summary>
    public long Count => Last - First + 1;
}

/// <summary>Ids that stay missing, and why.</summary>
/// <param name="Ids">Which.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="IsFinal">True where the exchange was asked and does not have them; false where asking again later may help.</param>
public sealed record UnrepairedIds(TradeIdRange Ids, string Reason, bool IsFinal);

/// <summary>How a repair went.</summary>
/// <param name="Repaired">Trades found.</param>
/// <param name="Unrepaired">What stays missing, ids rising.</param>
public sealed record BackfillReport(long Repaired, IReadOnlyList<UnrepairedIds> Unrepaired);

/// <summary>Fetches trades that are missing in the middle of what is there.</summary>
public interface ITradeBackfill
{
    /// <summary>Fetches trades by id.</summary>
    /// <param name="symbol">Symbol.</param>
    /// <param name="missing">Ids, rising, ranges apart.</param>
    /// <param name="take">Takes the trades found, a page at a time, ids rising over all pages; none but missing ones come.</param>
    /// <param name="cancellation">Ends it; what was taken is good.</param>
    /// <returns>What was found and what stays missing: failures of the exchange are part of it, no exceptions.</returns>
    Task<BackfillReport> FetchAsync(
        string symbol, IReadOnlyList<TradeIdRange> missing, Func<IReadOnlyList<TradeTick>, CancellationToken, ValueTask> take, CancellationToken cancellation);
}
