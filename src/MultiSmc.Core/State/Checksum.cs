using System.Buffers.Binary;
using System.Numerics;

namespace MultiSmc.Core;

/// <summary>CRC-32C (Castagnoli), by the processor's own instruction where it has one.</summary>
public static class Checksum
{
    /// <summary>Of <paramref name="bytes"/>, going on from <paramref name="start"/> (the checksum of what stands before them, or 0).</summary>
    public static uint Compute(ReadOnlySpan<byte> bytes, uint start = 0)
    {
        var crc = ~start;
        for (; bytes.Length >= 8; bytes = bytes[8..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var each in bytes)
            crc = BitOperations.Crc32C(crc, each);
        return ~crc;
    }
}
