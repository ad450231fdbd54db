using System.Buffers.Binary;
using System.Text;

namespace MultiSmc.Journal;

/// <summary>Reads what <see cref="ByteWriter"/> wrote. Anything that does not fit is <see cref="InvalidDataException"/>, never a read beyond the end.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Remaining => _bytes.Length - Position;

    public byte ReadByte() => Take(1)[0];

    public ulong ReadUnsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new InvalidDataException("a number has more than ten bytes");
    }

    public long ReadSigned()
    {
        var value = ReadUnsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public ulong ReadFixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public uint ReadFixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public double ReadDouble() => BitConverter.UInt64BitsToDouble(ReadFixed64());

    public string? ReadText()
    {
        var count = ReadUnsigned();
        return count == 0 ? null : Encoding.UTF8.GetString(Take(checked((int)Math.Min(count - 1, int.MaxValue))));
    }

    /// <summary>Length of a list; never more than there are bytes, so that a damaged one can't ask for all memory.</summary>
    public int ReadCount()
    {
        var count = ReadUnsigned();
        return count <= (ulong)Remaining ? (int)count : throw new InvalidDataException($"{count} items in {Remaining} bytes");
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Remaining)
            throw new InvalidDataException($"{count} bytes are wanted at {Position}, {Remaining} are left");
        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
