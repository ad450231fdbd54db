using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

/// <summary>Executions for fixtures.</summary>
internal static class Fills
{
    public static Fill Make(Timestamp time, ClientOrderId id, Side side, Liquidity liquidity, string quantity, string quote) => new()
    {
        TradeId = new TradeId(1),
        Instrument = Fixtures.Btc,
        ClientOrderId = id,
        Side = side,
        Price = Fixtures.At("100"),
        Quantity = Fixtures.Qty(quantity),
        QuoteAmount = Fixtures.Usd(quote),
        Fee = Money.Zero,
        FeeAsset = RunBuilder.Usdt,
        Liquidity = liquidity,
        Time = time,
        Evidence = "T0/taker",
    };

    /// <summary>A stop that triggered, or a sale at market.</summary>
    public static Fill TakenSale(Timestamp time, string id, string quantity, string quote) =>
        Make(time, new ClientOrderId(id), Side.Sell, Liquidity.Taker, quantity, quote);
}
