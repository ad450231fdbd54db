using System.Globalization;
using System.Text.Json;

namespace MultiSmc.Research;

/// <summary>What a tape looks like as JSON: the figures of <see cref="TapeFigures"/> in numbers; null where there is too little to tell.</summary>
public static class TapeJson
{
    private static readonly double[] Shares = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99];

    /// <summary>Writes a tape's name and figures into the open object. Times are in seconds, amounts in the quote asset.</summary>
    public static void Write(Utf8JsonWriter json, NamedTape tape)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(tape);
        var figures = tape.Statistics;
        json.WriteString("name", tape.Name);
        json.WriteNumber("trades", figures.Count);
        json.WriteNumber("orders", figures.Orders);
        json.Ratio("seconds", figures.Seconds);
        json.WriteNumber("missing_ids", figures.MissingIds);
        json.Ratio("trades_per_second", figures.TradesPerSecond);
        json.Ratio("trades_per_order", figures.TradesPerOrder);
        json.Ratio("same_time_share", figures.SameTimeShare);
        json.Ratio("same_side_share", figures.SameSideShare);
        json.Ratio("unchanged_price_share", figures.UnchangedShare);
        Quantiles(json, "order_gap_seconds", figures.GapQuantile);
        Quantiles(json, "side_run_trades", figures.RunQuantile);
        Quantiles(json, "quote_amount", figures.QuoteQuantile);
        json.Ratio("mean_quote_amount", figures.MeanQuote);
        json.Ratio("amount_tail_index", figures.SizeTailIndex);
        Lengths(json, "dispersion", [1, 10, 60, 600], figures.Dispersion);
        Lengths(json, "volatility_bps_per_root_second", [1, 10, 60], figures.Volatility);
        Lengths(json, "kurtosis", [1, 10, 60], figures.Kurtosis);
        Lengths(json, "volatility_memory", [1, 10, 60], figures.VolatilityMemory);
        json.Ratio("tick_return_bps", figures.TickReturnBps);
        json.WriteStartObject("side_autocorrelation");
        foreach (var (lag, value) in figures.SideMemory)
            json.Ratio(lag.ToString(CultureInfo.InvariantCulture), value);
        json.WriteEndObject();
        json.Ratio("flow_to_next_return", figures.FlowCorrelation);
        json.Ratio("flow_to_next_return_chance", figures.FlowChance);
    }

    private static void Quantiles(Utf8JsonWriter json, string name, Func<double, double?> quantile)
    {
        json.WriteStartObject(name);
        foreach (var share in Shares)
            json.Ratio(string.Create(CultureInfo.InvariantCulture, $"p{share * 100:0}"), quantile(share));
        json.WriteEndObject();
    }

    private static void Lengths(Utf8JsonWriter json, string name, int[] seconds, Func<int, double?> figure)
    {
        json.WriteStartObject(name);
        foreach (var length in seconds)
            json.Ratio(string.Create(CultureInfo.InvariantCulture, $"{length}s"), figure(length));
        json.WriteEndObject();
    }
}
