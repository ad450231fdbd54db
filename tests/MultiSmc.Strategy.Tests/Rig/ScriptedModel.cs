using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Strategy.Tests;

/// <summary>A model whose word the test sets.</summary>
internal sealed class ScriptedModel : IApproachModel
{
    public ApproachVerdict Next { get; set; } = new(VerdictKind.Judged, 0.9);

    public int Asked { get; private set; }

    public ReadOnlySpan<float> LastFeatures => [];

    public string Id => "scripted";

    public void OnSegmentBreak()
    {
    }

    public void OnPacket(in Packet packet)
    {
    }

    public void Carry(StateCarrier state, long oldest)
    {
    }

    public ApproachVerdict Evaluate(in Zone zone, long price)
    {
        Asked++;
        return Next;
    }
}
