namespace MultiSmc.Structure;

/// <summary>Levels of a zone, rounded to the tick (long down, short up); canonical price units.</summary>
/// <param name="Top">Near border.</param>
/// <param name="Entry">Sweet spot.</param>
/// <param name="Bottom">Far border.</param>
/// <param name="Eq">Equilibrium, the middle of the range.</param>
/// <param name="Sl">Structural stop beyond the origin.</param>
/// <param name="Tp1">First target.</param>
/// <param name="Tp2">Second target.</param>
/// <param name="Tp3">Third target.</param>
public readonly record struct ZoneLevels(long Top, long Entry, long Bottom, long Eq, long Sl, long Tp1, long Tp2, long Tp3)
{
    /// <summary>Levels of a dealing range, measured from the extreme (0) towards the origin (1000 thousandths), each rounded once.</summary>
    /// <param name="side">Long: the origin lies below the extreme.</param>
    /// <param name="origin">Where the leg began, canonical price units.</param>
    /// <param name="ext">The leg's extreme, canonical price units.</param>
    /// <param name="parameters">Thousandths of the levels, buffers and the tick.</param>
    /// <exception cref="ArgumentException">The side is none, or the origin lies on the wrong side of the extreme.</exception>
    /// <exception cref="OverflowException">A level does not fit in 64 bits.</exception>
    public static ZoneLevels Compute(Direction side, long origin, long ext, StructureParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return new ZoneRatios(parameters).Levels(side, origin, ext);
    }
}
