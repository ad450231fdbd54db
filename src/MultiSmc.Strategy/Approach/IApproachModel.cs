using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>What a model says of an order that price comes near to.</summary>
public enum VerdictKind : byte
{
    /// <summary>There is no model: the order stays.</summary>
    NoModel,

    /// <summary>It gave a probability.</summary>
    Judged,

    /// <summary>It failed.</summary>
    Failed,
}

/// <summary>A model's word.</summary>
/// <param name="Kind">Whether it judged.</param>
/// <param name="Probability">That the trade wins if it fills, calibrated, in [0, 1]; NaN unless judged.</param>
/// <param name="Margin">What the trees add up to, before calibration; NaN unless judged by trees.</param>
public readonly record struct ApproachVerdict(VerdictKind Kind, double Probability, double Margin = double.NaN);

/// <summary>Judges the order flow as price comes near a waiting order. One for each instrument.</summary>
public interface IApproachModel
{
    /// <summary>Name of the model in decisions: "none" without one.</summary>
    string Id { get; }

    /// <summary>Data was lost: windows start anew.</summary>
    void OnSegmentBreak();

    /// <summary>A packet closed; structure has taken it in.</summary>
    void OnPacket(in Packet packet);

    /// <summary>Judges a zone at a price in canonical units, as of the last closed packet.</summary>
    ApproachVerdict Evaluate(in Zone zone, long price);

    /// <summary>What the last evaluation looked at, in the schema's order; valid until the next one, empty where nothing was.</summary>
    ReadOnlySpan<float> LastFeatures { get; }

    /// <summary>Saves what later verdicts depend on, or takes what was saved into a fresh model of the same name.</summary>
    /// <param name="state">Where to or from.</param>
    /// <param name="oldest">No zone whose leg begins before this packet is judged any more.</param>
    void Carry(StateCarrier state, long oldest);
}

/// <summary>No model: every order stays.</summary>
public sealed class NoModel : IApproachModel
{
    /// <inheritdoc/>
    public string Id => "none";

    /// <inheritdoc/>
    public void OnSegmentBreak()
    {
    }

    /// <inheritdoc/>
    public void OnPacket(in Packet packet)
    {
    }

    /// <inheritdoc/>
    public ApproachVerdict Evaluate(in Zone zone, long price) => new(VerdictKind.NoModel, double.NaN);

    /// <inheritdoc/>
    public ReadOnlySpan<float> LastFeatures => [];

    /// <inheritdoc/>
    public void Carry(StateCarrier state, long oldest)
    {
        // nothing is remembered
    }
}
