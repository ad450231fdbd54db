namespace MultiSmc.Binance;

/// <summary>A <see cref="SpotClient"/> over REST alone: for questions before a node runs, and for programs that need no reports.</summary>
public sealed class RestConnection : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="address">Base address; https, or http on this machine.</param>
    /// <param name="key">The key; null: market facts alone. Signed requests throw then.</param>
    /// <param name="gate">The gate that all requests of this address go through.</param>
    /// <param name="clock">The exchange's clock; learnt before the first signed request.</param>
    /// <param name="time">The local clock, also for the waits.</param>
    /// <param name="jitter">For the waits' length.</param>
    /// <param name="policy">Waits and repetitions.</param>
    /// <exception cref="ArgumentException">The address is plain and of another machine.</exception>
    public RestConnection(Uri address, ApiKey? key, RequestGate gate, ServerClock clock, TimeProvider time, Random jitter, CallPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(gate);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(jitter);
        ArgumentNullException.ThrowIfNull(policy);
        _http = RestCarrier.CreateHttp(address, policy);
        var carrier = new RestCarrier(_http, address, key, clock, gate, time, policy);
        Sync = new ClockSync(carrier, clock, gate);
        Client = new SpotClient(new CallDesk(carrier, gate, clock, Sync, time, jitter, policy));
    }

    /// <summary>The requests.</summary>
    public SpotClient Client { get; }

    internal ClockSync Sync { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Sync.Dispose();
        _http.Dispose();
    }
}
