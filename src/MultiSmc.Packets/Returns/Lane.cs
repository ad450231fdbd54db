using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MultiSmc.Packets;

/// <summary>Extremes over the lanes of a vector.</summary>
internal static class Lane
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Max(Vector512<long> v) => Max(Vector256.Max(v.GetLower(), v.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Min(Vector512<long> v) => Min(Vector256.Min(v.GetLower(), v.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Max(Vector256<long> v)
    {
        var half = Vector128.Max(v.GetLower(), v.GetUpper());
        return Math.Max(half.GetElement(0), half.GetElement(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Min(Vector256<long> v)
    {
        var half = Vector128.Min(v.GetLower(), v.GetUpper());
        return Math.Min(half.GetElement(0), half.GetElement(1));
    }
}
