using System.Diagnostics.CodeAnalysis;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>The venue as the shell of the world's clock sees it: a real exchange behind a gateway, or a simulated one that is driven along.</summary>
internal interface IVenueSide
{
    /// <summary>Hears of the journal's progress.</summary>
    IJournalObserver Journal { get; }

    /// <summary>Can the kernel's snapshots be used? Not where the venue itself must be made again from the inputs.</summary>
    bool TakesSnapshots { get; }

    /// <summary>How the connections are. From any thread.</summary>
    IReadOnlyList<LinkStatus> Links { get; }

    /// <summary>A journaled input is applied again.</summary>
    void OnRestored(in KernelInput input);

    /// <summary>What a journaled input led to was asked for.</summary>
    void OnRestored(VenueRequest request, in KernelInput input);

    /// <summary>Everything journaled has been applied; the inbox may be told of connections.</summary>
    /// <param name="inbox">Where words go to.</param>
    /// <param name="now">Our time.</param>
    /// <param name="known">Orders that may still bring news.</param>
    void Start(IShellInbox inbox, Timestamp now, IReadOnlyList<KnownOrder> known);

    /// <summary>Our time goes on.</summary>
    void Advance(Timestamp now);

    /// <summary>A market event, before the kernel sees it.</summary>
    void OnMarket(in MarketEvent market);

    /// <summary>A word that has reached us by now; those of a gateway come through the inbox instead.</summary>
    bool TryTake(Timestamp now, [NotNullWhen(true)] out VenueEvent? venueEvent);

    /// <summary>A request that an input led to; it was recorded before.</summary>
    void Submit(VenueRequest request, in KernelInput input);

    /// <summary>Deciding has stopped: orders to be cancelled without the kernel.</summary>
    void CancelNow(VenueRequest request);
}
