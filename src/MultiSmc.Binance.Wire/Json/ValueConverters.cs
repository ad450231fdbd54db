using System.Text.Json;
using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>A decimal in quotes, read exactly; written with eight decimals, or as short as it goes.</summary>
internal sealed class DecimalConverter<T>(Func<long, T> from, Func<T, long> rawOf, bool isPadded = true) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && FixedPoint.TryParse(reader.ValueSpan, out var raw)
            ? from(raw)
            : throw new JsonException("a plain decimal of at most 8 decimals in quotes that fits 92,233,720,368 is expected");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!isPadded)
        {
            writer.WriteStringValue(FixedPoint.Format(rawOf(value)));
            return;
        }

        Span<byte> text = stackalloc byte[ExchangeDecimal.MaxLength];
        writer.WriteStringValue(text[..ExchangeDecimal.WritePadded(rawOf(value), text)]);
    }
}

/// <summary>An integer with a meaning of its own: ids.</summary>
internal sealed class IntegerConverter<T>(Func<long, T> from, Func<T, long> valueOf) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
            ? from(value)
            : throw new JsonException("an integer of 64 bits is expected");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteNumberValue(valueOf(value));
}

/// <summary>A text with a meaning of its own: assets, names of orders.</summary>
internal sealed class TextConverter<T>(Func<string, T> from, Func<T, string> textOf) : JsonConverter<T>
    where T : struct
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } text ? from(text) : throw new JsonException("a text is expected");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(textOf(value));
}

/// <summary>A word of the exchange; an unknown one is kept.</summary>
internal sealed class WordConverter<T> : JsonConverter<Word<T>>
    where T : struct, Enum
{
    public override Word<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            throw new JsonException("a word in quotes is expected");
        if (!reader.ValueIsEscaped && WordNames<T>.TryFind(reader.ValueSpan, out var value))
            return new Word<T>(value);
        return Words.Parse<T>(reader.GetString() ?? "");
    }

    public override void Write(Utf8JsonWriter writer, Word<T> value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}

/// <summary>
/// A time: milliseconds or microseconds, told apart by size as the exchange does it (10^15 and more is microseconds); -1 is
/// <see cref="ExchangeTime.NotYet"/> in both. Written in the unit that the caller asked for.
/// </summary>
internal sealed class TimeConverter(ExchangeTimeUnit unit) : JsonConverter<Timestamp>
{
    public override Timestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value))
        {
            if (value is >= ExchangeTime.MinMicroseconds and <= ExchangeTime.MaxMicroseconds)
                return Timestamp.FromMicroseconds(value);
            if (value is >= -1 and <= ExchangeTime.MaxMilliseconds)
                return Timestamp.FromMilliseconds(value);
        }

        throw new JsonException("a time in milliseconds or microseconds is expected");
    }

    public override void Write(Utf8JsonWriter writer, Timestamp value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(
            value == ExchangeTime.NotYet ? -1 : value.Nanoseconds / (unit == ExchangeTimeUnit.Microseconds ? 1_000 : 1_000_000));
}

/// <summary>The "buyer is maker" flag.</summary>
internal sealed class AggressorConverter : JsonConverter<AggressorSide>
{
    public override AggressorSide Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.True => AggressorSide.Seller,
        JsonTokenType.False => AggressorSide.Buyer,
        _ => throw new JsonException("true or false is expected"),
    };

    public override void Write(Utf8JsonWriter writer, AggressorSide value, JsonSerializerOptions options) =>
        writer.WriteBooleanValue(value == AggressorSide.Seller);
}

/// <summary>JSON kept as it came.</summary>
internal sealed class RawJsonConverter : JsonConverter<RawJson>
{
    public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new RawJson(document.RootElement.GetRawText());
    }

    public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Text);
}

/// <summary>JSON that we don't understand and keep as it came.</summary>
/// <param name="Text">One whole JSON value.</param>
public readonly record struct RawJson(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
