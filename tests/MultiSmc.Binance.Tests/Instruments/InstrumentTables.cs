using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Instruments;

public sealed class InstrumentTables
{
    [Theory]
    [InlineData("binance-trades/spot/BTCUSDT-trades-2024-08-08.zip", "BTCUSDT", 2, 5)]
    [InlineData("binance-trades/spot/ETHUSDT-trades-2024-08-08.zip", "ETHUSDT", 2, 4)]
    [InlineData("binance-trades/spot/NEXOUSDT-trades-2024-07-23.zip", "NEXOUSDT", 3, 2)]
    [InlineData("binance-trades/spot/TRXUSDT-trades-2025-03-04.zip", "TRXUSDT", 4, 1)]
    [InlineData("binance-trades/agg-as-trades/LTCUSDT-trades-2025-06-21.zip", "LTCUSDT", 2, 3)]
    [InlineData("binance-spot-ws/nexousdt_20240724.gz", "NEXOUSDT", 3, 2)]
    public void Steps_guessed_from_a_tape_are_those_of_the_table(string file, string symbol, int priceDecimals, int quantityDecimals)
    {
        var guess = InstrumentGuess.FromFile(SharedData.Require(file), TapeOptions.Default);
        Assert.Equal((symbol, priceDecimals, quantityDecimals), (guess.Symbol, guess.PriceDecimals, guess.QuantityDecimals));
        Assert.InRange(guess.Trades, 1_000, 10_000);
        var known = Assert.IsType<InstrumentLookup.Known>(KnownInstruments.Find(symbol, new InstrumentId(4))).Instrument;
        Assert.Equal((known.TickSize, known.LotSize), (guess.TickSize, guess.LotSize));
        var guessed = guess.ToInstrument(new InstrumentId(4));
        Assert.Equal((known.Base, known.Quote, known.TickSize), (guessed?.Base, guessed?.Quote, guessed?.TickSize));
    }

    [Theory]
    [InlineData("BTCUSDT")]
    [InlineData("ETHUSDT")]
    public void Filters_are_those_of_the_recorded_exchange_information(string symbol)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("binance-messages/rest/exchangeInfo.recorded-2025-08-07.json")));
        var filters = document.RootElement.GetProperty("symbols").EnumerateArray().Single(entry => entry.GetProperty("symbol").GetString() == symbol)
            .GetProperty("filters").EnumerateArray().ToDictionary(static filter => filter.GetProperty("filterType").GetString() ?? "");
        long Raw(string filter, string name)
        {
            Assert.True(FixedPoint.TryParse(filters[filter].GetProperty(name).GetString(), out var raw));
            return raw;
        }

        var known = Assert.IsType<InstrumentLookup.Known>(KnownInstruments.Find(symbol, default)).Instrument;
        Assert.Equal(
            (Raw("PRICE_FILTER", "tickSize"), Raw("PRICE_FILTER", "minPrice"), Raw("PRICE_FILTER", "maxPrice")),
            (known.TickSize.Raw, known.MinPrice.Raw, known.MaxPrice.Raw));
        Assert.Equal(
            (Raw("LOT_SIZE", "stepSize"), Raw("LOT_SIZE", "minQty"), Raw("LOT_SIZE", "maxQty")),
            (known.LotSize.Raw, known.MinQuantity.Raw, known.MaxQuantity.Raw));
        Assert.Equal((Raw("NOTIONAL", "minNotional"), Raw("NOTIONAL", "maxNotional")), (known.MinNotional.Raw, known.MaxNotional.Raw));
    }

    [Theory]
    [InlineData("BTCUSD", "BTCUSDT")]
    [InlineData("btcusdc", "BTCUSDT")]
    [InlineData("ETHUDST", "ETHUSDT")]
    [InlineData("SOLEUR", null)]
    public void An_unknown_symbol_is_answered_with_the_nearest_one(string symbol, string? nearest)
    {
        var unknown = Assert.IsType<InstrumentLookup.Unknown>(KnownInstruments.Find(symbol, default));
        Assert.Equal((symbol, nearest), (unknown.Symbol, unknown.Nearest));
        Assert.Contains(symbol, unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTCUSDT-trades-2024-08-08", true)]
    [InlineData("BTCUSDT-aggTrades-2024-08", true)]
    [InlineData("BTCUSDT-klines-2024-08", false)]
    [InlineData("btcusdt_20240808", false)]
    [InlineData("-trades-2024-08", false)]
    public void Archive_names_are_taken_apart(string name, bool isArchive) => Assert.Equal(isArchive, ArchiveName.TryParse(name, out _));
}
