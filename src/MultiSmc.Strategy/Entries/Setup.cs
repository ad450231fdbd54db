using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>Where the entry of a setup stands.</summary>
internal enum EntryPhase : byte
{
    /// <summary>Not on the exchange: waits for room, for funds, or for the next try after a refusal.</summary>
    Waiting,

    /// <summary>Sent or on the book.</summary>
    Working,

    /// <summary>A cancel is on its way.</summary>
    Cancelling,

    /// <summary>Taken back on the model's word; may be placed again.</summary>
    Pulled,

    /// <summary>Over: filled, or the zone ended.</summary>
    Done,
}

/// <summary>What a cancel on its way is for. A later, stronger reason replaces an earlier one.</summary>
internal enum CancelIntent : byte
{
    /// <summary>None is on its way.</summary>
    None,

    /// <summary>To place it again at the zone's new levels.</summary>
    Reprice,

    /// <summary>The model's word.</summary>
    Pull,

    /// <summary>Entries are locked for now: placed again when they are not.</summary>
    Hold,

    /// <summary>For good.</summary>
    End,
}

/// <summary>One long zone being traded: its entry order and what came of it.</summary>
internal sealed class Setup
{
    public Setup(int number, in Zone zone, PositionBook book, ApproachBounds bounds)
    {
        Number = number;
        Zone = zone;
        Book = book;
        Bounds = bounds;
    }

    public int Number { get; }

    /// <summary>The zone as of the last closed packet.</summary>
    public Zone Zone { get; set; }

    public PositionBook Book { get; }

    public EntryPhase Phase { get; set; } = EntryPhase.Waiting;

    public CancelIntent Intent { get; set; }

    public ApproachBounds Bounds { get; set; }

    public bool IsNear { get; set; }

    /// <summary>Prices of the order that works or filled.</summary>
    public EntryLevels Levels { get; set; }

    public OrderState? Entry { get; set; }

    /// <summary>Target and stop that the exchange holds back until the entry is completely filled, or null.</summary>
    public PendingProtection? Pending { get; set; }

    /// <summary>What the risk gate counts for this setup.</summary>
    public Commitment Committed { get; set; }

    public double BreakEven { get; set; } = double.NaN;

    public int RefusalsLeft { get; set; }

    public int Rearms { get; set; }

    public long PulledAtPacket { get; set; }

    public Timestamp LastPlaced { get; set; }

    public Timestamp LastJudged { get; set; }

    public long LastJudgedPrice { get; set; } = long.MaxValue;

    public bool IsRepriceTimerSet { get; set; }

    /// <summary>Name of the last reason for which the entry could not be placed: told once.</summary>
    public string LastSkip { get; set; } = "";

    /// <summary>Packet in which the first fill came.</summary>
    public long FillPacket { get; set; } = -1;

    /// <summary>Target and stop once something is held.</summary>
    public PositionProtection? Protection { get; set; }

    /// <summary>Saves where it stands, or takes what was saved. Its protection is carried apart: it is made with the setup.</summary>
    public void Carry(StateCarrier state, StrategyContext context)
    {
        var zone = Zone;
        state.Zone(ref zone);
        Zone = zone;
        Book.Carry(state);
        Phase = state.Enum(Phase);
        Intent = state.Enum(Intent);
        Bounds = Bounds.Carried(state);
        IsNear = state.Flag(IsNear);
        Levels = Levels.Carried(state);
        Entry = context.Carry(state, Entry);
        Pending = PendingProtection.Carry(state, Pending, context);
        Committed = new Commitment(state.Money(Committed.Notional), state.Money(Committed.Risk));
        BreakEven = state.Double(BreakEven);
        RefusalsLeft = state.Int32(RefusalsLeft);
        Rearms = state.Int32(Rearms);
        PulledAtPacket = state.Int64(PulledAtPacket);
        LastPlaced = state.Time(LastPlaced);
        LastJudged = state.Time(LastJudged);
        LastJudgedPrice = state.Int64(LastJudgedPrice);
        IsRepriceTimerSet = state.Flag(IsRepriceTimerSet);
        LastSkip = state.Word(LastSkip);
        FillPacket = state.Int64(FillPacket);
    }

    /// <summary>How it stands, for people.</summary>
    public SetupView Look() => new(
        Number,
        Zone.Id,
        NameOf(Phase),
        Entry?.Spec.ClientOrderId,
        Levels.Entry,
        Protection?.Stop ?? Levels.Stop,
        Levels.Target,
        Book.Bought,
        Book.BoughtQuote,
        Book.Held,
        Protection is { IsProtected: true },
        Protection is { IsExiting: true },
        Book.OpenedAt,
        Phase == EntryPhase.Waiting ? LastSkip : "");

    /// <summary>The entry may still be filled.</summary>
    public bool IsEntryOpen => Phase != EntryPhase.Done;

    /// <summary>Nothing is left to do.</summary>
    public bool IsOver => Phase == EntryPhase.Done && (Protection is null || Protection.IsOver);

    private static string NameOf(EntryPhase phase) => phase switch
    {
        EntryPhase.Waiting => "waiting",
        EntryPhase.Working => "working",
        EntryPhase.Cancelling => "cancelling",
        EntryPhase.Pulled => "pulled",
        _ => "done",
    };
}

/// <summary>Exit orders that were sent together with the entry.</summary>
/// <param name="ListId">The list of all three.</param>
/// <param name="Above">Target.</param>
/// <param name="Below">Stop.</param>
internal sealed record PendingProtection(ClientListId ListId, OrderState Above, OrderState Below)
{
    /// <summary>Saves which orders they are, or gives those that were saved.</summary>
    public static PendingProtection? Carry(StateCarrier state, PendingProtection? pending, StrategyContext context)
    {
        if (!state.Flag(pending is not null))
            return null;
        var list = state.List(pending?.ListId ?? default);
        var above = context.Carry(state, pending?.Above);
        var below = context.Carry(state, pending?.Below);
        return above is null || below is null ? throw state.Fault("a list without its orders") : new PendingProtection(list, above, below);
    }
}
