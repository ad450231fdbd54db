using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>Which rows are wanted.</summary>
public sealed record HistoryQuery
{
    /// <summary>From this moment on.</summary>
    public Timestamp From { get; init; } = new(long.MinValue);

    /// <summary>Before this moment.</summary>
    public Timestamp To { get; init; } = Timestamp.MaxValue;

    /// <summary>One session, or null for all.</summary>
    public string? Session { get; init; }

    /// <summary>One symbol, or null for all.</summary>
    public string? Symbol { get; init; }

    /// <summary>At most so many, the latest ones.</summary>
    public int Limit { get; init; } = 1_000;
}

/// <summary>One of our orders.</summary>
/// <param name="Session">Name of the session.</param>
/// <param name="ClientOrderId">Our name for it.</param>
/// <param name="ListId">Our name for its list, or null.</param>
/// <param name="Symbol">What is traded.</param>
/// <param name="Side">"buy", "sell".</param>
/// <param name="Type">"limit-maker", ...</param>
/// <param name="Quantity">Base quantity asked for.</param>
/// <param name="Price">Limit, or zero.</param>
/// <param name="StopPrice">Trigger, or zero.</param>
/// <param name="SentAt">Our time of the input that led to it.</param>
/// <param name="State">"sent", "live", "done", "refused", "unknown", "absent".</param>
/// <param name="Status">The exchange's word: "filled", ...; null before the first.</param>
/// <param name="Filled">Base filled.</param>
/// <param name="FilledQuote">Quote exchanged.</param>
/// <param name="Reason">Why it was refused or ended, or empty.</param>
/// <param name="UpdatedAt">Our time of the last change.</param>
public sealed record OrderRow(
    string Session, ClientOrderId ClientOrderId, ClientListId? ListId, string Symbol, string Side, string Type, Quantity Quantity, Price Price, Price StopPrice,
    Timestamp SentAt, string State, string? Status, Quantity Filled, Money FilledQuote, string Reason, Timestamp UpdatedAt);

/// <summary>One execution.</summary>
/// <param name="Session">Name of the session.</param>
/// <param name="Symbol">What was traded.</param>
/// <param name="TradeId">The exchange's number.</param>
/// <param name="ClientOrderId">Our order.</param>
/// <param name="Side">"buy", "sell".</param>
/// <param name="Price">Price.</param>
/// <param name="Quantity">Base, before commission.</param>
/// <param name="Quote">Quote exchanged.</param>
/// <param name="Fee">Commission.</param>
/// <param name="FeeAsset">In which asset.</param>
/// <param name="Liquidity">"maker", "taker".</param>
/// <param name="Time">The exchange's time.</param>
public sealed record FillRow(
    string Session, string Symbol, TradeId TradeId, ClientOrderId ClientOrderId, string Side, Price Price, Quantity Quantity, Money Quote, Money Fee, Asset FeeAsset,
    string Liquidity, Timestamp Time);

/// <summary>One closed position.</summary>
/// <param name="Session">Name of the session.</param>
/// <param name="Symbol">What was traded.</param>
/// <param name="Setup">Number of the setup.</param>
/// <param name="Zone">Its zone.</param>
/// <param name="OpenedAt">First entry fill.</param>
/// <param name="ClosedAt">Last exit fill.</param>
/// <param name="Bought">Base bought.</param>
/// <param name="BoughtQuote">Quote paid.</param>
/// <param name="Sold">Base sold.</param>
/// <param name="SoldQuote">Quote received.</param>
/// <param name="Fees">All commission, in quote.</param>
/// <param name="Net">Result after commission, in quote.</param>
/// <param name="InitialRisk">1 R.</param>
/// <param name="Reason">"target", "stop", ...</param>
/// <param name="Detail">Everything, as JSON.</param>
public sealed record TradeRow(
    string Session, string Symbol, int Setup, int Zone, Timestamp OpenedAt, Timestamp ClosedAt, Quantity Bought, Money BoughtQuote, Quantity Sold, Money SoldQuote,
    Money Fees, Money Net, Money InitialRisk, string Reason, string Detail);

/// <summary>A step of the strategy.</summary>
/// <param name="Session">Name of the session.</param>
/// <param name="Sequence">The input that led to it.</param>
/// <param name="Time">Its time.</param>
/// <param name="Symbol">Whose.</param>
/// <param name="Kind">"skipped", "entry-placed", "decided", ...</param>
/// <param name="Setup">Number of the setup, or null.</param>
/// <param name="Zone">Its zone, or null.</param>
/// <param name="Detail">Everything, as JSON.</param>
public sealed record DecisionRow(string Session, long Sequence, Timestamp Time, string Symbol, string Kind, int? Setup, int? Zone, string Detail);

/// <summary>Something a person was told.</summary>
/// <param name="Session">Name of the session.</param>
/// <param name="Sequence">The input that led to it.</param>
/// <param name="Time">Its time.</param>
/// <param name="Symbol">Whose, or empty.</param>
/// <param name="Code">Stable name.</param>
/// <param name="Message">In words.</param>
public sealed record AlertRow(string Session, long Sequence, Timestamp Time, string Symbol, string Code, string Message);

/// <summary>A person's command.</summary>
/// <param name="Session">Name of the session.</param>
/// <param name="Time">When it reached the kernel.</param>
/// <param name="CommandId">Its name.</param>
/// <param name="By">Who asked.</param>
/// <param name="Kind">"pause", "kill", ...</param>
/// <param name="Detail">Everything, as JSON.</param>
/// <param name="IsDone">Carried out; null when the kernel has not said.</param>
/// <param name="Message">What came of it, or null.</param>
public sealed record CommandRow(string Session, Timestamp Time, string CommandId, string By, string Kind, string Detail, bool? IsDone, string? Message);

/// <summary>What is held of an instrument because of a session's executions.</summary>
/// <param name="Session">Name of the session.</param>
/// <param name="Symbol">Of what.</param>
/// <param name="Quantity">Base bought, less sold, less commission taken in base.</param>
/// <param name="BoughtQuote">Quote paid.</param>
/// <param name="SoldQuote">Quote received.</param>
/// <param name="FeesQuote">Commission taken in quote.</param>
/// <param name="UpdatedAt">Our time of the last execution.</param>
public sealed record PositionRow(string Session, string Symbol, Quantity Quantity, Money BoughtQuote, Money SoldQuote, Money FeesQuote, Timestamp UpdatedAt);

/// <summary>What the exchange last said we have.</summary>
/// <param name="Session">Name of the session.</param>
/// <param name="Holding">Asset, free and locked.</param>
/// <param name="UpdatedAt">Our time of that word.</param>
public sealed record BalanceRow(string Session, AssetBalance Holding, Timestamp UpdatedAt);

/// <summary>A zone as it last stood; prices are exact.</summary>
/// <param name="Session">Name of the session.</param>
/// <param name="Symbol">Of what.</param>
/// <param name="Zone">Its number.</param>
/// <param name="Side">"long", "short".</param>
/// <param name="Kind">"bos", "choch".</param>
/// <param name="State">"pending", "entered", ...</param>
/// <param name="Top">Near border.</param>
/// <param name="Entry">Sweet spot.</param>
/// <param name="Bottom">Far border.</param>
/// <param name="Stop">Structural stop.</param>
/// <param name="Target1">First target.</param>
/// <param name="CreatedAt">Our time of its birth.</param>
/// <param name="UpdatedAt">Our time of its last change.</param>
public sealed record ZoneRow(
    string Session, string Symbol, int Zone, string Side, string Kind, string State, Price Top, Price Entry, Price Bottom, Price Stop, Price Target1,
    Timestamp CreatedAt, Timestamp UpdatedAt);
