namespace MultiSmc.Core;

/// <summary>The project's random generator: small, seeded, the same on every machine (Steele, Lea, Flood 2014).</summary>
public struct SplitMix64
{
    private ulong _state;

    /// <param name="seed">Same seed, same numbers.</param>
    public SplitMix64(ulong seed) => _state = seed;

    /// <summary>Saves where the generator stands, or gives the one that was saved.</summary>
    public readonly SplitMix64 Carried(StateCarrier state) => new(unchecked((ulong)state.Int64(unchecked((long)_state))));

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1), from the top 53 bits.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, exclusiveMax), by modulo: the bias is below 2^-40 for the ranges used here.</summary>
    public long NextBelow(long exclusiveMax) => (long)(Next() % (ulong)exclusiveMax);
}
