using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange;

/// <summary>A local exchange.</summary>
public sealed record ExchangeOptions
{
    /// <summary>What is traded, each at the place that its id says.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>Accounts that somebody has keys for; names and key texts each once.</summary>
    public required IReadOnlyList<AccountOptions> Accounts { get; init; }

    /// <summary>What opens the admin API; at least 16 characters.</summary>
    public required Secret AdminToken { get; init; }

    /// <summary>Port on loopback; 0: the system chooses.</summary>
    public int Port { get; init; }

    /// <summary>What an order can meet.</summary>
    public ExchangeParameters Matching { get; init; } = new() { Liquidity = LiquiditySource.Orders };

    /// <summary>The market that is shown, and that participants follow where orders are all there is to meet; null: none. It is left to the caller to dispose.</summary>
    public IMarketSource? Tape { get; init; }

    /// <summary>How the tape is played.</summary>
    public MarketPacing Pacing { get; init; } = new() { Stamps = MarketStamps.Wall };

    /// <summary>How the participants quote, where orders are all there is to meet.</summary>
    public TapeParticipantsParameters Participants { get; init; } = new() { Seed = 1 };

    /// <summary>How much of the market is remembered.</summary>
    public MarketBoardOptions Board { get; init; } = new();

    /// <summary>Bounds of the market streams.</summary>
    public StreamServerOptions Streams { get; init; } = new();

    /// <summary>Limits.</summary>
    public LimitOptions Limits { get; init; } = new();

    /// <summary>Closed orders, lists and executions kept per account, the newest; 1 or more.</summary>
    public int HistoryMax { get; init; } = 100_000;

    /// <summary>The clock and all timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Hears of what should not happen.</summary>
    public Action<Exception> OnFault { get; init; } = static _ => { };

    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Instruments);
        ArgumentNullException.ThrowIfNull(Accounts);
        ArgumentOutOfRangeException.ThrowIfZero(Instruments.Count, nameof(Instruments));
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, 65_535);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(HistoryMax);
        if (AdminToken.Reveal().Length < 16)
            throw new ArgumentException("the admin token needs at least 16 characters", nameof(AdminToken));
        Limits.Validate();
    }
}

/// <summary>An account and its keys.</summary>
public sealed record AccountOptions
{
    /// <summary>Its name in the admin API.</summary>
    public required string Name { get; init; }

    /// <summary>What it holds and pays.</summary>
    public required AccountParameters Parameters { get; init; }

    /// <summary>Its keys.</summary>
    public IReadOnlyList<KeyOptions> Keys { get; init; } = [];
}

/// <summary>A key of an account.</summary>
/// <param name="ApiKey">What is sent as X-MBX-APIKEY.</param>
/// <param name="Verifier">Checks what it signs.</param>
/// <param name="Rights">What it may do.</param>
public sealed record KeyOptions(string ApiKey, SignatureVerifier Verifier, KeyRights Rights);
