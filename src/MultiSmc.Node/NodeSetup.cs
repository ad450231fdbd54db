using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>Whose time it is.</summary>
public enum NodeClock
{
    /// <summary>The tape's: paper on a recording or a synthetic market. Decisions are the backtest's.</summary>
    Market,

    /// <summary>The world's: live, and paper on live data.</summary>
    Wall,
}

/// <summary>Where orders go. A closed set.</summary>
public abstract record NodeVenue
{
    private NodeVenue()
    {
    }

    /// <summary>A simulated exchange in this process.</summary>
    /// <param name="Create">Makes one, fresh.</param>
    public sealed record Driven(Func<IDrivenVenue> Create) : NodeVenue;

    /// <summary>A real exchange.</summary>
    /// <param name="Gateway">The way to it; disposed by the node.</param>
    public sealed record Exchange(IVenueGateway Gateway) : NodeVenue;
}

/// <summary>How a node behaves.</summary>
public sealed record NodeOptions
{
    /// <summary>Resting entries stay on the exchange when the node stops; otherwise they are taken back. Protection always stays.</summary>
    public bool KeepsEntriesOnStop { get; init; }

    /// <summary>How long a stop waits for entries to be taken back.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Seconds of the tape that pass in one of ours; 0 for as fast as possible. The market's clock only.</summary>
    public double Speed { get; init; }

    /// <summary>What may wait to be applied before the node counts as hopelessly behind (the world's clock) or the feed waits (the tape's).</summary>
    public int InboxCapacity { get; init; } = 262_144;

    /// <summary>A session that has not ended is left as it is, and another one begins.</summary>
    public bool StartsAnew { get; init; }

    /// <summary>How far behind our clock the simulated exchange of paper trading stays, so that trades still on their way to us count in their own order.</summary>
    public Duration VenueLag { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>How the journal is written.</summary>
    public JournalOptions Journal { get; init; } = new();
}

/// <summary>Everything that a node is made of, put together by the composition root.</summary>
public sealed record NodeSetup
{
    /// <summary>Where it keeps what it must not forget.</summary>
    public required NodeFolder Folder { get; init; }

    /// <summary>"paper" or "live".</summary>
    public required string Mode { get; init; }

    /// <summary>Whose time it is.</summary>
    public required NodeClock Clock { get; init; }

    /// <summary>What a session is, given its number in the journal: a new one's name must be new.</summary>
    public required Func<long, SessionHeader> Header { get; init; }

    /// <summary>Makes a fresh kernel for the session of that name.</summary>
    public required Func<string, TradingKernel> Kernel { get; init; }

    /// <summary>Where trades and quotes come from; disposed by the node.</summary>
    public required IMarketFeed Feed { get; init; }

    /// <summary>Where orders go.</summary>
    public required NodeVenue Venue { get; init; }

    /// <summary>Trades of the past, given to a new session before it begins; null for none. Disposed by the node.</summary>
    public IMarketSource? WarmUp { get; init; }

    /// <summary>Locks beside that of the folder: path and what it guards ("this account").</summary>
    public IReadOnlyList<(string Path, string What)> Locks { get; init; } = [];

    /// <summary>See everything, decide nothing.</summary>
    public IReadOnlyList<IKernelObserver> Observers { get; init; } = [];

    /// <summary>How it behaves.</summary>
    public NodeOptions Options { get; init; } = new();

    /// <summary>Our clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
