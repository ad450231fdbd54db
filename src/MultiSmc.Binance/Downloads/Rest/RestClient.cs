namespace MultiSmc.Binance;

/// <summary>The parts of the exchange's REST interface that complete the archives.</summary>
public static class RestClient
{
    /// <summary>What repairs gaps, what fetches the newest trades, and what fetches whole books; all go through one gate.</summary>
    /// <param name="http">Without a timeout of its own.</param>
    /// <param name="address">Base address; <see cref="ServiceAddress"/>.</param>
    /// <param name="retry">How failures are met.</param>
    /// <param name="time">The clock, also for the waits.</param>
    /// <param name="jitter">For the waits' length.</param>
    /// <param name="observer">Told of waits.</param>
    /// <param name="gate">The gate that all requests of this address go through.</param>
    public static (ITradeBackfill Backfill, TradeTail Tail, DepthBooks Books) Create(
        HttpClient http, Uri address, RetryPolicy retry, TimeProvider time, Random jitter, IDownloadObserver observer, RequestGate gate)
    {
        var pages = new TradePages(new PatientClient(http, retry, time, jitter, observer, gate), address, gate);
        return (new RestTradeBackfill(pages), new TradeTail(pages), new DepthBooks(pages));
    }
}
