using MultiSmc.Core;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>Short words for values in hand-computed fixtures.</summary>
internal static class Fixtures
{
    /// <summary>2025-06-02, a Monday, 00:00 UTC.</summary>
    public static readonly Timestamp Monday = new(20_241 * Timestamp.NanosecondsPerDay);

    public static readonly InstrumentId Btc = new(0);

    public static readonly InstrumentId Eth = new(1);

    public static Money Usd(string amount) => new(Raw(amount));

    public static Price At(string price) => new(Raw(price));

    public static Quantity Qty(string quantity) => new(Raw(quantity));

    public static Duration Hours(double hours) => new((long)(hours * 3_600_000_000_000));

    public static Timestamp Day(double days) => Monday + Hours(days * 24);

    public static IReadOnlyList<EquityPoint> Days(params string[] equity) =>
        [.. equity.Select((amount, day) => new EquityPoint(Day(day), Usd(amount)))];

    public static IReadOnlyList<EquitySample> Curve(IReadOnlyList<EquityPoint> points) => EquityCurve.Merge(points, []);

    /// <summary>One base unit bought at 100 and sold so that the net result is <paramref name="net"/>; risk 10, opened at <see cref="Monday"/>, held an hour.</summary>
    public static RoundTrip Trip(string net, string fees = "0") => new()
    {
        Setup = 0,
        Zone = 0,
        Kind = BreakKind.Bos,
        OpenedAt = Monday,
        ClosedAt = Monday + Hours(1),
        Bought = Qty("1"),
        BoughtQuote = Usd("100"),
        Sold = Qty("1"),
        SoldQuote = Usd("100") + Usd(net) + Usd(fees),
        FeeBase = Money.Zero,
        FeeQuote = Usd(fees),
        FeeOther = Money.Zero,
        Dust = Quantity.Zero,
        DustValue = Money.Zero,
        Stop = At("90"),
        Target = At("120"),
        InitialRisk = Usd("10"),
        Reason = ExitReason.Target,
        Lowest = At("100"),
        Highest = At("100"),
    };

    public static IReadOnlyList<RoundTrip> Trips(params string[] nets) => [.. nets.Select(net => Trip(net))];

    private static long Raw(string text) => FixedPoint.TryParse(text, out var raw) ? raw : throw new ArgumentException(text);
}
