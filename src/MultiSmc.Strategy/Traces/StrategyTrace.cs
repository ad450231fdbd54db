using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>A step of the strategy, for people, reports and replay. A closed set.</summary>
public abstract record StrategyTrace
{
    private StrategyTrace(int setup, int zone, Timestamp time)
    {
        Setup = setup;
        Zone = zone;
        Time = time;
    }

    /// <summary>Number of the setup (one for each long zone), from 0, per instrument.</summary>
    public int Setup { get; }

    /// <summary>Its zone.</summary>
    public int Zone { get; }

    /// <summary>When.</summary>
    public Timestamp Time { get; }

    /// <summary>A zone is not traded, for now or for good.</summary>
    /// <param name="Number">Setup.</param>
    /// <param name="ZoneId">Zone.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Stable name: "daily-loss".</param>
    /// <param name="IsFinal">Will not be tried again.</param>
    public sealed record Skipped(int Number, int ZoneId, Timestamp At, string Reason, bool IsFinal) : StrategyTrace(Number, ZoneId, At);

    /// <summary>The entry was sent.</summary>
    /// <param name="Number">Setup.</param>
    /// <param name="ZoneId">Zone.</param>
    /// <param name="At">When.</param>
    /// <param name="Order">The order.</param>
    /// <param name="Stop">Stop in force for it.</param>
    /// <param name="Target">Target in force for it.</param>
    /// <param name="BreakEven">Win probability at which the trade costs nothing.</param>
    /// <param name="Version">The zone's version.</param>
    public sealed record EntryPlaced(
        int Number, int ZoneId, Timestamp At, OrderSpec Order, Price Stop, Price Target, double BreakEven, int Version) : StrategyTrace(Number, ZoneId, At);

    /// <summary>The entry's cancel was sent.</summary>
    /// <param name="Number">Setup.</param>
    /// <param name="ZoneId">Zone.</param>
    /// <param name="At">When.</param>
    /// <param name="ClientOrderId">The order.</param>
    /// <param name="Reason">Stable name: "zone-expired", "reprice", "model".</param>
    public sealed record EntryCancelSent(int Number, int ZoneId, Timestamp At, ClientOrderId ClientOrderId, string Reason) : StrategyTrace(Number, ZoneId, At);

    /// <summary>The exchange refused the entry.</summary>
    /// <param name="Number">Setup.</param>
    /// <param name="ZoneId">Zone.</param>
    /// <param name="At">When.</param>
    /// <param name="ClientOrderId">The order.</param>
    /// <param name="Code">The exchange's code.</param>
    /// <param name="Reason">The exchange's words.</param>
    public sealed record EntryRefused(int Number, int ZoneId, Timestamp At, ClientOrderId ClientOrderId, int Code, string Reason)
        : StrategyTrace(Number, ZoneId, At);

    /// <summary>The order flow was judged.</summary>
    /// <param name="Number">Setup.</param>
    /// <param name="ZoneId">Zone.</param>
    /// <param name="At">When.</param>
    /// <param name="Packet">Last closed packet.</param>
    /// <param name="Price">Price judged at.</param>
    /// <param name="Verdict">The model's word.</param>
    /// <param name="Threshold">What it had to reach.</param>
    /// <param name="Model">Which model.</param>
    /// <param name="Action">"keep", "pull", "re-arm".</param>
    /// <param name="Features">What the model looked at.</param>
    public sealed record Decided(
        int Number,
        int ZoneId,
        Timestamp At,
        long Packet,
        Price Price,
        ApproachVerdict Verdict,
        double Threshold,
        string Model,
        string Action,
        FeatureSnapshot Features)
        : StrategyTrace(Number, ZoneId, At);

    /// <summary>Target and stop were sent.</summary>
    /// <param name="Number">Setup.</param>
    /// <param name="ZoneId">Zone.</param>
    /// <param name="At">When.</param>
    /// <param name="ListId">The list.</param>
    /// <param name="Quantity">What they protect.</param>
    /// <param name="Stop">Stop.</param>
    /// <param name="Target">Target.</param>
    public sealed record ProtectionPlaced(int Number, int ZoneId, Timestamp At, ClientListId ListId, Quantity Quantity, Price Stop, Price Target)
        : StrategyTrace(Number, ZoneId, At);

    /// <summary>The cancel of target and stop was sent.</summary>
    /// <param name="Number">Setup.</param>
    /// <param name="ZoneId">Zone.</param>
    /// <param name="At">When.</param>
    /// <param name="Id">Their list; the one order where the other has ended.</param>
    /// <param name="Quantity">What they protected.</param>
    /// <param name="Stop">Stop of the position.</param>
    /// <param name="Target">Target of the position.</param>
    /// <param name="Cause">Why.</param>
    /// <param name="Exit">Why the position is being closed, if that is the cause.</param>
    public sealed record ProtectionCancelSent(
        int Number, int ZoneId, Timestamp At, string Id, Quantity Quantity, Price Stop, Price Target, ProtectionCancelCause Cause, ExitReason Exit) : StrategyTrace(Number, ZoneId, At);

    /// <summary>A sale at market was sent.</summary>
    /// <param name="Number">Setup.</param>
    /// <param name="ZoneId">Zone.</param>
    /// <param name="At">When.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Quantity">How much.</param>
    public sealed record ExitSent(int Number, int ZoneId, Timestamp At, ExitReason Reason, Quantity Quantity) : StrategyTrace(Number, ZoneId, At);

    /// <summary>The position is closed.</summary>
    /// <param name="Number">Setup.</param>
    /// <param name="ZoneId">Zone.</param>
    /// <param name="At">When.</param>
    /// <param name="Trip">What came of it.</param>
    public sealed record Closed(int Number, int ZoneId, Timestamp At, RoundTrip Trip) : StrategyTrace(Number, ZoneId, At);
}

/// <summary>Why a position was closed.</summary>
public enum ExitReason : byte
{
    /// <summary>Still open.</summary>
    None,

    /// <summary>The target filled.</summary>
    Target,

    /// <summary>The stop filled.</summary>
    Stop,

    /// <summary>Price passed the stop before protection stood: sold at market.</summary>
    GuardedStop,

    /// <summary>Price passed the target before protection stood: sold at market.</summary>
    GuardedTarget,

    /// <summary>Held too long.</summary>
    Time,

    /// <summary>The exchange kept refusing target and stop: sold at market.</summary>
    Unprotectable,

    /// <summary>What is left can't be sold: under the exchange's smallest order.</summary>
    Dust,

    /// <summary>A person closed it.</summary>
    Manual,

    /// <summary>Sold or moved by other hands than the bot's.</summary>
    Outside,
}

/// <summary>A position from its first fill to its last.</summary>
public sealed record RoundTrip
{
    /// <summary>Number of the setup.</summary>
    public required int Setup { get; init; }

    /// <summary>Its zone.</summary>
    public required int Zone { get; init; }

    /// <summary>The break behind the zone.</summary>
    public required BreakKind Kind { get; init; }

    /// <summary>First entry fill.</summary>
    public required Timestamp OpenedAt { get; init; }

    /// <summary>Last exit fill.</summary>
    public required Timestamp ClosedAt { get; init; }

    /// <summary>Base bought, before commission.</summary>
    public required Quantity Bought { get; init; }

    /// <summary>Quote paid.</summary>
    public required Money BoughtQuote { get; init; }

    /// <summary>Base sold.</summary>
    public required Quantity Sold { get; init; }

    /// <summary>Quote received, before commission.</summary>
    public required Money SoldQuote { get; init; }

    /// <summary>Commission taken in base.</summary>
    public required Money FeeBase { get; init; }

    /// <summary>Commission taken in quote.</summary>
    public required Money FeeQuote { get; init; }

    /// <summary>Commission taken in a third asset (BNB), at its configured price, in quote.</summary>
    public required Money FeeOther { get; init; }

    /// <summary>Base that left the account by other hands than the bot's.</summary>
    public Quantity Outside { get; init; }

    /// <summary>That base at the price when it was noticed, floored: what it was sold for is not known.</summary>
    public Money OutsideValue { get; init; }

    /// <summary>Base left over: bought − commission in base − sold − gone by other hands.</summary>
    public required Quantity Dust { get; init; }

    /// <summary>The left-over at the last exit price, floored.</summary>
    public required Money DustValue { get; init; }

    /// <summary>Stop in force.</summary>
    public required Price Stop { get; init; }

    /// <summary>Target in force.</summary>
    public required Price Target { get; init; }

    /// <summary>What would have been lost at the stop, expected costs included: 1 R.</summary>
    public required Money InitialRisk { get; init; }

    /// <summary>Why it closed.</summary>
    public required ExitReason Reason { get; init; }

    /// <summary>Lowest price while it was open.</summary>
    public required Price Lowest { get; init; }

    /// <summary>Highest price while it was open.</summary>
    public required Price Highest { get; init; }

    /// <summary>All commission in quote; commission in base at the average entry price, floored.</summary>
    public Money Fees => FeeQuote + FeeOther + (Bought.Raw == 0 ? Money.Zero : new Money((long)((Int128)FeeBase.Raw * BoughtQuote.Raw / Bought.Raw)));

    /// <summary>Net result in quote: received − paid − commission in quote and third assets + left-over + what went by other hands. (Commission in base shows as less to sell.)</summary>
    public Money NetPnl => SoldQuote - BoughtQuote - FeeQuote - FeeOther + DustValue + OutsideValue;
}
