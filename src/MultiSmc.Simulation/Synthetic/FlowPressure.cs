using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// The planted edge's hidden state: for a while buyers are in a hurry, then sellers. It leans on the aggressors and on the price alike, so that the
/// flow lately seen tells where the price is driven next. Each stay's sign is a fair coin's, whatever came before: no drift.
/// </summary>
/// <remarks>It draws from a generator of its own: the tape's other draws are the same with an edge and without.</remarks>
internal sealed class FlowPressure
{
    private readonly int _edgePpm;
    private readonly long _edgeSteps;
    private readonly long _meanStay;
    private SplitMix64 _random;
    private long _left;

    /// <param name="edgePpm">How far it drives the price in so many steps, in millionths of it.</param>
    /// <param name="edgeSteps">Steps, each a trade (of a simple tape) or an order (of a market).</param>
    /// <param name="meanStay">Steps after which it turns on average: it stays 0.4 to 1.6 times as long.</param>
    /// <param name="seed">The tape's.</param>
    public FlowPressure(int edgePpm, long edgeSteps, long meanStay, ulong seed)
    {
        (_edgePpm, _edgeSteps, _meanStay) = (edgePpm, edgeSteps, meanStay);
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
        _left = _meanStay * 2 / 5 + _random.NextBelow(_meanStay * 6 / 5);
        Drive = Sign * (long)((Int128)price * _edgePpm / ((Int128)_edgeSteps * 1_000_000));
    }
}
