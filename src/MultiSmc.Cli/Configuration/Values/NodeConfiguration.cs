using MultiSmc.Core;

namespace MultiSmc.Cli.Configuration;

/// <summary>Which exchange it is.</summary>
internal enum ExchangeEnvironment
{
    /// <summary>Real money.</summary>
    Live,

    /// <summary>Binance's spot testnet.</summary>
    Testnet,

    /// <summary>Binance's demo trading.</summary>
    Demo,

    /// <summary>Named by addresses.</summary>
    Custom,
}

/// <summary>The exchange of paper and live trading.</summary>
internal sealed record ExchangeConfiguration
{
    /// <summary>Which.</summary>
    public required ExchangeEnvironment Environment { get; init; }

    /// <summary>REST; null but for a custom one.</summary>
    public required string? RestUrl { get; init; }

    /// <summary>WebSocket requests; null but for a custom one.</summary>
    public required string? ApiUrl { get; init; }

    /// <summary>Market streams; null but for a custom one.</summary>
    public required string? StreamUrl { get; init; }

    /// <summary>Full path of the file with the key.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Variable with the key.</summary>
    public required string KeyVariable { get; init; }

    /// <summary>Variable with its secret.</summary>
    public required string SecretVariable { get; init; }

    /// <summary>How long after an answer its report may come.</summary>
    public required Duration ReportPatience { get; init; }
}

/// <summary>How a node runs.</summary>
internal sealed record NodeConfiguration
{
    /// <summary>Full path of its folder.</summary>
    public required string State { get; init; }

    /// <summary>How much of the catalog a new session takes in.</summary>
    public required Duration WarmUp { get; init; }

    /// <summary>Resting entries stay when it is stopped.</summary>
    public required bool KeepsEntries { get; init; }
}
