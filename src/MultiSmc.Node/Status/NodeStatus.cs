using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>How a node stands at one moment. Immutable; made on the kernel's thread.</summary>
public sealed record NodeStatus
{
    /// <summary>Our time when it was made.</summary>
    public required Timestamp At { get; init; }

    /// <summary>"paper" or "live".</summary>
    public required string Mode { get; init; }

    /// <summary>Whose time the kernel has.</summary>
    public required NodeClock Clock { get; init; }

    /// <summary>Name of the session.</summary>
    public required string Session { get; init; }

    /// <summary>The session was there before this process.</summary>
    public required bool IsResumed { get; init; }

    /// <summary>Our time when this process began with it.</summary>
    public required Timestamp StartedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public required NodePhase Phase { get; init; }

    /// <summary>The kernel's time.</summary>
    public required Timestamp KernelTime { get; init; }

    /// <summary>Inputs applied.</summary>
    public required long Inputs { get; init; }

    /// <summary>Inputs on the disk.</summary>
    public required long DurableInputs { get; init; }

    /// <summary>Inputs that wait to be applied.</summary>
    public required int Waiting { get; init; }

    /// <summary>The account's currency.</summary>
    public required Asset Currency { get; init; }

    /// <summary>Everything held, at last prices.</summary>
    public required Money Equity { get; init; }

    /// <summary>What is held, by asset.</summary>
    public required IReadOnlyList<AssetBalance> Balances { get; init; }

    /// <summary>What keeps every entry from being placed: stable names, the weightiest first; empty when nothing does.</summary>
    public required IReadOnlyList<string> Locks { get; init; }

    /// <summary>A limit on the account has stopped new entries: "daily-loss", "drawdown" or empty.</summary>
    public required string RiskHalt { get; init; }

    /// <summary>Why no entry of any instrument is placed now: locks, then the account's limits; empty when entries are open.</summary>
    public IReadOnlyList<string> Holds => [.. Locks, .. RiskHolds];

    /// <summary>No question to the exchange is open.</summary>
    public required bool IsReconciled { get; init; }

    /// <summary>Why no entry of an instrument is placed now: locks, the account's limits, what the plan itself waits for; empty when entries are open.</summary>
    public IReadOnlyList<string> HoldsOf(MarketStatus market) => [.. market.Locks, .. RiskHolds, .. market.View.Hold is { Length: > 0 } hold ? [hold] : Array.Empty<string>()];

    private IEnumerable<string> RiskHolds => RiskHalt.Length > 0 ? [RiskHalt] : [];

    /// <summary>The instruments, in the order of their ids.</summary>
    public required IReadOnlyList<MarketStatus> Markets { get; init; }

    /// <summary>Our open orders, oldest first.</summary>
    public required IReadOnlyList<OpenOrder> Orders { get; init; }

    /// <summary>The connections.</summary>
    public required IReadOnlyList<LinkStatus> Links { get; init; }

    /// <summary>From receipt to decided, of market events.</summary>
    public required LatencyFigures Latency { get; init; }
}

/// <summary>One instrument of a node.</summary>
/// <param name="View">As the kernel has it.</param>
/// <param name="LastTradeAt">The exchange's time of the last trade, or a default one.</param>
/// <param name="DataAge">How long ago its last trade reached us, by our clock; null where the clock is the tape's or none came.</param>
public sealed record MarketStatus(MarketView View, Timestamp LastTradeAt, Duration? DataAge)
{
    /// <summary>What keeps its entries from being placed, the account's locks included.</summary>
    public IReadOnlyList<string> Locks => EntryLockFacts.NamesOf(View.Locks);

    /// <summary>Zones of it that hold something.</summary>
    public IEnumerable<SetupView> Positions => View.Setups.Where(static setup => setup.Held.Raw > 0);
}

/// <summary>An open order of ours.</summary>
/// <param name="Spec">As it was asked for.</param>
/// <param name="Symbol">Of what.</param>
/// <param name="ListId">The list it belongs to, or null.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Status">The exchange's last word; null before the first.</param>
/// <param name="Filled">Base filled so far.</param>
/// <param name="IsCancelSent">A cancel is on its way.</param>
/// <param name="SentAt">When it left.</param>
public sealed record OpenOrder(
    OrderSpec Spec, string Symbol, ClientListId? ListId, WorkingState State, OrderStatus? Status, Quantity Filled, bool IsCancelSent, Timestamp SentAt);

/// <summary>Percentiles of a delay, in nanoseconds; zero before the first value.</summary>
/// <param name="Count">Values.</param>
/// <param name="P50Ns">Half are at most this.</param>
/// <param name="P99Ns">99 % are at most this.</param>
/// <param name="P999Ns">99.9 % are at most this.</param>
/// <param name="MaxNs">The largest.</param>
public sealed record LatencyFigures(long Count, long P50Ns, long P99Ns, long P999Ns, long MaxNs);
