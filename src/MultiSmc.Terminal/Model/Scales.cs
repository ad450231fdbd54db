using MultiSmc.Core;

namespace MultiSmc.Terminal;

/// <summary>An instrument's units turned into what the page reads.</summary>
internal sealed class Scales(Instrument instrument)
{
    private readonly double _quote = FixedPoint.PowersOfTen[instrument.PriceUnits.Decimals] * (double)FixedPoint.PowersOfTen[instrument.QuantityUnits.Decimals];

    /// <summary>Amounts of the quote asset as people read them.</summary>
    public Amounts Amounts { get; } = new(instrument.Quote);

    /// <summary>A fixed-point price in canonical units, rounded down where it is no multiple (an average).</summary>
    public long Units(Price price) => instrument.PriceUnits.FloorToUnits(price.Raw);

    /// <summary>A canonical price as the fixed point.</summary>
    public Price Price(long units) => new(instrument.PriceUnits.ToRaw(units));

    /// <summary>Canonical quote value in quote units: for display.</summary>
    public double Quote(long units) => units / _quote;

    /// <summary>Milliseconds since the epoch.</summary>
    public static long Ms(Timestamp time) => time.Nanoseconds / 1_000_000;

    /// <summary>Milliseconds since the epoch.</summary>
    public static long Ms(long nanoseconds) => nanoseconds / 1_000_000;

    /// <summary>A number that JSON can hold, or null.</summary>
    public static double? Finite(double value) => double.IsFinite(value) ? value : null;

    /// <summary>A number that JSON can hold; 0 when it is none.</summary>
    public static double OrZero(double value) => double.IsFinite(value) ? value : 0;
}
