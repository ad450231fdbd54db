using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Packets;

namespace MultiSmc.Research;

/// <summary>A file that went into a run: by its bytes, or, of a catalog, by the rows in it, whatever their packing.</summary>
/// <param name="Name">Its name under the data folder, with forward slashes.</param>
/// <param name="Kind">What <paramref name="Size"/> and <paramref name="Hash"/> are of.</param>
/// <param name="Size">How many bytes or rows there are.</param>
/// <param name="Hash">SHA-256 of the bytes in lower-case hex, or the catalog's hash of the rows.</param>
public sealed record DataFileIdentity(string Name, DataIdentityKind Kind, long Size, string Hash)
{
    /// <summary>Size and hash for people: "12 bytes, SHA-256 abcd".</summary>
    public string Text => $"{FigureText.Count(Size)} {(Kind == DataIdentityKind.Bytes ? "bytes, SHA-256" : "rows,")} {Hash}";
}

/// <summary>What tells data from other data.</summary>
public enum DataIdentityKind
{
    /// <summary>The bytes of a file.</summary>
    Bytes,

    /// <summary>The rows of a catalog's day.</summary>
    Rows,
}

/// <summary>What makes a run what it is: the same identity gives the same bytes.</summary>
public sealed record BacktestIdentity
{
    /// <summary>SHA-256 of the effective configuration.</summary>
    public required string ConfigSha256 { get; init; }

    /// <summary>Version of the program.</summary>
    public required string CodeVersion { get; init; }

    /// <summary>Seed of everything random in the simulation.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Model behind the decisions: "none" without one.</summary>
    public required string Model { get; init; }

    /// <summary>Files in the order in which they were read; empty for a synthetic tape.</summary>
    public required IReadOnlyList<DataFileIdentity> Files { get; init; }
}

/// <summary>Facts of one instrument's tape as it was read.</summary>
public sealed record TapeFacts
{
    /// <summary>Trades handed to the kernel.</summary>
    public required long Trades { get; init; }

    /// <summary>Quotes handed to the kernel.</summary>
    public required long Quotes { get; init; }

    /// <summary>Rows that could not be read and were left out.</summary>
    public required long BadRows { get; init; }

    /// <summary>Time of the first trade; null without trades.</summary>
    public required Timestamp? First { get; init; }

    /// <summary>Time of the last trade.</summary>
    public required Timestamp? Last { get; init; }

    /// <summary>Price of the first trade.</summary>
    public required Price FirstPrice { get; init; }

    /// <summary>Price of the last trade.</summary>
    public required Price LastPrice { get; init; }

    /// <summary>Prices along the way, as fine as a report's curves are.</summary>
    public IReadOnlyList<PriceStep> Prices { get; init; } = [];
}

/// <summary>One instrument of a run.</summary>
/// <param name="Instrument">What.</param>
/// <param name="Tape">Its tape.</param>
/// <param name="Counters">What the packet builder counted.</param>
public sealed record InstrumentResult(Instrument Instrument, TapeFacts Tape, PacketCounters Counters);

/// <summary>The run under one fill assumption and one model.</summary>
/// <param name="FillModel">Its name: "trade-through", "queue", "touch".</param>
/// <param name="Model">The model: "none" without one.</param>
/// <param name="Record">Everything that happened.</param>
public sealed record FillModelRun(string FillModel, string Model, RunRecorder Record);

/// <summary>What the tape says became of a zone's order had it been left alone: the label rules, under the strategy's own latency and fees.</summary>
/// <param name="Instrument">Whose.</param>
/// <param name="Outcome">No fill, target, stop, time, or open.</param>
public readonly record struct Counterfactual(InstrumentId Instrument, ZoneOutcome Outcome);

/// <summary>What was assumed about the market, to be named in every report.</summary>
/// <param name="LatencyNs">To the exchange and back, each way, in ns.</param>
/// <param name="MakerFeePpm">Commission of a maker.</param>
/// <param name="TakerFeePpm">Commission of a taker.</param>
/// <param name="SlippageTicks">Ticks a taker pays.</param>
/// <param name="Evidence">"T0" trades only, "T1" with quotes, "T2" with depth.</param>
public sealed record BacktestAssumptions(long LatencyNs, long MakerFeePpm, long TakerFeePpm, int SlippageTicks, string Evidence);

/// <summary>A whole backtest: the configured fill model first, then the others of the band.</summary>
public sealed record BacktestResult
{
    /// <summary>What makes it what it is.</summary>
    public required BacktestIdentity Identity { get; init; }

    /// <summary>The account's currency.</summary>
    public required Asset Currency { get; init; }

    /// <summary>What was assumed.</summary>
    public required BacktestAssumptions Assumptions { get; init; }

    /// <summary>The instruments in the order of their ids.</summary>
    public required IReadOnlyList<InstrumentResult> Instruments { get; init; }

    /// <summary>The configured fill model's run first; trade-through and touch are always among them.</summary>
    public required IReadOnlyList<FillModelRun> Runs { get; init; }

    /// <summary>What the model was trained on; empty without one.</summary>
    public IReadOnlyList<TrainedPeriod> TrainedOn { get; init; } = [];

    /// <summary>Under which probability the model pulled orders, by market; empty without one.</summary>
    public IReadOnlyList<ModelThreshold> Thresholds { get; init; } = [];

    /// <summary>The same run under the configured fill model with every order kept; null when there is no model.</summary>
    public FillModelRun? WithoutModel { get; init; }

    /// <summary>The same run with random models in place of the model: what it has to beat.</summary>
    public IReadOnlyList<FillModelRun> Rivals { get; init; } = [];

    /// <summary>What became of each long zone's order on the tape, by instrument and zone; empty when there is no model.</summary>
    public IReadOnlyList<Counterfactual> Counterfactuals { get; init; } = [];

    /// <summary>Break-even arithmetic of the configuration: win rate at which a leg of 0.5, 1, 2, 3, 5 % costs nothing, by instrument.</summary>
    public required IReadOnlyList<BreakEvenLine> BreakEven { get; init; }
}

/// <summary>Win rate at which trades on dealing ranges of one height cost nothing: entry, stop and target as configured, fees as assumed.</summary>
/// <param name="Instrument">Whose.</param>
/// <param name="RangeBps">Height of the dealing range in basis points.</param>
/// <param name="WinRate">In [0, 1]; above 1 or infinite: never.</param>
public sealed record BreakEvenLine(InstrumentId Instrument, int RangeBps, double WinRate);
