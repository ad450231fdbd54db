using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>What a market endpoint answers: a body, or a refusal (HTTP 400).</summary>
internal abstract record MarketAnswer
{
    private MarketAnswer()
    {
    }

    /// <summary>A body; the same JSON as <c>result</c> on the WebSocket API.</summary>
    /// <param name="Encode">Writes it with times in the given unit. On any thread, and at any later time: its rows are copies.</param>
    public sealed record Body(Func<ExchangeTimeUnit, byte[]> Encode) : MarketAnswer;

    /// <summary>A refusal.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Refused(ApiError Error) : MarketAnswer;

    public static MarketAnswer Of<T>(MessageFormat<T> format, T value)
        where T : class => new Body(unit => format.Encode(value, unit));

    public static MarketAnswer Of(ApiError error) => new Refused(error);

    public static MarketAnswer Of(int code, string message) => new Refused(ApiError.Of(code, message));
}

/// <summary>Texts of refusals that market endpoints share.</summary>
internal static class MarketText
{
    public const string BadInterval = "Invalid interval.";

    public const string BadCombination = "Combination of optional parameters invalid.";

    public const string DuplicateSymbols = "Symbol is present multiple times in the list.";

    public const string BadSymbolStatus = "Invalid symbolStatus.";

    public const string StatusMismatch = "The symbol's status does not match the requested symbolStatus.";

    public const string BadTickerType = "Invalid ticker type.";

    public const string NoReferencePrice = "No reference price found.";

    public static string BadValue(string name) => $"Data sent for parameter '{name}' is not valid.";
}
