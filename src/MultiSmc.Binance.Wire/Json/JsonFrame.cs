using System.Buffers;
using System.Text;
using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>What the frames around messages have in common: parts of a message found without reading them.</summary>
internal static class JsonFrame
{
    private static readonly string[] Keys =
        ["id", "status", "result", "error", "rateLimits", "event", "subscriptionId", "stream", "data", "e", "code", "msg", "method", "params"];

    private static readonly byte[][] Utf8Keys = [.. Keys.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The property's name where it is one of a frame's, without making a string; else "".</summary>
    public static string KeyOf(in Utf8JsonReader reader)
    {
        for (var i = 0; i < Utf8Keys.Length; i++)
        {
            if (reader.ValueTextEquals(Utf8Keys[i]))
                return Keys[i];
        }

        return "";
    }

    /// <summary>The value that the reader stands on, as part of the message; the reader moves to its end.</summary>
    public static ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> message, ref Utf8JsonReader reader)
    {
        var begin = (int)reader.TokenStartIndex;
        reader.Skip();
        return message[begin..(int)reader.BytesConsumed];
    }

    /// <summary>The value that the reader stands on, as text; the reader moves to its end.</summary>
    public static string Slice(ReadOnlySpan<byte> message, ref Utf8JsonReader reader)
    {
        var begin = (int)reader.TokenStartIndex;
        reader.Skip();
        return Encoding.UTF8.GetString(message[begin..(int)reader.BytesConsumed]);
    }

    /// <summary>Why the JSON reader stopped; a text that is not UTF-8 is the only case in which it does not say so by a JsonException.</summary>
    public static string Reason(Exception e) => e is JsonException ? e.Message : "a text is not sound UTF-8";

    /// <summary>Writes one object.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
