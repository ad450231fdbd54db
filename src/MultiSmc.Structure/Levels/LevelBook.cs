using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>A break of structure: its level and the impulse leg, prices as the side sees them.</summary>
internal readonly record struct StructureBreak(Direction Side, BreakKind Kind, StructureLevel Level, Leg Leg);

/// <summary>The levels in force and the trend; judges breaks.</summary>
internal sealed class LevelBook(StructureParameters parameters)
{
    private readonly bool _isProtectedMode = parameters.ChochLevel == ChochLevel.Protected;
    private readonly bool _isWickMode = parameters.BreakMode == BreakMode.Wick;
    private readonly long _buffer = parameters.BreakBufferTicks * parameters.Tick;
    private readonly TrackedLevel _high = new(Direction.Long, parameters.ChochLevel == ChochLevel.Protected);
    private readonly TrackedLevel _low = new(Direction.Short, parameters.ChochLevel == ChochLevel.Protected);
    private readonly TrackedLevel _protectedHigh = new(Direction.Long, parameters.ChochLevel == ChochLevel.Protected);
    private readonly TrackedLevel _protectedLow = new(Direction.Short, parameters.ChochLevel == ChochLevel.Protected);

    public Direction Trend { get; private set; }

    public StructureLevel High => _high.Level;

    public StructureLevel Low => _low.Level;

    /// <summary>The level that guards the trend in protected mode; none otherwise.</summary>
    public StructureLevel Protected => !_isProtectedMode || Trend == Direction.None ? StructureLevel.None : ProtectedAgainst(Trend).Level;

    /// <summary>Takes a packet into the legs behind the levels; <paramref name="bar"/> as a level above sees it.</summary>
    public void Feed(in SidedBar bar, long index)
    {
        var mirrored = bar.Mirrored;
        _high.Feed(in bar, index);
        _low.Feed(in mirrored, index);
        if (_isProtectedMode && Trend != Direction.None)
            ProtectedAgainst(Trend).Feed(Trend == Direction.Long ? mirrored : bar, index);
    }

    /// <summary>An accepted swing becomes the reference of its kind.</summary>
    public void Set(in SwingPoint swing, RecentExtremes recent, long now)
    {
        var level = swing.Side == Direction.Long ? _high : _low;
        level.Set(swing.Price, swing.Index);
        level.Trail.Seed(recent, swing.Side, swing.Index, now);
    }

    public bool TryBreak(in Bar bar, out StructureBreak result)
    {
        var above = LevelAt(Direction.Long);
        var below = LevelAt(Direction.Short);
        var isUp = above.IsPassedBy(_isWickMode ? bar.High : bar.Close, _buffer);
        var isDown = below.IsPassedBy(_isWickMode ? -bar.Low : -bar.Close, _buffer);
        result = default;
        if (isUp && isDown)
        {
            // One packet through both: its body decides, else the trend; the other level stays.
            var body = bar.Close.CompareTo(bar.Open);
            var favoured = body == 0 ? (int)Trend : body;
            (isUp, isDown) = (favoured > 0, favoured < 0);
        }

        if (!isUp && !isDown)
            return false;
        result = Break(isUp ? above : below);
        return true;
    }

    public void Reset()
    {
        Trend = Direction.None;
        _high.Clear();
        _low.Clear();
        _protectedHigh.Clear();
        _protectedLow.Clear();
    }

    /// <summary>The oldest packet at which a leg behind a level begins, or <paramref name="none"/>.</summary>
    public long Oldest(long none) => _protectedLow.Trail.Oldest(_protectedHigh.Trail.Oldest(_low.Trail.Oldest(_high.Trail.Oldest(none))));

    /// <summary>Saves the levels, or takes saved ones.</summary>
    public void Carry(StateCarrier state)
    {
        Trend = state.Enum(Trend);
        _high.Carry(state);
        _low.Carry(state);
        _protectedHigh.Carry(state);
        _protectedLow.Carry(state);
    }

    private StructureBreak Break(TrackedLevel level)
    {
        Invariant.That(!level.Trail.IsEmpty, "a level that breaks has a leg behind it");
        var side = level.Side;
        var kind = Trend == Direction.None || Trend == side ? BreakKind.Bos : BreakKind.Choch;
        var leg = level.Trail.Current;
        level.Break();
        Trend = side;
        if (_isProtectedMode)
        {
            var guard = ProtectedAgainst(side);
            guard.Set((long)side * leg.Origin, leg.OriginIndex);
            guard.Trail.TakeTail(level.Trail);
        }

        return new(side, kind, level.Level with { IsBroken = false }, leg);
    }

    private TrackedLevel LevelAt(Direction side) => _isProtectedMode && Trend == side.Opposite()
        ? ProtectedAgainst(Trend)
        : side == Direction.Long ? _high : _low;

    private TrackedLevel ProtectedAgainst(Direction trend) => trend == Direction.Long ? _protectedLow : _protectedHigh;
}
