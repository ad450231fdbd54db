using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>
/// The leg behind a level, kept packet by packet. A deep trail also keeps the leg behind the would-be level at that leg's origin, the leg
/// behind the origin of that, and so on: when the level breaks, its origin becomes a protected level whose own leg is then known although
/// the packets are gone.
/// </summary>
/// <remarks>
/// Leg k + 1 starts after the origin of leg k and looks the other way, so even legs see prices as the level does, odd ones mirrored. Origins
/// of one parity tighten strictly (each is the last extreme after the one before), so a packet restarts at most one leg and drops those
/// behind it: all work is at the end of the array, O(1) amortised, and the depth is bounded by how often a range can contract.
/// Adverse of a leg counts packets up to the next leg's origin; what came later is the origin of the leg after that.
/// </remarks>
internal sealed class LegTrail(bool isDeep)
{
    private Leg[] _legs = new Leg[isDeep ? 32 : 1];
    private int _count;

    public bool IsEmpty => _count == 0;

    /// <summary>The level's own leg; the trail must not be empty.</summary>
    public Leg Current
    {
        get
        {
            var leg = _legs[0];
            if (_count > 2)
                leg.Adverse = Math.Min(leg.Adverse, _legs[2].Origin);
            return leg;
        }
    }

    public void Clear() => _count = 0;

    /// <summary>Takes the next packet, seen from the level's side.</summary>
    public void Feed(in SidedBar bar, long index)
    {
        if (isDeep)
        {
            FeedDeep(in bar, bar.Mirrored, index);
            return;
        }

        ref var leg = ref _legs[0];
        if (_count != 0 && !leg.IsRestartedBy(in bar))
        {
            leg.Continue(in bar, index);
            return;
        }

        leg = Leg.StartAt(in bar, index);
        _count = 1;
    }

    /// <summary>Starts over for a level of that side at packet <paramref name="after"/>, as if fed the packets after it up to now.</summary>
    public void Seed(RecentExtremes recent, Direction side, long after, long now)
    {
        _count = 0;
        while (recent.Of(side.Opposite()).TryLastHighestFrom(after + 1, out var origin))
        {
            Append(SeedLeg(recent, side, in origin));
            if (!isDeep || origin.Index == now)
                break;
            after = origin.Index;
            side = side.Opposite();
        }
    }

    /// <summary>Becomes the trail of the level at <paramref name="broken"/>'s origin.</summary>
    public void TakeTail(LegTrail broken)
    {
        _count = 0;
        for (var depth = 1; depth < broken._count; depth++)
            Append(in broken._legs[depth]);
    }

    /// <summary>The oldest packet at which one of the legs begins, or <paramref name="none"/>.</summary>
    public long Oldest(long none)
    {
        foreach (ref readonly var leg in _legs.AsSpan(0, _count))
            none = Math.Min(none, leg.OriginIndex);
        return none;
    }

    /// <summary>Saves the legs, or takes saved ones.</summary>
    public void Carry(StateCarrier state)
    {
        _count = state.Count(_count);
        if (_count > _legs.Length)
            Array.Resize(ref _legs, _count);
        foreach (ref var leg in _legs.AsSpan(0, _count))
            leg.Carry(state);
    }

    private static Leg SeedLeg(RecentExtremes recent, Direction side, in ExtremePoint origin)
    {
        recent.Of(side).TryFirstHighestFrom(origin.Index, out var ext);
        var adverse = (long)side * ext.Close;
        if (recent.Of(side.Opposite()).TryFirstHighestFrom(ext.Index + 1, out var worst))
            adverse = Math.Min(adverse, -worst.Value);
        return new Leg { Origin = -origin.Value, OriginIndex = origin.Index, Ext = ext.Value, ExtIndex = ext.Index, Adverse = adverse };
    }

    private void FeedDeep(in SidedBar even, in SidedBar odd, long index)
    {
        // The first leg that this packet restarts; two in a row that stand mean that all before them stand.
        var restart = _count;
        for (var depth = _count - 1; depth >= 0; depth--)
        {
            if (IsRestarted(depth, in even, in odd))
                restart = depth;
            else if (depth == 0 || !IsRestarted(depth - 1, in even, in odd))
                break;
        }

        if (restart > 0)
        {
            ref var parent = ref _legs[restart - 1];
            // The next leg's origin moves to this packet: what the dropped leg knew of the packets between belongs to the parent now.
            if (restart + 1 < _count)
                parent.Adverse = Math.Min(parent.Adverse, _legs[restart + 1].Origin);
            parent.Continue((restart & 1) != 0 ? even : odd, index);
        }

        _count = restart;
        Append(Leg.StartAt((restart & 1) == 0 ? even : odd, index));
    }

    private bool IsRestarted(int depth, in SidedBar even, in SidedBar odd) =>
        (depth & 1) == 0 ? _legs[depth].IsRestartedBy(in even) : _legs[depth].IsRestartedBy(in odd);

    private void Append(in Leg leg)
    {
        if (_count == _legs.Length)
            Array.Resize(ref _legs, _count * 2);
        _legs[_count++] = leg;
    }
}
