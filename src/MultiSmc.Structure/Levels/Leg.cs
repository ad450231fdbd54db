using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>
/// The leg behind a level, over the packets after the level's own, as the level's side sees prices (<see cref="SidedBar"/>): origin = the
/// lowest low, the last of equals; ext = the highest high from the origin's packet on, the first of equals; adverse = the lower of the close
/// of ext's packet and the lows after it.
/// </summary>
internal struct Leg
{
    public long Origin;
    public long OriginIndex;
    public long Ext;
    public long ExtIndex;
    public long Adverse;

    public static Leg StartAt(in SidedBar bar, long index) => new()
    {
        Origin = bar.Low,
        OriginIndex = index,
        Ext = bar.High,
        ExtIndex = index,
        Adverse = bar.Close,
    };

    public void Carry(StateCarrier state)
    {
        Origin = state.Int64(Origin);
        OriginIndex = state.Int64(OriginIndex);
        Ext = state.Int64(Ext);
        ExtIndex = state.Int64(ExtIndex);
        Adverse = state.Int64(Adverse);
    }

    public readonly bool IsRestartedBy(in SidedBar bar) => bar.Low <= Origin;

    /// <summary>Takes a packet that does not restart the leg.</summary>
    public void Continue(in SidedBar bar, long index)
    {
        if (bar.High > Ext)
        {
            Ext = bar.High;
            ExtIndex = index;
            Adverse = bar.Close;
        }
        else if (bar.Low < Adverse)
        {
            Adverse = bar.Low;
        }
    }
}
