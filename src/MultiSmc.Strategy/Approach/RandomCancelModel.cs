using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>
/// Pulls orders by chance at a given rate, once for each zone: what a model has to beat. The same seed pulls the same zones.
/// </summary>
/// <param name="rate">Share of zones whose order is pulled, in [0, 1].</param>
/// <param name="seed">Another seed, other zones.</param>
public sealed class RandomCancelModel(double rate, ulong seed) : IApproachModel
{
    /// <inheritdoc/>
    public string Id => "random";

    /// <inheritdoc/>
    public ReadOnlySpan<float> LastFeatures => [];

    /// <inheritdoc/>
    public void OnSegmentBreak()
    {
    }

    /// <inheritdoc/>
    public void OnPacket(in Packet packet)
    {
    }

    /// <inheritdoc/>
    public void Carry(StateCarrier state, long oldest) => state.Expect("chance", string.Create(CultureInfo.InvariantCulture, $"{rate:R} {seed}"));

    /// <inheritdoc/>
    public ApproachVerdict Evaluate(in Zone zone, long price)
    {
        // A generator of its own for each zone: the verdict does not depend on how often or in which order it is asked.
        var generator = new SplitMix64(seed * 0x9E3779B97F4A7C15 + (ulong)zone.Id);
        return new ApproachVerdict(VerdictKind.Judged, generator.NextDouble() < rate ? 0 : 1);
    }
}
