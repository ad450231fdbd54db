using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MultiSmc.Core;

/// <summary>Gives a saved state back. Its head and checksum are judged before anything is taken, so that a damaged state changes nothing.</summary>
public sealed class StateReader : StateCarrier
{
    private readonly byte[] _bytes;
    private readonly List<string> _texts = [];
    private int _position = StateWriter.HeadBytes;

    private StateReader(byte[] bytes) => _bytes = bytes;

    /// <inheritdoc/>
    public override bool IsReading => true;

    /// <inheritdoc/>
    protected override string Place => string.Create(CultureInfo.InvariantCulture, $"byte {_position} of {_bytes.Length}");

    /// <summary>Judges the head and the checksum.</summary>
    /// <param name="state">What <see cref="StateWriter.WriteTo"/> gave; copied.</param>
    /// <param name="identity">Of program and configuration here.</param>
    /// <exception cref="StateException">It is cut off, damaged, no state at all, or of another program or configuration.</exception>
    public static StateReader Open(ReadOnlySpan<byte> state, string identity)
    {
        if (state.Length < StateWriter.HeadBytes || BinaryPrimitives.ReadUInt64LittleEndian(state) != StateWriter.Magic)
            throw new StateException($"{state.Length} bytes that do not begin as a saved state does");
        var length = BinaryPrimitives.ReadInt32LittleEndian(state[8..]);
        var body = state[StateWriter.HeadBytes..];
        if (length != body.Length)
            throw new StateException($"a saved state of {length} bytes has {body.Length}: it was cut off or something was added");
        if (Checksum.Compute(body) != BinaryPrimitives.ReadUInt32LittleEndian(state[12..]))
            throw new StateException("a saved state is damaged: its checksum does not fit");
        var reader = new StateReader(state.ToArray());
        reader.Expect("identity", identity);
        return reader;
    }

    /// <summary>Everything has been taken.</summary>
    /// <exception cref="StateException">Something is left.</exception>
    public void End()
    {
        if (_position != _bytes.Length)
            throw Fault("something is left behind the state's end");
    }

    /// <inheritdoc/>
    public override long Int64(long value)
    {
        var carried = Unsigned();
        return (long)(carried >> 1) ^ -(long)(carried & 1);
    }

    /// <inheritdoc/>
    public override double Double(double value) => BitConverter.UInt64BitsToDouble(BinaryPrimitives.ReadUInt64LittleEndian(Take(8)));

    /// <inheritdoc/>
    public override string? Text(string? value)
    {
        var kind = Unsigned();
        if (kind == 0)
            return null;
        if (kind > 1)
            return kind - 2 < (ulong)_texts.Count ? _texts[(int)(kind - 2)] : throw Fault($"text {kind - 2} has not come yet");
        var text = Encoding.UTF8.GetString(Take(Count(0)));
        _texts.Add(text);
        return text;
    }

    /// <inheritdoc/>
    public override int Count(int value)
    {
        var count = Unsigned();
        var left = _bytes.Length - _position;
        return count <= (ulong)left ? (int)count : throw Fault($"{count} items in {left} bytes");
    }

    /// <inheritdoc/>
    public override void Section(string name, int version)
    {
        var found = Text(null);
        if (found != name)
            throw Fault($"'{name}' is expected, '{found}' found");
        var carried = Unsigned();
        if (carried != (ulong)version)
            throw Fault($"'{name}' is of version {carried}, version {version} is known");
    }

    /// <inheritdoc/>
    public override void Expect(string what, string value)
    {
        var found = Text(null);
        if (found != value)
            throw Fault($"another {what}: '{found}', here '{value}'");
    }

    private ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position == _bytes.Length)
                break;
            var next = _bytes[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Fault("a number does not end");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _position)
            throw Fault($"{count} bytes are wanted");
        var taken = _bytes.AsSpan(_position, count);
        _position += count;
        return taken;
    }
}
