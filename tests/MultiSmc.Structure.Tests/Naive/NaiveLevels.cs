using System.Numerics;

namespace MultiSmc.Structure.Tests;

/// <summary>The levels of a zone, written as the two formulas of the specification in unbounded integers.</summary>
internal static class NaiveLevels
{
    public static ZoneLevels Compute(Direction side, long origin, long ext, StructureParameters p)
    {
        var range = BigInteger.Abs((BigInteger)ext - origin);
        var step = (BigInteger)p.Tick * 1000;
        long Level(BigInteger milli) => side == Direction.Long
            ? (long)(Floor(((BigInteger)ext * 1000) - (range * milli), step) * p.Tick)
            : (long)(Ceiling(((BigInteger)ext * 1000) + (range * milli), step) * p.Tick);
        var buffer = BigInteger.Max((BigInteger)p.SlBufferTicks * p.Tick * 1000, range * p.SlBufferMilli);
        var sl = side == Direction.Long
            ? Floor(((BigInteger)origin * 1000) - buffer, step) * p.Tick
            : Ceiling(((BigInteger)origin * 1000) + buffer, step) * p.Tick;
        return new(
            Level(p.OteTopMilli), Level(p.EntryMilli), Level(p.OteBottomMilli), Level(500), (long)sl, Level(-p.TpMilli[0]), Level(-p.TpMilli[1]), Level(-p.TpMilli[2]));
    }

    private static BigInteger Floor(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static BigInteger Ceiling(BigInteger value, BigInteger divisor) => -Floor(-value, divisor);
}
