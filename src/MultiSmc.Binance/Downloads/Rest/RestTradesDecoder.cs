using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Reads the answer of <c>historicalTrades</c>: an array of trades, ids rising. Unknown fields are passed over.</summary>
internal static class RestTradesDecoder
{
    private const int MostDigits = 64;

    /// <summary>Reads all rows.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Decode(ReadOnlySpan<byte> json, long fromId, List<RestTrade> trades)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return "it is no array of trades";
            var lastId = fromId - 1;
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                if (!TryRead(ref reader, out var trade))
                    return $"its trade after id {lastId} cannot be read";
                if (trade.Tick.Id <= lastId)
                    return $"its ids do not rise: {trade.Tick.Id} after {lastId}";
                lastId = trade.Tick.Id;
                trades.Add(trade);
            }

            return reader.TokenType == JsonTokenType.EndArray ? null : "it is no array of trades";
        }
        catch (JsonException exception)
        {
            return $"it is no JSON ({exception.Message})";
        }
    }

    private static bool TryRead(ref Utf8JsonReader reader, out RestTrade trade)
    {
        const int all = 0b11_1111;
        long id = 0, price = 0, quantity = 0, quote = 0, time = 0;
        var (isBuyerMaker, isBestMatch, seen, isGood) = (false, true, 0, true);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var bit = reader.ValueTextEquals("id") ? 1 : reader.ValueTextEquals("price") ? 2 : reader.ValueTextEquals("qty") ? 4
                : reader.ValueTextEquals("quoteQty") ? 8 : reader.ValueTextEquals("time") ? 16 : reader.ValueTextEquals("isBuyerMaker") ? 32
                : reader.ValueTextEquals("isBestMatch") ? 64 : 0;
            reader.Read();
            seen |= bit;
            switch (bit)
            {
                case 1:
                    isGood &= reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out id);
                    break;
                case 2:
                    isGood &= TryDecimal(ref reader, out price) && price > 0;
                    break;
                case 4:
                    isGood &= TryDecimal(ref reader, out quantity) && quantity > 0;
                    break;
                case 8:
                    isGood &= TryDecimal(ref reader, out quote);
                    break;
                case 16:
                    isGood &= reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out time);
                    break;
                case 32:
                    isGood &= TryFlag(ref reader, out isBuyerMaker);
                    break;
                case 64:
                    isGood &= TryFlag(ref reader, out isBestMatch);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        trade = default;
        if (!isGood || (seen & all) != all || id < 0 || !ExchangeTime.TryRead(time, out var moment))
            return false;
        var aggressor = isBuyerMaker ? AggressorSide.Seller : AggressorSide.Buyer;
        trade = new RestTrade(new TradeTick(id, moment, new Price(price), new Quantity(quantity), aggressor), new Money(quote), isBestMatch);
        return true;
    }

    private static bool TryDecimal(ref Utf8JsonReader reader, out long raw)
    {
        raw = 0;
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueSpan.Length > MostDigits)
            return false;
        return FixedPoint.TryParse(reader.ValueSpan, out raw);
    }

    private static bool TryFlag(ref Utf8JsonReader reader, out bool isTrue)
    {
        isTrue = reader.TokenType == JsonTokenType.True;
        return isTrue || reader.TokenType == JsonTokenType.False;
    }
}
