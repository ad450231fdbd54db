using System.Text;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Terminal;

/// <summary>The page's words for the engine's closed sets.</summary>
internal static class ContractNames
{
    public static string Of(SwingLabel label) => label switch
    {
        SwingLabel.HigherHigh => "HH",
        SwingLabel.LowerHigh => "LH",
        SwingLabel.EqualHigh => "EH",
        SwingLabel.LowerLow => "LL",
        SwingLabel.HigherLow => "HL",
        SwingLabel.EqualLow => "EL",
        _ => "",
    };

    public static string Of(BreakKind kind) => kind == BreakKind.Bos ? "bos" : "choch";

    public static string? Of(StructureReason reason) => reason switch
    {
        StructureReason.RangeTooSmall => "range-too-small",
        StructureReason.PriceInside => "price-inside",
        StructureReason.OppositeBreak => "opposite-break",
        StructureReason.Segment => "segment",
        _ => null,
    };

    public static string Of(ZoneState state) => Kebab(state.ToString());

    public static string Of(Side side) => side == Side.Buy ? "BUY" : "SELL";

    public static string Of(ExitReason reason) => Kebab(reason.ToString());

    public static string Of(OrderType type) => type switch
    {
        OrderType.Limit => "LIMIT",
        OrderType.LimitMaker => "LIMIT_MAKER",
        OrderType.Market => "MARKET",
        OrderType.StopLoss => "STOP_LOSS",
        OrderType.StopLossLimit => "STOP_LOSS_LIMIT",
        OrderType.TakeProfit => "TAKE_PROFIT",
        _ => "TAKE_PROFIT_LIMIT",
    };

    public static string Of(OrderStatus status) => status switch
    {
        OrderStatus.PendingNew => "pending",
        OrderStatus.New => "new",
        OrderStatus.PartiallyFilled => "partial",
        OrderStatus.Filled => "filled",
        OrderStatus.Canceled => "cancelled",
        OrderStatus.Rejected => "rejected",
        _ => "expired",
    };

    /// <summary>Each lock that holds, weightiest first.</summary>
    public static IReadOnlyList<string> Of(EntryLock locks)
    {
        EntryLock[] byWeight =
        [
            EntryLock.Halted, EntryLock.Killed, EntryLock.Paused, EntryLock.Disconnected, EntryLock.Reconciling, EntryLock.NotTrading, EntryLock.StaleData,
        ];
        return [.. byWeight.Where(flag => locks.HasFlag(flag)).Select(EntryLockFacts.NameOf)];
    }

    /// <summary>Why a zone ended, where no trade says more.</summary>
    public static string OutcomeOf(ZoneState state, StructureReason reason) => state switch
    {
        ZoneState.Expired => "expired",
        ZoneState.Superseded => "superseded",
        ZoneState.TimedOut => "timed-out",
        ZoneState.Invalidated => "invalidated",
        ZoneState.Completed => "completed",
        _ => reason == StructureReason.Segment ? "segment" : "opposite",
    };

    /// <summary>What a closed trade makes of its zone.</summary>
    public static string OutcomeOf(ExitReason reason) => reason switch
    {
        ExitReason.Target or ExitReason.GuardedTarget => "target",
        ExitReason.Stop or ExitReason.GuardedStop => "stop",
        ExitReason.Time => "time",
        ExitReason.Manual => "manual",
        _ => "closed",
    };

    /// <summary>"TimedOut" as "timed-out".</summary>
    public static string Kebab(string words)
    {
        var text = new StringBuilder(words.Length + 4);
        foreach (var letter in words)
        {
            if (char.IsAsciiLetterUpper(letter) && text.Length > 0)
                text.Append('-');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
