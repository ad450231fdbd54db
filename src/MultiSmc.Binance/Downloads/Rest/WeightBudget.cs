namespace MultiSmc.Binance;

/// <summary>
/// Keeps requests within the exchange's weight a minute. Windows are whole minutes; the exchange's own count, sent with every answer, corrects ours
/// upwards, since other programs may share the address. Safe to use from several threads.
/// </summary>
/// <param name="limit">Weight a minute that may be used; below the exchange's 6000, to leave room for trading from the same address.</param>
/// <param name="time">The clock.</param>
internal sealed class WeightBudget(int limit, TimeProvider time)
{
    /// <summary>The answer's header that says what was used in this minute.</summary>
    public const string Header = "X-MBX-USED-WEIGHT-1M";

    private readonly Lock _lock = new();
    private long _minute;
    private int _used;

    /// <summary>Waits until the weight fits into the minute, and takes it.</summary>
    public async Task TakeAsync(int weight, CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_lock)
            {
                var now = Turn();
                if (_used + weight <= limit)
                {
                    _used += weight;
                    return;
                }

                wait = TimeSpan.FromTicks(TimeSpan.TicksPerMinute - now.Ticks % TimeSpan.TicksPerMinute);
            }

            await time.DelayAsync(wait, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Takes over the exchange's count where it is higher.</summary>
    public void Observe(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues(Header, out var values) || !int.TryParse(values.FirstOrDefault(), out var used))
            return;
        lock (_lock)
        {
            Turn();
            _used = Math.Max(_used, used);
        }
    }

    private DateTimeOffset Turn()
    {
        var now = time.GetUtcNow();
        var minute = now.Ticks / TimeSpan.TicksPerMinute;
        if (minute != _minute)
            (_minute, _used) = (minute, 0);
        return now;
    }
}
