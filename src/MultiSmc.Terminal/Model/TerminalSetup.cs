using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Terminal;

/// <summary>What kind of session the terminal shows.</summary>
public enum TerminalMode
{
    /// <summary>Live market, simulated venue.</summary>
    Paper,

    /// <summary>Live market, real venue.</summary>
    Live,

    /// <summary>A backtest while it runs, and its end.</summary>
    Backtest,

    /// <summary>A journaled session, replayed.</summary>
    Replay,
}

/// <summary>One market of the session that is shown.</summary>
public sealed record TerminalMarket
{
    /// <summary>What is traded.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>How its trades become packets.</summary>
    public required PacketParameters Packets { get; init; }

    /// <summary>How its packets become structure.</summary>
    public required StructureParameters Structure { get; init; }

    /// <summary>Its trading plan.</summary>
    public required StrategyParameters Strategy { get; init; }

    /// <summary>The model that judges its order flow, or null.</summary>
    public string? Model { get; init; }
}

/// <summary>What is known of a session before its first input.</summary>
public sealed record TerminalSetup
{
    /// <summary>What kind of session.</summary>
    public required TerminalMode Mode { get; init; }

    /// <summary>Name of the venue for people: "Binance".</summary>
    public required string Venue { get; init; }

    /// <summary>In the order of the instruments' ids; at least one, all with one quote asset.</summary>
    public required IReadOnlyList<TerminalMarket> Markets { get; init; }

    /// <summary>Balances before the first input.</summary>
    public required IReadOnlyList<AssetBalance> Balances { get; init; }

    /// <summary>Prices of assets that no market trades (BNB), in the account's currency.</summary>
    public IReadOnlyList<(Asset Asset, Price Price)> FixedMarks { get; init; } = [];

    /// <summary>What may be risked.</summary>
    public required RiskLimits Risk { get; init; }

    /// <summary>Version of the program.</summary>
    public string Version { get; init; } = "0.1.0";

    /// <summary>Commit it was built from; empty when not known.</summary>
    public string Commit { get; init; } = "";
}
