using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Browser.Tests;

/// <summary>A model that says what the test wants it to say.</summary>
internal sealed class Judge
{
    /// <summary>Under this the order is pulled.</summary>
    public const double Threshold = 0.55;

    private double _says = 0.80;

    /// <summary>The probability of its next words.</summary>
    public double Says
    {
        get => Volatile.Read(ref _says);
        set => Volatile.Write(ref _says, value);
    }

    public IApproachModel Create() => new Model(this);

    private sealed class Model(Judge judge) : IApproachModel
    {
        private readonly float[] _features = new float[38];

        public string Id => "judge";

        public ReadOnlySpan<float> LastFeatures => _features;

        public void OnSegmentBreak()
        {
        }

        public void OnPacket(in Packet packet)
        {
        }

        public ApproachVerdict Evaluate(in Zone zone, long price) => new(VerdictKind.Judged, judge.Says);

        public void Carry(StateCarrier state, long oldest)
        {
        }
    }
}
