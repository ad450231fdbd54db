using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MultiSmc.Packets;

/// <summary>
/// Folds changed prices into high, low, path and realised variance. Trades that repeat the price before them change none of the four, so only the
/// others (about a third) are gathered and come here: first the squared returns of the whole run, eight at a time and blind to packets; then, packet
/// by packet, the sums. The variance is summed strictly in trade order, one addition waiting for the other, but the chains of neighbouring packets overlap.
/// </summary>
internal static class MoveFold
{
    /// <summary>Moves are squared in eights; the buffers need this much room behind the last one.</summary>
    public const int Lanes = 8;

    /// <summary>Squared log returns: squares[k] of moves[k + 1] against moves[k].</summary>
    /// <param name="moves">The price before, then the changed prices in trade order, then room for <see cref="Lanes"/> more, which is overwritten.</param>
    /// <param name="count">Changed prices.</param>
    /// <param name="squares">Room for <paramref name="count"/> and <see cref="Lanes"/> more.</param>
    /// <param name="path">Instructions to use.</param>
    public static void Square(ref long moves, int count, ref double squares, SimdPath path)
    {
        if (path == SimdPath.Vector512)
            Square512(ref moves, count, ref squares);
        else if (path == SimdPath.Vector256)
            Square256(ref moves, count, ref squares);
        else
            SquareScalar(ref moves, count, ref squares);
    }

    /// <summary>Adds moves[1 .. count], whose squares are in squares[0 .. count − 1].</summary>
    public static void Sum(ref long moves, int count, ref double squares, ref MoveSums sums, SimdPath path)
    {
        var variance = sums.RealisedVariance;
        for (var k = 0; k < count; k++)
            variance += Unsafe.Add(ref squares, k);
        sums.RealisedVariance = variance;
        if (path == SimdPath.Vector512)
            Stretch512(ref moves, count, ref sums);
        else if (path == SimdPath.Vector256)
            Stretch256(ref moves, count, ref sums);
        else
            StretchScalar(ref moves, count, ref sums);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SquareScalar(ref long moves, int count, ref double squares)
    {
        for (var k = 0; k < count; k++)
        {
            var r = LogReturn.Compute(Unsafe.Add(ref moves, k + 1), Unsafe.Add(ref moves, k));
            Unsafe.Add(ref squares, k) = r * r;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Square512(ref long moves, int count, ref double squares)
    {
        // Behind the last move stands its price again: steps of zero, never a jump.
        Vector512.Create(Unsafe.Add(ref moves, count)).StoreUnsafe(ref moves, (nuint)count + 1);
        for (nuint k = 0; k < (nuint)count; k += Lanes)
        {
            var previous = Vector512.LoadUnsafe(ref moves, k);
            var price = Vector512.LoadUnsafe(ref moves, k + 1);
            var z = Vector512.ConvertToDouble(price - previous) / Vector512.ConvertToDouble(price + previous);
            var w = z * z;
            var t = Vector512.Create(1.0 / 15) * w + Vector512.Create(1.0 / 13);
            t = t * w + Vector512.Create(1.0 / 11);
            t = t * w + Vector512.Create(1.0 / 9);
            t = t * w + Vector512.Create(1.0 / 7);
            t = t * w + Vector512.Create(1.0 / 5);
            t = t * w + Vector512.Create(1.0 / 3);
            t = t * w + Vector512<double>.One;
            var r = (z + z) * t;
            (r * r).StoreUnsafe(ref squares, k);
            if (Vector512.GreaterThanAny(Vector512.Abs(z), Vector512.Create(LogReturn.SeriesLimit)))
                SquareScalar(ref Unsafe.Add(ref moves, k), Lanes, ref Unsafe.Add(ref squares, k));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Square256(ref long moves, int count, ref double squares)
    {
        Vector256.Create(Unsafe.Add(ref moves, count)).StoreUnsafe(ref moves, (nuint)count + 1);
        for (nuint k = 0; k < (nuint)count; k += Lanes / 2)
        {
            var previous = Vector256.LoadUnsafe(ref moves, k);
            var price = Vector256.LoadUnsafe(ref moves, k + 1);
            var z = Vector256.ConvertToDouble(price - previous) / Vector256.ConvertToDouble(price + previous);
            var w = z * z;
            var t = Vector256.Create(1.0 / 15) * w + Vector256.Create(1.0 / 13);
            t = t * w + Vector256.Create(1.0 / 11);
            t = t * w + Vector256.Create(1.0 / 9);
            t = t * w + Vector256.Create(1.0 / 7);
            t = t * w + Vector256.Create(1.0 / 5);
            t = t * w + Vector256.Create(1.0 / 3);
            t = t * w + Vector256<double>.One;
            var r = (z + z) * t;
            (r * r).StoreUnsafe(ref squares, k);
            if (Vector256.GreaterThanAny(Vector256.Abs(z), Vector256.Create(LogReturn.SeriesLimit)))
                SquareScalar(ref Unsafe.Add(ref moves, k), Lanes / 2, ref Unsafe.Add(ref squares, k));
        }
    }

    private static void StretchScalar(ref long moves, int count, ref MoveSums sums)
    {
        var (high, low, length, previous) = (sums.High, sums.Low, sums.Path, moves);
        for (var k = 1; k <= count; k++)
        {
            var price = Unsafe.Add(ref moves, k);
            high = Math.Max(high, price);
            low = Math.Min(low, price);
            length += Math.Abs(price - previous);
            previous = price;
        }

        (sums.High, sums.Low, sums.Path) = (high, low, length);
    }

    private static void Stretch512(ref long moves, int count, ref MoveSums sums)
    {
        var high = Vector512.Create(sums.High);
        var low = Vector512.Create(sums.Low);
        var length = Vector512<long>.Zero;
        // The last vector reaches into the next packet's moves: there the last price stands in for them.
        var last = Vector512.Create(Unsafe.Add(ref moves, count));
        for (var k = 0; k < count; k += Lanes)
        {
            var isOurs = Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count - k));
            var price = Vector512.ConditionalSelect(isOurs, Vector512.LoadUnsafe(ref moves, (nuint)k + 1), last);
            var previous = Vector512.ConditionalSelect(isOurs, Vector512.LoadUnsafe(ref moves, (nuint)k), last);
            high = Vector512.Max(high, price);
            low = Vector512.Min(low, price);
            length += Vector512.Abs(price - previous);
        }

        sums.High = Lane.Max(high);
        sums.Low = Lane.Min(low);
        sums.Path += Vector512.Sum(length);
    }

    private static void Stretch256(ref long moves, int count, ref MoveSums sums)
    {
        var high = Vector256.Create(sums.High);
        var low = Vector256.Create(sums.Low);
        var length = Vector256<long>.Zero;
        var last = Vector256.Create(Unsafe.Add(ref moves, count));
        for (var k = 0; k < count; k += Lanes / 2)
        {
            var isOurs = Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count - k));
            var price = Vector256.ConditionalSelect(isOurs, Vector256.LoadUnsafe(ref moves, (nuint)k + 1), last);
            var previous = Vector256.ConditionalSelect(isOurs, Vector256.LoadUnsafe(ref moves, (nuint)k), last);
            high = Vector256.Max(high, price);
            low = Vector256.Min(low, price);
            length += Vector256.Abs(price - previous);
        }

        sums.High = Lane.Max(high);
        sums.Low = Lane.Min(low);
        sums.Path += Vector256.Sum(length);
    }
}
