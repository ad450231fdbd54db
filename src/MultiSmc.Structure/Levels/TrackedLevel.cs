namespace MultiSmc.Structure;

/// <summary>A level with the leg behind it. Long: it stands above and breaks upward.</summary>
internal sealed class TrackedLevel(Direction side, bool isDeep)
{
    private readonly long _sign = (long)side;

    public Direction Side => side;

    public StructureLevel Level { get; private set; } = StructureLevel.None;

    public LegTrail Trail { get; } = new(isDeep);

    private bool IsStanding => Level.IsKnown && !Level.IsBroken;

    public void Feed(in SidedBar bar, long index)
    {
        if (IsStanding)
            Trail.Feed(in bar, index);
    }

    /// <summary>True when the price, seen from the level's side, lies beyond the level and the buffer.</summary>
    public bool IsPassedBy(long sidedPrice, long buffer) => IsStanding && sidedPrice > (_sign * Level.Price) + buffer;

    public void Set(long price, long index) => Level = new(price, index, false);

    public void Break() => Level = Level with { IsBroken = true };

    public void Clear()
    {
        Level = StructureLevel.None;
        Trail.Clear();
    }
}
