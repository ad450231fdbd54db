using System.Text.Json;
using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>A level of a book: <c>["price","quantity"]</c>.</summary>
internal sealed class PriceLevelConverter : JsonConverter<PriceLevel>
{
    public override PriceLevel Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("a level is [price, quantity]");
        var level = new PriceLevel(new Price(ReadDecimal(ref reader)), new Quantity(ReadDecimal(ref reader)));
        // Very old servers sent an empty third element.
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            reader.Skip();
        return level;
    }

    public override void Write(Utf8JsonWriter writer, PriceLevel value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[ExchangeDecimal.MaxLength];
        writer.WriteStartArray();
        writer.WriteStringValue(text[..ExchangeDecimal.WritePadded(value.Price.Raw, text)]);
        writer.WriteStringValue(text[..ExchangeDecimal.WritePadded(value.Quantity.Raw, text)]);
        writer.WriteEndArray();
    }

    private static long ReadDecimal(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && FixedPoint.TryParse(reader.ValueSpan, out var raw)
            ? raw
            : throw new JsonException("a plain decimal of at most 8 decimals in quotes that fits 92,233,720,368 is expected");
}

/// <summary>A candle: an array of twelve values, the last without meaning.</summary>
internal sealed class KlineRowConverter : JsonConverter<KlineRow>
{
    public override KlineRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("a kline is an array of 12 values");
        var row = new KlineRow
        {
            OpenTime = Next<Timestamp>(ref reader, options),
            Open = Next<Price>(ref reader, options),
            High = Next<Price>(ref reader, options),
            Low = Next<Price>(ref reader, options),
            Close = Next<Price>(ref reader, options),
            Volume = Next<Quantity>(ref reader, options),
            CloseTime = Next<Timestamp>(ref reader, options),
            QuoteVolume = Next<Money>(ref reader, options),
            Trades = Next<long>(ref reader, options),
            TakerBuyVolume = Next<Quantity>(ref reader, options),
            TakerBuyQuoteVolume = Next<Money>(ref reader, options),
        };
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            reader.Skip();
        return row;
    }

    public override void Write(Utf8JsonWriter writer, KlineRow value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        Shape.Write(writer, value.OpenTime, options);
        Shape.Write(writer, value.Open, options);
        Shape.Write(writer, value.High, options);
        Shape.Write(writer, value.Low, options);
        Shape.Write(writer, value.Close, options);
        Shape.Write(writer, value.Volume, options);
        Shape.Write(writer, value.CloseTime, options);
        Shape.Write(writer, value.QuoteVolume, options);
        writer.WriteNumberValue(value.Trades);
        Shape.Write(writer, value.TakerBuyVolume, options);
        Shape.Write(writer, value.TakerBuyQuoteVolume, options);
        writer.WriteStringValue("0"u8);
        writer.WriteEndArray();
    }

    private static T Next<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
        where T : struct
    {
        reader.Read();
        return Shape.ReadValue<T>(ref reader, options);
    }
}
