using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Spells that come at random, so many a day, and last a while: bursts, outages, lost trades, crashes.</summary>
internal sealed class Spells
{
    private readonly long _meanApartNs;
    private readonly long _shortestNs;
    private readonly long _spreadNs;
    private SplitMix64 _random;

    /// <param name="seed">Of its own generator: a switch moves no other draw.</param>
    /// <param name="startNs">Beginning of time.</param>
    /// <param name="perDay">How many a day on average; 0: never.</param>
    /// <param name="shortestNs">Shortest spell.</param>
    /// <param name="longestNs">Longest spell.</param>
    public Spells(ulong seed, long startNs, int perDay, long shortestNs, long longestNs)
    {
        _random = new SplitMix64(seed);
        (_shortestNs, _spreadNs) = (shortestNs, longestNs - shortestNs);
        _meanApartNs = perDay > 0 ? Timestamp.NanosecondsPerDay / perDay : 0;
        (BeginNs, EndNs) = (long.MaxValue, long.MaxValue);
        if (perDay > 0)
            Plan(startNs);
    }

    /// <summary>Of the current or next spell.</summary>
    public long BeginNs { get; private set; }

    /// <summary>Of the current or next spell.</summary>
    public long EndNs { get; private set; }

    /// <summary>End of the last spell that is over.</summary>
    public long LastEndNs { get; private set; }

    /// <summary>Whether a moment lies in a spell; moments never go back.</summary>
    public bool Covers(long timeNs)
    {
        while (timeNs >= EndNs)
        {
            LastEndNs = EndNs;
            Plan(EndNs);
        }

        return timeNs >= BeginNs;
    }

    private void Plan(long fromNs)
    {
        BeginNs = fromNs + Draw.Exponential(ref _random, _meanApartNs);
        EndNs = BeginNs + _shortestNs + _random.NextBelow(_spreadNs + 1);
    }
}
