using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>
/// Where a node's trades and quotes come from: the exchange's streams, a recording, a synthetic market. Trades of an instrument come in the order of their
/// ids without holes that could be filled; what could not be filled is a hole that the packet builder sees by the ids.
/// </summary>
public interface IMarketFeed : IAsyncDisposable
{
    /// <summary>Begins; tells the inbox with <see cref="VenueEvent.ConnectionChanged"/> of <see cref="VenueLink.MarketData"/> when data flows and when it stops. Once.</summary>
    /// <param name="inbox">Where to.</param>
    /// <param name="after">Per instrument, in the order of their ids: the last trade that the node has already, or a default one where it has none: then the first that comes is the first.</param>
    void Start(IShellInbox inbox, IReadOnlyList<TradeId> after);

    /// <summary>
    /// It gives all its events from the first one again, whatever the node has already: a tape. A live market can't; it goes on behind what the node has.
    /// </summary>
    bool BeginsAnew { get; }

    /// <summary>Ends when there is no more (a recording); never for a live market. Fails when it cannot go on.</summary>
    Task Completion { get; }

    /// <summary>How the connections are. From any thread.</summary>
    IReadOnlyList<LinkStatus> Links { get; }
}
