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
        return type switch
        {
            "PRICE_FILTER" => Shape.Read<SymbolFilter.PriceFilter>(ref reader, options),
            "LOT_SIZE" => Shape.Read<SymbolFilter.LotSize>(ref reader, options),
            "MARKET_LOT_SIZE" => Shape.Read<SymbolFilter.MarketLotSize>(ref reader, options),
            "PERCENT_PRICE" => Shape.Read<SymbolFilter.PercentPrice>(ref reader, options),
            "PERCENT_PRICE_BY_SIDE" => Shape.Read<SymbolFilter.PercentPriceBySide>(ref reader, options),
            "MIN_NOTIONAL" => Shape.Read<SymbolFilter.MinimumNotional>(ref reader, options),
            "NOTIONAL" => Shape.Read<SymbolFilter.Notional>(ref reader, options),
            "MAX_POSITION" => Shape.Read<SymbolFilter.MaxPosition>(ref reader, options),
            "TRAILING_DELTA" => Shape.Read<SymbolFilter.TrailingDelta>(ref reader, options),
            "MAX_ASSET" => Shape.Read<SymbolFilter.MaxAsset>(ref reader, options),
            _ => new SymbolFilter.Unknown(type, Shape.ReadValue<RawJson>(ref reader, options)),
        };
    }

    public override void Write(Utf8JsonWriter writer, SymbolFilter value, JsonSerializerOptions options)
    {
        if (value is SymbolFilter.Unknown unknown)
        {
            writer.WriteRawValue(unknown.Json.Text);
            return;
        }

        if (value is not SymbolFilter.CountLimit count)
        {
            JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("filterType"u8, count.FilterType);
        writer.WriteNumber(KeyOf(count.Kind), count.Limit);
        writer.WriteEndObject();
    }

    private static int ReadLimit(ref Utf8JsonReader reader, CountFilter kind)
    {
        var key = KeyOf(kind);
        int? limit = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isLimit = reader.ValueTextEquals(key);
            reader.Read();
            if (isLimit)
            {
                limit = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value)
                    ? value
                    : throw new JsonException(key + ": a number is expected");
            }

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
