namespace MultiSmc.Simulation;

/// <summary>
/// Which tier and rule decided a fill: "T0" trades only, "T1" with quotes, "T2" with depth, "book" two orders of the exchange. Documented in
/// docs/fill-models.md.
/// </summary>
internal static class Evidence
{
    private static readonly string[][] Prints =
    [
        ["T0/trade-through", "T0/queue", "T0/touch"], ["T1/trade-through", "T1/queue", "T1/touch"], ["T2/trade-through", "T2/queue", "T2/touch"],
    ];

    private static readonly string[] Takers = ["T0/taker", "T1/taker", "T2/taker"];

    /// <summary>Rule 6 at T0: a print of the other aggressor beyond the price.</summary>
    public const string CrossedByPrint = "T0/crossed";

    /// <summary>Rule 6 at T1 and T2: the other side was quoted at or beyond the price.</summary>
    public static string CrossedByQuote(int tier) => tier == 2 ? "T2/crossed" : "T1/crossed";

    /// <summary>Rule 10 at T0: an elected stop, served by a following print.</summary>
    public const string StopByPrint = "T0/stop";

    /// <summary>Two orders of this exchange met.</summary>
    public const string Book = "book";

    /// <summary>Rule 5.</summary>
    /// <param name="tier">Of the instrument's market.</param>
    /// <param name="rule">A print beyond the price is trade-through evidence in every model.</param>
    public static string OfPrint(int tier, FillModel rule) => Prints[tier][(int)rule];

    /// <summary>Rule 11.</summary>
    public static string OfTaker(int tier) => Takers[tier];

    /// <summary>Rule 10 at T1 and T2.</summary>
    public static string OfStop(int tier) => tier == 2 ? "T2/stop" : "T1/stop";
}
