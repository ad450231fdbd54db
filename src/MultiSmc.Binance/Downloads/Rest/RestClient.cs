namespace MultiSmc.Binance;

/// <summary>The parts of the exchange's REST interface that complete the archives.</summary>
public static class RestClient
{
    // The exchange allows 6000 a minute to an address; a node that trades from the same one must never run dry.
    private const int WeightPerMinute = 4800;

    /// <summary>What repairs gaps and what fetches the newest trades; both share one weight budget.</summary>
    /// <param name="http">Without a timeout of its own.</param>
    /// <param name="address">Base address; <see cref="ServiceAddress"/>.</param>
    /// <param name="retry">How failures are met.</param>
    /// <param name="time">The clock, also for the waits.</param>
    /// <param name="jitter">For the waits' length.</param>
    /// <param name="observer">Told of waits.</param>
    public static (ITradeBackfill Backfill, TradeTail Tail) Create(
        HttpClient http, Uri address, RetryPolicy retry, TimeProvider time, Random jitter, IDownloadObserver observer)
    {
        var pages = new TradePages(new PatientClient(http, retry, time, jitter, observer), address, new WeightBudget(WeightPerMinute, time));
        return (new RestTradeBackfill(pages), new TradeTail(pages));
    }
}
