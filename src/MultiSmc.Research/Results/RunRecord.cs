using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>An entry order from its sending to its end.</summary>
public sealed record EntryRecord
{
    /// <summary>What was traded.</summary>
    public required InstrumentId Instrument { get; init; }

    /// <summary>Setup and zone it belongs to.</summary>
    public required StrategyTrace.EntryPlaced Placed { get; init; }

    /// <summary>When the cancel was sent, or null.</summary>
    public Timestamp? CancelSentAt { get; internal set; }

    /// <summary>Why: "zone-expired", "reprice", "model"; empty when it was not cancelled.</summary>
    public string CancelReason { get; internal set; } = "";

    /// <summary>The exchange's words when it was refused; else empty.</summary>
    public string Refusal { get; internal set; } = "";

    /// <summary>Base filled.</summary>
    public Quantity Filled { get; internal set; }

    /// <summary>Quote exchanged.</summary>
    public Money FilledQuote { get; internal set; }

    /// <summary>First fill's time at the exchange, or null.</summary>
    public Timestamp? FirstFillAt { get; internal set; }

    /// <summary>Last price of the instrument when the cancel was sent; zero when it was not.</summary>
    public Price LastPriceAtCancel { get; internal set; }
}

/// <summary>A zone with its last state.</summary>
/// <param name="Instrument">Whose.</param>
/// <param name="Zone">As last seen.</param>
public readonly record struct ZoneRecord(InstrumentId Instrument, Zone Zone);

/// <summary>A strategy's step.</summary>
/// <param name="Instrument">Whose.</param>
/// <param name="Trace">The step.</param>
public readonly record struct TraceRecord(InstrumentId Instrument, StrategyTrace Trace);

/// <summary>Something a person should know.</summary>
/// <param name="Instrument">Whose.</param>
/// <param name="Time">When.</param>
/// <param name="Alert">What.</param>
public readonly record struct AlertRecord(InstrumentId Instrument, Timestamp Time, Alert Alert);

/// <summary>Equity at a moment, marked to the last price.</summary>
/// <param name="Time">When.</param>
/// <param name="Equity">In the account's currency.</param>
public readonly record struct EquityPoint(Timestamp Time, Money Equity);
