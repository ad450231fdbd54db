using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MultiSmc.Core;

/// <summary>Saves a state as bytes: a head with program, configuration, length and checksum, then what was carried. Little endian, no type names, no reflection.</summary>
public sealed class StateWriter : StateCarrier
{
    /// <summary>"MSMCSTAT" as a little-endian number.</summary>
    internal const ulong Magic = 0x5441_5453_434D_534D;

    /// <summary>Magic, length of the rest, checksum of the rest.</summary>
    internal const int HeadBytes = 16;

    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal); // looked up; never iterated
    private byte[] _bytes;
    private int _length = HeadBytes;

    /// <param name="identity">Of program and configuration: only a reader that names the same takes the state.</param>
    /// <param name="capacity">Bytes to make room for at first.</param>
    public StateWriter(string identity, int capacity = 64 * 1024)
    {
        _bytes = new byte[Math.Max(capacity, HeadBytes)];
        Expect("identity", identity);
    }

    /// <inheritdoc/>
    public override bool IsReading => false;

    /// <inheritdoc/>
    protected override string Place => string.Create(CultureInfo.InvariantCulture, $"saving, byte {_length}");

    /// <inheritdoc/>
    public override long Int64(long value)
    {
        Unsigned((ulong)((value << 1) ^ (value >> 63)));
        return value;
    }

    /// <inheritdoc/>
    public override double Double(double value)
    {
        Reserve(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_length), BitConverter.DoubleToUInt64Bits(value));
        _length += 8;
        return value;
    }

    /// <inheritdoc/>
    public override string? Text(string? value)
    {
        if (value is null)
        {
            Unsigned(0);
        }
        else if (_texts.TryGetValue(value, out var known))
        {
            Unsigned((ulong)known + 2);
        }
        else
        {
            _texts.Add(value, _texts.Count);
            var count = Encoding.UTF8.GetByteCount(value);
            Unsigned(1);
            Unsigned((ulong)count);
            Reserve(count);
            _length += Encoding.UTF8.GetBytes(value, _bytes.AsSpan(_length));
        }

        return value;
    }

    /// <inheritdoc/>
    public override int Count(int value)
    {
        Unsigned((ulong)value);
        return value;
    }

    /// <inheritdoc/>
    public override void Section(string name, int version)
    {
        Text(name);
        Unsigned((ulong)version);
    }

    /// <inheritdoc/>
    public override void Expect(string what, string value) => Text(value);

    /// <summary>Writes the head and hands everything over; nothing can be carried afterwards.</summary>
    public void WriteTo(IBufferWriter<byte> to)
    {
        ArgumentNullException.ThrowIfNull(to);
        var body = _bytes.AsSpan(HeadBytes, _length - HeadBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(8), body.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(12), Checksum.Compute(body));
        to.Write(_bytes.AsSpan(0, _length));
    }

    private void Unsigned(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _bytes[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_length++] = (byte)value;
    }

    private void Reserve(int count)
    {
        if (_bytes.Length - _length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + count));
    }
}
