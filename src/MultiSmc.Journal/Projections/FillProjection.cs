using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>Executions as the kernel booked them, once each, and what is held because of them.</summary>
internal sealed class FillProjection(Statements statements)
{
    private const string Insert = """
        INSERT OR IGNORE INTO fills (session_no, symbol, trade_id, client_order_id, side, price, quantity, quote, fee, fee_asset, liquidity, time, evidence, sequence)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """;

    private const string Position = """
        INSERT INTO positions (session_no, symbol, quantity, bought_quote, sold_quote, fees_quote, updated_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (session_no, symbol) DO UPDATE SET quantity = quantity + ?3, bought_quote = bought_quote + ?4, sold_quote = sold_quote + ?5,
            fees_quote = fees_quote + ?6, updated_at = ?7
        """;

    public void On(in ProjectionPoint point, Fill fill)
    {
        var symbol = point.SymbolOf(fill.Instrument);
        var added = statements.Execute(
            Insert,
            point.Session,
            symbol,
            fill.TradeId.Value,
            fill.ClientOrderId.Value,
            StableNames.Of(fill.Side),
            fill.Price.Raw,
            fill.Quantity.Raw,
            fill.QuoteAmount.Raw,
            fill.Fee.Raw,
            fill.FeeAsset.Code,
            StableNames.Of(fill.Liquidity),
            fill.Time.Nanoseconds,
            fill.Evidence,
            point.Sequence);
        if (added == 0)
            return;
        var isBuy = fill.Side == Side.Buy;
        var feeInBase = fill.FeeAsset == point.InstrumentOf(fill.Instrument)?.Base ? fill.Fee.Raw : 0;
        var feeInQuote = fill.FeeAsset == point.InstrumentOf(fill.Instrument)?.Quote ? fill.Fee.Raw : 0;
        statements.Execute(
            Position,
            point.Session,
            symbol,
            (isBuy ? fill.Quantity.Raw : -fill.Quantity.Raw) - feeInBase,
            isBuy ? fill.QuoteAmount.Raw : 0,
            isBuy ? 0 : fill.QuoteAmount.Raw,
            feeInQuote,
            point.Time.Nanoseconds);
    }
}
