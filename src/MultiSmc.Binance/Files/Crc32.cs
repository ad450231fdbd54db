using System.Runtime.InteropServices;

namespace MultiSmc.Binance;

/// <summary>The CRC-32 of zip files (reflected polynomial 0xEDB88320), sixteen bytes a step over sixteen tables.</summary>
/// <remarks>The framework's zip reader does not check it, and a changed bit inside a number would go unnoticed.</remarks>
internal sealed class Crc32
{
    private const int Slices = 16;
    private static readonly uint[] Table = Build();
    private uint _state = uint.MaxValue;

    /// <summary>The checksum of all bytes so far.</summary>
    public uint Value => ~_state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = _state;
        var table = Table;
        if (BitConverter.IsLittleEndian)
        {
            var words = MemoryMarshal.Cast<byte, uint>(bytes[..(bytes.Length & ~(Slices - 1))]);
            for (var i = 0; i + 3 < words.Length; i += 4)
                crc = Four(table, words[i] ^ crc, 12) ^ Four(table, words[i + 1], 8) ^ Four(table, words[i + 2], 4) ^ Four(table, words[i + 3], 0);
            bytes = bytes[(words.Length * sizeof(uint))..];
        }

        foreach (var value in bytes)
            crc = table[(byte)(crc ^ value)] ^ (crc >> 8);
        _state = crc;
    }

    private static uint Four(uint[] table, uint word, int slice) =>
        table[(slice + 3) * 256 + (int)(word & 0xFF)]
        ^ table[(slice + 2) * 256 + (int)((word >> 8) & 0xFF)]
        ^ table[(slice + 1) * 256 + (int)((word >> 16) & 0xFF)]
        ^ table[slice * 256 + (int)(word >> 24)];

    private static uint[] Build()
    {
        var table = new uint[Slices * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            table[i] = crc;
        }

        for (var i = 256; i < table.Length; i++)
            table[i] = (table[i - 256] >> 8) ^ table[(byte)table[i - 256]];
        return table;
    }
}
