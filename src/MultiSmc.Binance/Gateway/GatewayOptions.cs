using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>What a gateway is made of.</summary>
public sealed class GatewayOptions
{
    /// <summary>Base address of REST; https, or http on this machine.</summary>
    public required Uri Rest { get; init; }

    /// <summary>Address of the WebSocket API; wss, or ws on this machine. A bare host gets the exchange's usual path.</summary>
    public required Uri WebSocketApi { get; init; }

    /// <summary>The key.</summary>
    public required ApiKey Key { get; init; }

    /// <summary>The instruments of the run, each at the place of its number.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>The gate that all requests of this address go through; the market feed's too.</summary>
    public required RequestGate Gate { get; init; }

    /// <summary>
    /// Orders and questions go over the WebSocket API while that is up, which saves a round trip's overhead, and over REST otherwise. Off: always over
    /// REST, where a broken user data connection leaves the way of the orders alone.
    /// </summary>
    public bool SendsOverWebSocket { get; init; }

    /// <summary>Waits and repetitions.</summary>
    public CallPolicy Calls { get; init; } = new();

    /// <summary>How often the exchange's rules are read again.</summary>
    public TimeSpan RulesInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Shortest time between two readings of the rules: a refusal that shows that ours are old asks for one at once, a row of them does not for a row.</summary>
    public TimeSpan RulesPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the way of the orders is tried and the exchange's time asked for.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after the answer to an order or a cancel its report may come. After that the user data connection counts as mute and is made anew. Above zero.
    /// </summary>
    public TimeSpan ReportPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How the user data connection is judged.</summary>
    public SocketPolicy Socket { get; init; } = new();

    /// <summary>Told what a person may want to know: unknown filters, unreadable messages. From any thread; must not wait.</summary>
    public Action<string> Notice { get; init; } = static _ => { };
}
