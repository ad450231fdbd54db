using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MultiSmc.Binance.Wire;

/// <summary>Reads a filter by its type, wherever in the object that stands.</summary>
internal sealed class SymbolFilterConverter : JsonConverter<SymbolFilter>
{
    public override SymbolFilter Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var type = Peek.Text(reader, "filterType"u8) ?? throw new JsonException("a filter with a filterType is expected");
        if (WordNames<CountFilter>.TryFind(type, out var count))
            return new SymbolFilter.CountLimit(count, ReadLimit(ref reader, count));
        SymbolFilter? filter = type switch
        {
            "PRICE_FILTER" => Read<SymbolFilter.PriceFilter>(ref reader, options),
            "LOT_SIZE" => Read<SymbolFilter.LotSize>(ref reader, options),
            "MARKET_LOT_SIZE" => Read<SymbolFilter.MarketLotSize>(ref reader, options),
            "PERCENT_PRICE" => Read<SymbolFilter.PercentPrice>(ref reader, options),
            "PERCENT_PRICE_BY_SIDE" => Read<SymbolFilter.PercentPriceBySide>(ref reader, options),
            "MIN_NOTIONAL" => Read<SymbolFilter.MinimumNotional>(ref reader, options),
            "NOTIONAL" => Read<SymbolFilter.Notional>(ref reader, options),
            "MAX_POSITION" => Read<SymbolFilter.MaxPosition>(ref reader, options),
            "TRAILING_DELTA" => Read<SymbolFilter.TrailingDelta>(ref reader, options),
            "MAX_ASSET" => Read<SymbolFilter.MaxAsset>(ref reader, options),
            _ => new SymbolFilter.Unknown(type, Read<RawJson>(ref reader, options)),
        };
        return filter ?? throw new JsonException("a filter is expected");
    }

    public override void Write(Utf8JsonWriter writer, SymbolFilter value, JsonSerializerOptions options)
    {
        if (value is SymbolFilter.Unknown unknown)
        {
            writer.WriteRawValue(unknown.Json.Text);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("filterType"u8, value.FilterType);
        if (value is SymbolFilter.CountLimit count)
        {
            writer.WriteNumber(KeyOf(count.Kind), count.Limit);
        }
        else
        {
            // The case's own properties, without the braces around them.
            var fields = JsonSerializer.SerializeToElement(value, options.GetTypeInfo(value.GetType()));
            foreach (var field in fields.EnumerateObject())
                field.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static T? Read<T>(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

    private static int ReadLimit(ref Utf8JsonReader reader, CountFilter kind)
    {
        var key = KeyOf(kind);
        int? limit = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLimit = reader.ValueTextEquals(key);
            reader.Read();
            if (isLimit)
                limit = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value) ? value : throw new JsonException(key + ": a number is expected");
            reader.Skip();
        }

        return limit ?? throw new JsonException(key + " is missing");
    }

    private static string KeyOf(CountFilter kind) => kind switch
    {
        CountFilter.IcebergParts => "limit",
        CountFilter.MaxNumOrders or CountFilter.ExchangeMaxNumOrders => "maxNumOrders",
        CountFilter.MaxNumAlgoOrders or CountFilter.ExchangeMaxNumAlgoOrders => "maxNumAlgoOrders",
        CountFilter.MaxNumIcebergOrders or CountFilter.ExchangeMaxNumIcebergOrders => "maxNumIcebergOrders",
        CountFilter.MaxNumOrderAmends => "maxNumOrderAmends",
        _ => "maxNumOrderLists",
    };
}

/// <summary>Reads the symbols of exchangeInfo row by row, so that a row we can't read is set aside.</summary>
internal sealed class SymbolRowsConverter : JsonConverter<SymbolRows>
{
    public override SymbolRows Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("an array of symbols is expected");
        var type = (JsonTypeInfo<SymbolInfo>)options.GetTypeInfo(typeof(SymbolInfo));
        var read = new List<SymbolInfo>();
        var refused = new List<MessageFault>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var row = reader;
            // Judges the row's JSON first: what throws behind this is its content alone.
            reader.Skip();
            try
            {
                read.Add(JsonSerializer.Deserialize(ref row, type) ?? throw new JsonException("it is null"));
            }
            catch (JsonException e)
            {
                refused.Add(JsonFaults.Of("exchangeInfo symbol " + (NameOf(row) ?? $"number {read.Count + refused.Count}"), e));
            }
        }

        return new SymbolRows([.. read], [.. refused]);
    }

    public override void Write(Utf8JsonWriter writer, SymbolRows value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<SymbolInfo>)options.GetTypeInfo(typeof(SymbolInfo));
        writer.WriteStartArray();
        foreach (var row in value.Read)
            JsonSerializer.Serialize(writer, row, type);
        writer.WriteEndArray();
    }

    // The reader was advanced by the failed attempt or not; either way the name is only for people.
    private static string? NameOf(in Utf8JsonReader row) => row.TokenType == JsonTokenType.StartObject ? Peek.Text(row, "symbol"u8) : null;
}
