using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine;

/// <summary>
/// A trading plan for one instrument, driven by the kernel. It decides from what it is handed and from its <see cref="StrategyContext"/>,
/// and acts only through that context. It can't tell a backtest from live.
/// </summary>
public interface IStrategy
{
    /// <summary>Data was lost; the events end the zones that lived.</summary>
    void OnSegmentBreak(ReadOnlySpan<StructureEvent> events);

    /// <summary>A packet closed and structure has taken it in.</summary>
    void OnPacket(in Packet packet, ReadOnlySpan<StructureEvent> events);

    /// <summary>A trade was accepted; packets that it closed have been handed over before.</summary>
    void OnTrade(in TradeTick trade);

    /// <summary>One of the strategy's orders changed.</summary>
    /// <param name="order">The order after the change.</param>
    /// <param name="fill">The execution that was booked, if any.</param>
    void OnOrder(OrderState order, Fill? fill);

    /// <summary>One of the strategy's orders was refused and does not exist.</summary>
    void OnRefused(OrderState order, VenueEvent.PlaceRefused refusal);

    /// <summary>Balances changed: what could not be afforded may be now. Follows every step of the exchange that moved or unlocked funds.</summary>
    void OnAccount();

    /// <summary>A timer that the strategy set.</summary>
    void OnTimer(TimerRequest timer);

    /// <summary>Our books and the exchange's agree again.</summary>
    /// <param name="held">What the account really has of the instrument's base asset, free and locked.</param>
    void OnReconciled(Quantity held);

    /// <summary>The exchange takes orders for the instrument again, after a time without.</summary>
    void OnTradingAgain();

    /// <summary>Takes resting entries back.</summary>
    /// <param name="order">One order, or null for all.</param>
    /// <param name="reason">Stable name: "paused".</param>
    /// <param name="isFinal">Their zones are not traded again; otherwise they wait until entries are allowed.</param>
    /// <returns>How many were taken back.</returns>
    int CancelEntries(ClientOrderId? order, string reason, bool isFinal);

    /// <summary>Sells positions at market.</summary>
    /// <param name="setup">One setup, or null for all.</param>
    /// <returns>How many are being sold.</returns>
    int ClosePositions(int? setup);

    /// <summary>Sells a part of positions at market; what is left of each stays protected by target and stop. All that was meant, or nothing.</summary>
    /// <param name="setup">One setup, or null for all.</param>
    /// <param name="part">How much.</param>
    PartOutcome ClosePart(int? setup, PositionPart part);

    /// <summary>What it has under way, for people; oldest first.</summary>
    IReadOnlyList<SetupView> Look();

    /// <summary>What the plan itself waits for before it places any entry ("cooldown-after-stop"), or "" when nothing: a stable name.</summary>
    string Hold => "";

    /// <summary>
    /// Saves everything that later decisions depend on, or takes what was saved into a fresh strategy of the same parameters. Orders are carried by
    /// <see cref="StrategyContext.Carry"/>; structure has been carried before.
    /// </summary>
    void Carry(StateCarrier state);
}
