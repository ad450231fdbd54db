using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MultiSmc.Learning;

/// <summary>Writes a JSON document as BSON in one pass; lengths are filled in when their container closes.</summary>
internal sealed class BsonEncoder : IDisposable
{
    private readonly MemoryStream _output = new();

    private BsonEncoder()
    {
    }

    /// <exception cref="ModelFormatException">Not JSON, or it holds what BSON cannot.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ModelValue.MaxDepth });
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new ModelFormatException(ModelFault.Malformed, "the root of a BSON document is an object");
            using var encoder = new BsonEncoder();
            encoder.WriteContainer(ref reader);
            reader.Read();
            return encoder._output.ToArray();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ModelFormatException($"not a JSON model: {e.Message}", e);
        }
    }

    public void Dispose() => _output.Dispose();

    // The reader stands on the opening bracket; afterwards on the closing one. An array is a document whose keys are 0, 1, 2, ...
    private void WriteContainer(ref Utf8JsonReader reader)
    {
        var start = _output.Position;
        var isArray = reader.TokenType == JsonTokenType.StartArray;
        Write(0);
        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            var key = isArray ? index.ToString(CultureInfo.InvariantCulture) : reader.GetString() ?? "";
            if (!isArray)
                reader.Read();
            WriteElement(key, ref reader);
        }

        _output.WriteByte(0);
        BinaryPrimitives.WriteInt32LittleEndian(_output.GetBuffer().AsSpan((int)start), (int)(_output.Position - start));
    }

    private void WriteElement(string key, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteHead(BsonType.Document, key);
                WriteContainer(ref reader);
                break;
            case JsonTokenType.StartArray:
                WriteHead(BsonType.Array, key);
                WriteContainer(ref reader);
                break;
            case JsonTokenType.String:
                WriteHead(BsonType.Text, key);
                WriteText(reader.GetString() ?? "");
                break;
            case JsonTokenType.True or JsonTokenType.False:
                WriteHead(BsonType.Boolean, key);
                _output.WriteByte(reader.TokenType == JsonTokenType.True ? (byte)1 : (byte)0);
                break;
            case JsonTokenType.Number:
                WriteNumber(key, ref reader);
                break;
            default:
                WriteHead(BsonType.Null, key);
                break;
        }
    }

    private void WriteNumber(string key, ref Utf8JsonReader reader)
    {
        // "-0" is a number with a sign that no integer keeps.
        var isWhole = reader.ValueSpan.IndexOfAny(".eE"u8) < 0 && !reader.ValueSpan.SequenceEqual("-0"u8);
        Span<byte> bytes = stackalloc byte[8];
        if (isWhole && reader.TryGetInt32(out var small))
        {
            WriteHead(BsonType.Int32, key);
            Write(small);
        }
        else if (isWhole && reader.TryGetInt64(out var large))
        {
            WriteHead(BsonType.Int64, key);
            BinaryPrimitives.WriteInt64LittleEndian(bytes, large);
            _output.Write(bytes);
        }
        else
        {
            if (!reader.TryGetDouble(out var value) || !double.IsFinite(value))
                throw new ModelFormatException(ModelFault.Malformed, $"the number under \"{key}\" is beyond a double");
            WriteHead(BsonType.Double, key);
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            _output.Write(bytes);
        }
    }

    private void WriteHead(byte type, string key)
    {
        if (key.Contains('\0', StringComparison.Ordinal))
            throw new ModelFormatException(ModelFault.Malformed, "a key holds a zero byte, which ends keys in BSON");
        _output.WriteByte(type);
        _output.Write(Encoding.UTF8.GetBytes(key));
        _output.WriteByte(0);
    }

    private void WriteText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Write(bytes.Length + 1);
        _output.Write(bytes);
        _output.WriteByte(0);
    }

    private void Write(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _output.Write(bytes);
    }
}
