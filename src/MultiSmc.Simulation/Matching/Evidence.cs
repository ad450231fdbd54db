namespace MultiSmc.Simulation;

/// <summary>Which tier and rule decided a fill: "T0" trades only, "T1" with quotes. Documented in docs/fill-models.md.</summary>
internal static class Evidence
{
    private static readonly string[] Tape = ["T0/trade-through", "T0/queue", "T0/touch"];
    private static readonly string[] Quoted = ["T1/trade-through", "T1/queue", "T1/touch"];

    /// <summary>Rule 6 at T0: a print of the other aggressor beyond the price.</summary>
    public const string CrossedByPrint = "T0/crossed";

    /// <summary>Rule 6 at T1: the other side was quoted at or beyond the price.</summary>
    public const string CrossedByQuote = "T1/crossed";

    /// <summary>Rule 10 at T0: an elected stop, served by a following print.</summary>
    public const string StopByPrint = "T0/stop";

    /// <summary>Rule 5.</summary>
    /// <param name="hasQuote">T1 rather than T0.</param>
    /// <param name="rule">A print beyond the price is trade-through evidence in every model.</param>
    public static string OfPrint(bool hasQuote, FillModel rule) => (hasQuote ? Quoted : Tape)[(int)rule];

    /// <summary>Rule 11.</summary>
    public static string OfTaker(bool hasQuote) => hasQuote ? "T1/taker" : "T0/taker";

    /// <summary>Rule 10 at T1.</summary>
    public const string StopByQuote = "T1/stop";
}
