using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MultiSmc.Learning;

/// <summary>Reads a model written as Universal Binary JSON (ubjson.org, draft 12): big-endian, with typed and counted containers.</summary>
internal ref struct UbjsonReader
{
    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private UbjsonReader(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <exception cref="ModelFormatException">The bytes are cut off or not UBJSON.</exception>
    public static ModelValue Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new UbjsonReader(bytes);
        var root = reader.ReadValue(reader.TakeMarker(), 0);
        return reader._at == bytes.Length ? root : throw reader.Malformed("something follows the model");
    }

    private ModelValue ReadValue(byte marker, int depth)
    {
        if (depth > ModelValue.MaxDepth)
            throw Malformed("nested too deep");
        switch (marker)
        {
            case (byte)'{':
                return ReadObject(depth);
            case (byte)'[':
                return ReadArray(depth);
            case (byte)'S':
                return new ModelValue.Text(TakeText(TakeLength(TakeMarker())));
            case (byte)'C':
                return new ModelValue.Text(((char)Take(1)[0]).ToString(CultureInfo.InvariantCulture));
            case (byte)'H':
                var digits = TakeText(TakeLength(TakeMarker()));
                return double.TryParse(digits, CultureInfo.InvariantCulture, out var wide)
                    && float.TryParse(digits, CultureInfo.InvariantCulture, out var single)
                    ? new ModelValue.Numbers([wide], [single], true)
                    : throw Malformed($"\"{digits}\" is not a number");
            case (byte)'Z':
                return new ModelValue.Nothing();
            case (byte)'T':
                return new ModelValue.Numbers([1], [1], true);
            case (byte)'F':
                return new ModelValue.Numbers([0], [0], true);
            default:
                return ReadNumbers(marker, 1, isScalar: true);
        }
    }

    private ModelValue.Map ReadObject(int depth)
    {
        var (type, count) = TakeContainerHead();
        var fields = new SortedDictionary<string, ModelValue>(StringComparer.Ordinal);
        for (var i = 0; count < 0 || i < count; i++)
        {
            var marker = TakeMarker();
            if (count < 0 && marker == (byte)'}')
                break;
            var key = TakeText(TakeLength(marker));
            if (!fields.TryAdd(key, ReadValue(type == 0 ? TakeMarker() : type, depth + 1)))
                throw Malformed($"\"{key}\" stands twice in one object");
        }

        return new ModelValue.Map(fields);
    }

    private ModelValue ReadArray(int depth)
    {
        var (type, count) = TakeContainerHead();
        if (type != 0 && WidthOf(type) > 0)
            return ReadNumbers(type, count, isScalar: false);
        var items = new ModelValue.ArrayBuilder();
        for (var i = 0; count < 0 || i < count; i++)
        {
            var marker = type == 0 ? TakeMarker() : type;
            if (count < 0 && marker == (byte)']')
                break;
            items.Add(ReadValue(marker, depth + 1));
        }

        return items.Build();
    }

    // "$" type and "#" count, both optional; a type needs a count. Count −1: up to the closing bracket.
    private (byte Type, int Count) TakeContainerHead()
    {
        byte type = 0;
        if (Peek() == (byte)'$')
        {
            _at++;
            type = Take(1)[0];
            if (Peek() != (byte)'#')
                throw Malformed("a typed container has no count");
        }

        if (Peek() != (byte)'#')
            return (type, -1);
        _at++;
        // Every element takes at least a byte (values of no width are refused as types), so a count beyond the rest is a lie.
        if (type is (byte)'Z' or (byte)'T' or (byte)'F' or (byte)'N')
            throw Malformed("a container of values without content");
        var count = TakeLength(TakeMarker());
        return count <= _bytes.Length - _at ? (type, count) : throw Truncated();
    }

    private ModelValue.Numbers ReadNumbers(byte type, int count, bool isScalar)
    {
        var width = WidthOf(type);
        if (width == 0)
            throw Malformed($"unknown marker 0x{type:x2}");
        if ((long)count * width > _bytes.Length - _at)
            throw Truncated();
        var source = Take(count * width);
        var wide = new double[count];
        var single = new float[count];
        for (var i = 0; i < count; i++)
        {
            var item = source.Slice(i * width, width);
            (wide[i], single[i]) = type switch
            {
                (byte)'i' => Both((sbyte)item[0]),
                (byte)'U' => Both(item[0]),
                (byte)'I' => Both(BinaryPrimitives.ReadInt16BigEndian(item)),
                (byte)'l' => Both(BinaryPrimitives.ReadInt32BigEndian(item)),
                (byte)'L' => Both(BinaryPrimitives.ReadInt64BigEndian(item)),
                (byte)'d' => (BinaryPrimitives.ReadSingleBigEndian(item), BinaryPrimitives.ReadSingleBigEndian(item)),
                _ => (BinaryPrimitives.ReadDoubleBigEndian(item), (float)BinaryPrimitives.ReadDoubleBigEndian(item)),
            };
        }

        return new ModelValue.Numbers(wide, single, isScalar);
    }

    private static (double Wide, float Single) Both(long value) => (value, value);

    private static int WidthOf(byte type) => type switch
    {
        (byte)'i' or (byte)'U' => 1,
        (byte)'I' => 2,
        (byte)'l' or (byte)'d' => 4,
        (byte)'L' or (byte)'D' => 8,
        _ => 0,
    };

    private int TakeLength(byte marker)
    {
        if (marker is not ((byte)'i' or (byte)'U' or (byte)'I' or (byte)'l' or (byte)'L'))
            throw Malformed($"marker 0x{marker:x2} where a length belongs");
        var length = ReadNumbers(marker, 1, isScalar: true).Wide[0];
        if (length < 0)
            throw Malformed("a negative length");
        return length <= _bytes.Length ? (int)length : throw Truncated();
    }

    private string TakeText(int length)
    {
        var bytes = Take(length);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Malformed("a text is not UTF-8");
    }

    private byte TakeMarker()
    {
        byte marker;
        do
            marker = Take(1)[0];
        while (marker == (byte)'N');
        return marker;
    }

    private readonly byte Peek() => _at < _bytes.Length ? _bytes[_at] : throw Truncated();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _bytes.Length - _at)
            throw Truncated();
        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private readonly ModelFormatException Truncated() => new(ModelFault.Truncated, $"the UBJSON data ends in the middle, at byte {_bytes.Length}");

    private readonly ModelFormatException Malformed(string what) => new(ModelFault.Malformed, $"not a UBJSON model: {what}, before byte {_at}");
}
