using System.Globalization;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>What a request weighs with its parameters.</summary>
internal static class Weights
{
    private const int RatesWeight = 20;

    public static int Of(Endpoint endpoint, ParameterList parameters)
    {
        var hasSymbol = parameters.Has("symbol");
        if (endpoint == Endpoints.Depth)
            return Endpoints.DepthWeight(int.TryParse(parameters.Find("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : 100);
        if (endpoint == Endpoints.TickerPrice || endpoint == Endpoints.TickerBook)
            return Endpoints.TickerWeight(hasSymbol);
        if (endpoint == Endpoints.TickerDay)
            return Endpoints.DayTickerWeight(hasSymbol ? 1 : SymbolsIn(parameters));
        if (endpoint == Endpoints.OpenOrders)
            return Endpoints.OpenOrdersWeight(hasSymbol);
        if (endpoint == Endpoints.MyTrades)
            return Endpoints.MyTradesWeight(parameters.Has("orderId"));
        if (endpoint == Endpoints.ExecutionRules)
            return Math.Clamp(2 * (hasSymbol ? 1 : SymbolsIn(parameters)), 2, endpoint.Weight);
        if (endpoint == Endpoints.PreventedMatches)
            return parameters.Has("preventedMatchId") ? 2 : endpoint.Weight;
        return endpoint == Endpoints.TestOrder && parameters.Find("computeCommissionRates") == "true" ? RatesWeight : endpoint.Weight;
    }

    /// <summary>How many symbols a JSON array names, by its commas; 0: none.</summary>
    private static int SymbolsIn(ParameterList parameters) => parameters.Find("symbols") is { Length: > 2 } text ? text.Count(static c => c == ',') + 1 : 0;
}
