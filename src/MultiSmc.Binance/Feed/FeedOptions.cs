using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>What a market feed is made of.</summary>
public sealed class FeedOptions
{
    /// <summary>Base address of REST, for trades that the streams did not bring.</summary>
    public required Uri Rest { get; init; }

    /// <summary>Base address of the streams.</summary>
    public required Uri Streams { get; init; }

    /// <summary>The instruments of the run, each at the place of its number.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>The gate that all requests of this address go through; the gateway's too.</summary>
    public required RequestGate Gate { get; init; }

    /// <summary>Best bids and asks too, not trades alone.</summary>
    public bool HasQuotes { get; init; } = true;

    /// <summary>Streams of one connection; the exchange allows 1024, fewer make the loss of one smaller.</summary>
    public int StreamsPerConnection { get; init; } = 200;

    /// <summary>Silence after which a connection is given up.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a trade that came too early is held back before those before it are fetched.</summary>
    public TimeSpan HoldBack { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Time without a trade of a symbol after which the exchange is asked whether there was one.</summary>
    public TimeSpan ProgressWatch { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Trades of a symbol that are kept while those before them are fetched; beyond, they are fetched themselves.</summary>
    public int HeldTrades { get; init; } = 1 << 16;

    /// <summary>Waits between attempts; they go on for ever.</summary>
    public RetryPolicy Retry { get; init; } = new() { FirstWait = TimeSpan.FromMilliseconds(500), LongestWait = TimeSpan.FromSeconds(30), MaxAttempts = int.MaxValue };

    /// <summary>Told what a person may want to know. From any thread; must not wait.</summary>
    public Action<string> Notice { get; init; } = static _ => { };
}
