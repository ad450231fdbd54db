using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Cli.Configuration;

/// <summary>A whole, checked configuration. Immutable; nothing in it is a text still to be parsed.</summary>
internal sealed record BacktestConfiguration
{
    /// <summary>The file it came from, as the user named it.</summary>
    public required string File { get; init; }

    /// <summary>Full path of the data folder.</summary>
    public required string DataRoot { get; init; }

    /// <summary>First moment of the recordings to use; null for their beginning.</summary>
    public required Timestamp? DataFrom { get; init; }

    /// <summary>Moment before which they end; null for their end.</summary>
    public required Timestamp? DataTo { get; init; }

    /// <summary>Full path of the folder of models.</summary>
    public required string ModelsRoot { get; init; }

    /// <summary>Balances at the start, in ordinal order of assets, nothing locked.</summary>
    public required IReadOnlyList<AssetBalance> Balances { get; init; }

    /// <summary>What the exchange takes.</summary>
    public required FeeConfiguration Fees { get; init; }

    /// <summary>What is traded; at least one, all with one quote asset. Instrument ids count from 0 in this order.</summary>
    public required IReadOnlyList<SymbolConfiguration> Symbols { get; init; }

    /// <summary>Limits.</summary>
    public required RiskConfiguration Risk { get; init; }

    /// <summary>The simulated exchange.</summary>
    public required ExecutionConfiguration Execution { get; init; }

    /// <summary>The exchange of paper and live trading.</summary>
    public required ExchangeConfiguration Exchange { get; init; }

    /// <summary>How a node runs.</summary>
    public required NodeConfiguration Node { get; init; }

    /// <summary>The page of a running node.</summary>
    public required TerminalConfiguration Terminal { get; init; }

    /// <summary>Who is told of what happens.</summary>
    public required NotificationsConfiguration Notifications { get; init; }

    /// <summary>What a run leaves behind.</summary>
    public required ReportConfiguration Report { get; init; }

    /// <summary>SHA-256 of the effective values, in lower-case hex; the same on every machine. See <see cref="ConfigurationHash"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>Every effective value with what set it, in the order of the table.</summary>
    public required IReadOnlyList<EffectiveValue> Effective { get; init; }

    /// <summary>The asset the account is kept in.</summary>
    public Asset QuoteAsset => Symbols[0].Instrument.Quote;
}

/// <summary>One traded symbol.</summary>
internal sealed record SymbolConfiguration
{
    /// <summary>The exchange's rules; its id is the symbol's place in the file.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>File names and globs under the data folder, see <see cref="DataFiles.Find"/>; none where the recordings are in a catalog.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Use recorded best bids and asks where there are any.</summary>
    public required bool UsesQuotes { get; init; }

    /// <summary>Name of the model that judges the order flow; null for none.</summary>
    public required string? Model { get; init; }

    /// <summary>Trades to packets.</summary>
    public required PacketParameters Packets { get; init; }

    /// <summary>Packets to structure.</summary>
    public required StructureParameters Structure { get; init; }

    /// <summary>The trading plan.</summary>
    public required StrategyConfiguration Strategy { get; init; }
}

/// <summary>Asset in which fees are taken.</summary>
internal enum FeeAsset
{
    /// <summary>What the fill brings: base for a buy, quote for a sell.</summary>
    Received,

    /// <summary>BNB, with a discount.</summary>
    Bnb,
}

/// <summary>What the exchange takes of each fill.</summary>
internal sealed record FeeConfiguration
{
    /// <summary>Parts per million of a resting order's fill.</summary>
    public required long MakerPpm { get; init; }

    /// <summary>Parts per million of a taking fill.</summary>
    public required long TakerPpm { get; init; }

    /// <summary>Asset it is taken in.</summary>
    public required FeeAsset PayIn { get; init; }

    /// <summary>Discount on the fee when paid in BNB.</summary>
    public required long BnbDiscountPpm { get; init; }

    /// <summary>Quote price of one BNB; set whenever fees are paid in BNB.</summary>
    public required Price? BnbPrice { get; init; }
}

/// <summary>Limits. Shares are of the equity in quote units.</summary>
internal sealed record RiskConfiguration
{
    /// <summary>What one trade may lose at its stop.</summary>
    public required long RiskPpm { get; init; }

    /// <summary>Largest value of one order.</summary>
    public required long MaxNotionalPpm { get; init; }

    /// <summary>Largest value of all positions and entries together.</summary>
    public required long MaxExposurePpm { get; init; }

    /// <summary>Most positions open at once, over all symbols.</summary>
    public required int MaxPositions { get; init; }

    /// <summary>Most positions open at once in one symbol.</summary>
    public required int MaxPositionsPerSymbol { get; init; }

    /// <summary>Loss within a UTC day that ends that day's entries; 0 is off.</summary>
    public required long DailyLossPpm { get; init; }

    /// <summary>Fall from the highest equity that ends all entries; 0 is off.</summary>
    public required long DrawdownHaltPpm { get; init; }

    /// <summary>What all stops together may lose; 0 is off.</summary>
    public required long MaxTotalRiskPpm { get; init; }

    /// <summary>Furthest that an entry may lie below the last price; 0 is off.</summary>
    public required long PriceCollarPpm { get; init; }

    /// <summary>Most entries sent in any minute; 0 is off.</summary>
    public required int MaxEntriesPerMinute { get; init; }

    /// <summary>Age of a trade at which entries are locked; zero is off.</summary>
    public required Duration MaxDataAge { get; init; }
}

/// <summary>When a resting order fills against recorded trades.</summary>
internal enum FillModelChoice
{
    /// <summary>A trade printed beyond its price.</summary>
    TradeThrough,

    /// <summary>Also at its price, behind the queue.</summary>
    Queue,

    /// <summary>The first trade at its price.</summary>
    Touch,
}

/// <summary>The simulated exchange, and how patiently an exchange is asked.</summary>
internal sealed record ExecutionConfiguration
{
    /// <summary>When resting orders fill.</summary>
    public required FillModelChoice FillModel { get; init; }

    /// <summary>To the exchange, and back.</summary>
    public required Duration Latency { get; init; }

    /// <summary>How far a latency strays; never more than the latency.</summary>
    public required Duration LatencyJitter { get; init; }

    /// <summary>How much worse than the print a taking exit fills.</summary>
    public required long SlippageTicks { get; init; }

    /// <summary>Thousandths of the estimated quantity ahead.</summary>
    public required long QueueFactorMilli { get; init; }

    /// <summary>Start of all randomness.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What is done about what is unknown.</summary>
    public required ReconciliationPolicy Reconciliation { get; init; }
}

/// <summary>What a run leaves behind.</summary>
internal sealed record ReportConfiguration
{
    /// <summary>Full path of the folder that gets a folder per run.</summary>
    public required string Out { get; init; }

    /// <summary>Tables as CSV beside report.json.</summary>
    public required bool HasTables { get; init; }
}
