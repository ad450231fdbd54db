using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>A level with the leg behind it. Long: it stands above and breaks upward.</summary>
internal sealed class TrackedLevel(Direction side, bool isDeep)
{
    private readonly long _sign = (long)side;
    private long _price;
    private long _index = -1;
    private bool _isStanding;

    public Direction Side => side;

    public StructureLevel Level => _index < 0 ? StructureLevel.None : new(_price, _index, !_isStanding);

    public LegTrail Trail { get; } = new(isDeep);

    public void Feed(in SidedBar bar, long index)
    {
        if (_isStanding)
            Trail.Feed(in bar, index);
    }

    /// <summary>True when the price, seen from the level's side, lies beyond the level and the buffer.</summary>
    public bool IsPassedBy(long sidedPrice, long buffer) => _isStanding && sidedPrice > (_sign * _price) + buffer;

    public void Set(long price, long index) => (_price, _index, _isStanding) = (price, index, true);

    public void Break() => _isStanding = false;

    /// <summary>Saves the level, or takes a saved one.</summary>
    public void Carry(StateCarrier state)
    {
        _price = state.Int64(_price);
        _index = state.Int64(_index);
        _isStanding = state.Flag(_isStanding);
        Trail.Carry(state);
    }

    public void Clear()
    {
        (_price, _index, _isStanding) = (0, -1, false);
        Trail.Clear();
    }
}
