using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Packets;

/// <summary>Which instructions the packet arithmetic uses. All give the same bits.</summary>
internal enum SimdPath
{
    Scalar,
    Vector256,
    Vector512,
}

/// <summary>What this machine can run.</summary>
internal static class SimdPaths
{
    private static bool Has512 => Vector512.IsHardwareAccelerated && Avx512F.IsSupported && Avx512DQ.IsSupported;

    private static bool Has256 => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    /// <summary>The widest one.</summary>
    public static SimdPath Best => Has512 ? SimdPath.Vector512 : Has256 ? SimdPath.Vector256 : SimdPath.Scalar;

    /// <summary>All of them, narrowest first.</summary>
    public static IReadOnlyList<SimdPath> Supported { get; } =
        [.. Enum.GetValues<SimdPath>().Where(path => path == SimdPath.Scalar || (path == SimdPath.Vector256 ? Has256 : Has512))];
}
