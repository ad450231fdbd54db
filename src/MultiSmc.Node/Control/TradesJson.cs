using System.Text.Json;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>Closed positions as JSON. Amounts are texts: they are exact.</summary>
public static class TradesJson
{
    /// <summary>Writes the array <c>trades</c> into an object that is open.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<TradeRow> trades)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(trades);
        json.WriteStartArray("trades");
        foreach (var trade in trades)
        {
            json.WriteStartObject();
            json.WriteString("session", trade.Session);
            json.WriteString("symbol", trade.Symbol);
            json.WriteNumber("setup", trade.Setup);
            json.WriteString("opened_at", trade.OpenedAt.ToString());
            json.WriteString("closed_at", trade.ClosedAt.ToString());
            json.WriteString("bought", trade.Bought.ToString());
            json.WriteString("bought_quote", trade.BoughtQuote.ToString());
            json.WriteString("sold", trade.Sold.ToString());
            json.WriteString("sold_quote", trade.SoldQuote.ToString());
            json.WriteString("fees", trade.Fees.ToString());
            json.WriteString("net", trade.Net.ToString());
            json.WriteString("reason", trade.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
