using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MultiSmc.Learning;

/// <summary>An array that begins on a cache line, so that no vector of it straddles two: half of what unaligned 64-byte loads cost. Pinned for
/// that.</summary>
internal sealed class AlignedMemory<T>
    where T : unmanaged
{
    private const int CacheLine = 64;

    private readonly T[] _array;
    private readonly int _start;

    public AlignedMemory(int length)
    {
        Length = length;
        _array = GC.AllocateArray<T>(length + CacheLine / Unsafe.SizeOf<T>(), pinned: true);
        var over = (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_array, 0) % CacheLine);
        _start = over == 0 ? 0 : (CacheLine - over) / Unsafe.SizeOf<T>();
    }

    public int Length { get; }

    public Span<T> Span => _array.AsSpan(_start, Length);

    public ref T First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _start);
}
