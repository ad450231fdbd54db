using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MultiSmc.Packets;

/// <summary>
/// Asks for the rows of the next window while this one is worked on: a kernel only touches what the scan has brought into the cache, so without it
/// memory would idle in the meantime.
/// </summary>
internal static class Ahead
{
    private const nuint Rows = BatchPacketBuilder.Window + 64;

    /// <summary>One line of eight rows from each column. Addresses past the end are harmless: a prefetch never faults.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Fetch(ref long prices, ref long quantities, ref long ids, ref long times, nuint row)
    {
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref ids, row + Rows)));
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref times, row + Rows)));
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref prices, row + Rows)));
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref quantities, row + Rows)));
    }
}
