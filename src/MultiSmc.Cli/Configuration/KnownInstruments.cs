using MultiSmc.Core;

namespace MultiSmc.Cli.Configuration;

/// <summary>
/// Trading rules of a few symbols, so that a first backtest needs no exchange. As the exchange's exchangeInfo gave them in August 2025 for
/// BTCUSDT and ETHUSDT; of the others only steps and the smallest order, without upper bounds. A file's `instrument` section wins.
/// </summary>
internal static class KnownInstruments
{
    /// <summary>The rules of a symbol, or null. The id is for the caller to set.</summary>
    public static Instrument? Find(string symbol) => symbol switch
    {
        "BTCUSDT" => Bounded(symbol, "BTC", lotSize: 1_000),
        "ETHUSDT" => Bounded(symbol, "ETH", lotSize: 10_000),
        "LTCUSDT" => Usdt(symbol, "LTC", tickSize: 1_000_000, lotSize: 100_000),
        "NEXOUSDT" => Usdt(symbol, "NEXO", tickSize: 100_000, lotSize: 1_000_000),
        "TRXUSDT" => Usdt(symbol, "TRX", tickSize: 10_000, lotSize: 10_000_000),
        _ => null,
    };

    private static Instrument Bounded(string symbol, string asset, long lotSize) => Usdt(symbol, asset, tickSize: 1_000_000, lotSize) with
    {
        MaxPrice = new Price(1_000_000 * FixedPoint.Scale),
        MaxQuantity = new Quantity(9_000 * FixedPoint.Scale),
        MaxNotional = new Money(9_000_000 * FixedPoint.Scale),
    };

    private static Instrument Usdt(string symbol, string asset, long tickSize, long lotSize) => new()
    {
        Id = default,
        Symbol = symbol,
        Base = new Asset(asset),
        Quote = new Asset("USDT"),
        TickSize = new Price(tickSize),
        LotSize = new Quantity(lotSize),
        MinPrice = new Price(tickSize),
        MinQuantity = new Quantity(lotSize),
        MinNotional = new Money(5 * FixedPoint.Scale),
    };
}
