using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MultiSmc.Packets;

/// <summary>
/// Folds the changed prices of a packet into its high, low, path and realised variance. Trades that repeat the price before them change
/// none of the four, so only the others (about a third) are gathered and come here, eight or more at a time. A step too long for the series is
/// rare: the vector loops give up there and everything is done again one by one, which keeps calls, and so spills, out of them.
/// </summary>
internal static class MoveFold
{
    /// <summary>Moves are folded in eights; the buffer needs this much room behind the last one for padding.</summary>
    public const int Lanes = 8;

    /// <summary>Folds moves[1 .. count], each against the one before it.</summary>
    /// <param name="moves">The price before, then the changed prices in trade order, then room for <see cref="Lanes"/> more, which is overwritten.</param>
    /// <param name="count">Changed prices.</param>
    /// <param name="state">The packet they belong to.</param>
    /// <param name="path">Instructions to use.</param>
    public static void Fold(ref long moves, int count, ref FormingState state, SimdPath path)
    {
        if (count == 0)
            return;
        if (path == SimdPath.Vector512)
            Fold512(ref moves, count, ref state);
        else if (path == SimdPath.Vector256)
            Fold256(ref moves, count, ref state);
        else
            FoldScalar(ref moves, count, ref state);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FoldScalar(ref long moves, int count, ref FormingState state)
    {
        var high = state.High;
        var low = state.Low;
        var length = state.Path;
        var variance = state.RealisedVariance;
        var previous = moves;
        for (var k = 1; k <= count; k++)
        {
            var price = Unsafe.Add(ref moves, k);
            high = Math.Max(high, price);
            low = Math.Min(low, price);
            length += Math.Abs(price - previous);
            var r = LogReturn.Compute(price, previous);
            variance += r * r;
            previous = price;
        }

        state.High = high;
        state.Low = low;
        state.Path = length;
        state.RealisedVariance = variance;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fold512(ref long moves, int count, ref FormingState state)
    {
        // Padding with the last price adds steps of zero, which change nothing, not even a bit of the variance.
        Vector512.Create(Unsafe.Add(ref moves, count)).StoreUnsafe(ref moves, (nuint)count + 1);
        var high = Vector512.Create(state.High);
        var low = Vector512.Create(state.Low);
        var length = Vector512<long>.Zero;
        var hasJump = false;
        var variance = state.RealisedVariance;
        for (nuint k = 0; k < (nuint)count; k += Lanes)
        {
            var previous = Vector512.LoadUnsafe(ref moves, k);
            var price = Vector512.LoadUnsafe(ref moves, k + 1);
            high = Vector512.Max(high, price);
            low = Vector512.Min(low, price);
            var step = price - previous;
            length += Vector512.Abs(step);
            var z = Vector512.ConvertToDouble(step) / Vector512.ConvertToDouble(price + previous);
            if (Vector512.GreaterThanAny(Vector512.Abs(z), Vector512.Create(LogReturn.SeriesLimit)))
            {
                hasJump = true;
                break;
            }

            var w = z * z;
            var t = Vector512.Create(1.0 / 15) * w + Vector512.Create(1.0 / 13);
            t = t * w + Vector512.Create(1.0 / 11);
            t = t * w + Vector512.Create(1.0 / 9);
            t = t * w + Vector512.Create(1.0 / 7);
            t = t * w + Vector512.Create(1.0 / 5);
            t = t * w + Vector512.Create(1.0 / 3);
            t = t * w + Vector512<double>.One;
            var r = (z + z) * t;
            variance = AddInOrder(r * r, variance);
        }

        if (hasJump)
        {
            FoldScalar(ref moves, count, ref state);
            return;
        }

        state.High = Lane.Max(high);
        state.Low = Lane.Min(low);
        state.Path += Vector512.Sum(length);
        state.RealisedVariance = variance;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fold256(ref long moves, int count, ref FormingState state)
    {
        Vector256.Create(Unsafe.Add(ref moves, count)).StoreUnsafe(ref moves, (nuint)count + 1);
        var high = Vector256.Create(state.High);
        var low = Vector256.Create(state.Low);
        var length = Vector256<long>.Zero;
        var hasJump = false;
        var variance = state.RealisedVariance;
        for (nuint k = 0; k < (nuint)count; k += Lanes / 2)
        {
            var previous = Vector256.LoadUnsafe(ref moves, k);
            var price = Vector256.LoadUnsafe(ref moves, k + 1);
            high = Vector256.Max(high, price);
            low = Vector256.Min(low, price);
            var step = price - previous;
            length += Vector256.Abs(step);
            var z = Vector256.ConvertToDouble(step) / Vector256.ConvertToDouble(price + previous);
            if (Vector256.GreaterThanAny(Vector256.Abs(z), Vector256.Create(LogReturn.SeriesLimit)))
            {
                hasJump = true;
                break;
            }

            var w = z * z;
            var t = Vector256.Create(1.0 / 15) * w + Vector256.Create(1.0 / 13);
            t = t * w + Vector256.Create(1.0 / 11);
            t = t * w + Vector256.Create(1.0 / 9);
            t = t * w + Vector256.Create(1.0 / 7);
            t = t * w + Vector256.Create(1.0 / 5);
            t = t * w + Vector256.Create(1.0 / 3);
            t = t * w + Vector256<double>.One;
            var r = (z + z) * t;
            var squares = r * r;
            variance = variance + squares.GetElement(0) + squares.GetElement(1) + squares.GetElement(2) + squares.GetElement(3);
        }

        if (hasJump)
        {
            FoldScalar(ref moves, count, ref state);
            return;
        }

        state.High = Lane.Max(high);
        state.Low = Lane.Min(low);
        state.Path += Vector256.Sum(length);
        state.RealisedVariance = variance;
    }

    // The sum is strictly in trade order: each addition waits for the one before, but those of neighbouring packets overlap.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double AddInOrder(Vector512<double> squares, double variance)
    {
        ref var first = ref Unsafe.As<Vector512<double>, double>(ref squares);
        variance += first;
        variance += Unsafe.Add(ref first, 1);
        variance += Unsafe.Add(ref first, 2);
        variance += Unsafe.Add(ref first, 3);
        variance += Unsafe.Add(ref first, 4);
        variance += Unsafe.Add(ref first, 5);
        variance += Unsafe.Add(ref first, 6);
        return variance + Unsafe.Add(ref first, 7);
    }
}
