using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MultiSmc.Learning;

/// <summary>Reads BSON and writes it as JSON. Every length is checked against its container before it is believed.</summary>
internal ref struct BsonDecoder
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly Utf8JsonWriter _writer;
    private int _at;

    private BsonDecoder(ReadOnlySpan<byte> bytes, Utf8JsonWriter writer)
    {
        _bytes = bytes;
        _writer = writer;
    }

    /// <exception cref="ModelFormatException">Not BSON, cut off, or of a type that models do not have.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> bson)
    {
        var output = new ArrayBufferWriter<byte>(bson.Length + 256);
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { MaxDepth = ModelValue.MaxDepth }))
        {
            var decoder = new BsonDecoder(bson, writer);
            decoder.ReadContainer(isArray: false, end: bson.Length, depth: 1);
            if (decoder._at != bson.Length)
                throw decoder.Malformed("something follows the model");
        }

        return output.WrittenSpan.ToArray();
    }

    private void ReadContainer(bool isArray, int end, int depth)
    {
        if (depth > ModelValue.MaxDepth)
            throw Malformed($"nested deeper than {ModelValue.MaxDepth}");
        var start = _at;
        var length = TakeInt32(end);
        if (length < 5)
            throw Malformed($"a document of {length} bytes");
        if (length > end - start)
            throw Truncated();
        var last = start + length - 1;
        if (isArray)
            _writer.WriteStartArray();
        else
            _writer.WriteStartObject();
        while (_at < last)
        {
            var type = Take(1, last)[0];
            var key = TakeKey(last);
            if (!isArray)
                _writer.WritePropertyName(key);
            ReadElement(type, key, last, depth);
        }

        if (_bytes[last] != 0)
            throw Malformed("a document does not end with a zero byte");
        _at = last + 1;
        if (isArray)
            _writer.WriteEndArray();
        else
            _writer.WriteEndObject();
    }

    private void ReadElement(byte type, ReadOnlySpan<byte> key, int end, int depth)
    {
        switch (type)
        {
            case BsonType.Document or BsonType.Array:
                ReadContainer(type == BsonType.Array, end, depth + 1);
                break;
            case BsonType.Text:
                _writer.WriteStringValue(TakeText(end));
                break;
            case BsonType.Int32:
                _writer.WriteNumberValue(TakeInt32(end));
                break;
            case BsonType.Int64:
                _writer.WriteNumberValue(BinaryPrimitives.ReadInt64LittleEndian(Take(8, end)));
                break;
            case BsonType.Double:
                WriteDouble(BinaryPrimitives.ReadDoubleLittleEndian(Take(8, end)), key);
                break;
            case BsonType.Boolean:
                var flag = Take(1, end)[0];
                _writer.WriteBooleanValue(flag <= 1 ? flag == 1 : throw Malformed($"a boolean of {flag}"));
                break;
            case BsonType.Null:
                _writer.WriteNullValue();
                break;
            case BsonType.ObjectId:
                _writer.WriteStringValue(Convert.ToHexStringLower(Take(12, end)));
                break;
            default:
                throw new ModelFormatException(
                    ModelFault.Unsupported, $"not supported: BSON type 0x{type:x2} under \"{Encoding.UTF8.GetString(key)}\"");
        }
    }

    // Shortest text that reads back to this double; always told apart from an integer, so that a second conversion keeps the type.
    private readonly void WriteDouble(double value, ReadOnlySpan<byte> key)
    {
        if (!double.IsFinite(value))
            {
            throw new ModelFormatException(
                ModelFault.Malformed, $"\"{Encoding.UTF8.GetString(key)}\" is {value.ToString(CultureInfo.InvariantCulture)}");
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        _writer.WriteRawValue(text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text, skipInputValidation: true);
    }

    private ReadOnlySpan<byte> TakeText(int end)
    {
        var length = TakeInt32(end);
        if (length < 1)
            throw Malformed($"a text of {length} bytes");
        var bytes = Take(length, end);
        if (bytes[^1] != 0)
            throw Malformed("a text does not end with a zero byte");
        return Utf8.IsValid(bytes) ? bytes[..^1] : throw Malformed("a text is not UTF-8");
    }

    private ReadOnlySpan<byte> TakeKey(int end)
    {
        var length = _bytes[_at..end].IndexOf((byte)0);
        if (length < 0)
            throw Malformed("a key without an end");
        var key = Take(length, end);
        _at++;
        return Utf8.IsValid(key) ? key : throw Malformed("a key is not UTF-8");
    }

    private int TakeInt32(int end) => BinaryPrimitives.ReadInt32LittleEndian(Take(4, end));

    private ReadOnlySpan<byte> Take(int count, int end)
    {
        if (count > end - _at)
            throw Truncated();
        var taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private readonly ModelFormatException Truncated() => new(ModelFault.Truncated, $"the BSON data end in the middle of a value, at byte {_at}");

    private readonly ModelFormatException Malformed(string what) => new(ModelFault.Malformed, $"not a BSON model: {what}, before byte {_at}");
}
