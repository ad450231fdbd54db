namespace MultiSmc.Packets;

/// <summary>What the price changes of a packet add up to.</summary>
internal struct MoveSums
{
    public long High;
    public long Low;
    public long Path;
    public double RealisedVariance;
}
