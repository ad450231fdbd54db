using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// The planted edge's hidden state: for a while buyers are in a hurry, then sellers. It leans on the aggressors and on the price alike, so that the
/// flow lately seen tells where the price is driven next. Each stay's sign is a fair coin's, whatever came before: no drift.
/// </summary>
/// <remarks>It draws from a generator of its own: the tape's other draws are the same with an edge and without.</remarks>
internal sealed class FlowPressure
{
    private const int ShortestStay = 800;
    private const int StaySpread = 2_400;
    private readonly int _edgePpm;
    private SplitMix64 _random;
    private long _left;

    /// <param name="edgePpm">How far it drives the price in 1,000 trades (of a simple tape) or orders (of a market), in millionths of it.</param>
    /// <param name="seed">The tape's.</param>
    public FlowPressure(int edgePpm, ulong seed)
    {
        _edgePpm = edgePpm;
        _random = new SplitMix64(seed ^ 0x2545F4914F6CDD1D);
    }

    /// <summary>1 while buyers press, −1 while sellers do, 0 without an edge.</summary>
    public int Sign { get; private set; }

    /// <summary>What it adds to the price with each step, in the price's own unit.</summary>
    public long Drive { get; private set; }

    /// <summary>One trade or order on.</summary>
    /// <param name="price">Now; a stay's drive keeps to the price at its beginning, so that its mean over both signs is nil.</param>
    public void Step(long price)
    {
        if (_edgePpm == 0)
            return;
        if (_left == 0)
            Begin(price);
        _left--;
    }

    private void Begin(long price)
    {
        Sign = (_random.Next() & 1) != 0 ? 1 : -1;
        _left = ShortestStay + _random.NextBelow(StaySpread);
        Drive = Sign * (long)((Int128)price * _edgePpm / (1_000L * 1_000_000));
    }
}
