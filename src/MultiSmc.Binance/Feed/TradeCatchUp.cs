using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Fetches what a line misses, by trade id, until it joins on with what the stream brings. It does not give up: the line waits.</summary>
internal sealed class TradeCatchUp(TradePages pages, TimeProvider time, Action<string> notice)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    // The trades' database lags behind the streams by a moment; what it still has not then, it has not.
    private const int LagPauses = 7;

    /// <summary>Catches up; the line has begun to fill.</summary>
    public async Task RunAsync(TradeLine line, CancellationToken cancellation)
    {
        var failures = 0;
        var lags = 0;
        while (true)
        {
            try
            {
                var page = await pages.FromAsync(line.Symbol, line.Next, cancellation).ConfigureAwait(false);
                failures = 0;
                var isAll = page.Length < TradePages.PageSize;
                if (line.Fill(Ticks(page), isAll))
                    return;
                if (!isAll)
                    continue;
                if (page.Length > 0)
                    lags = 0;
                if (++lags > LagPauses)
                {
                    notice($"{line.Symbol}: the exchange has no trades from id {line.Next} up to what its stream brought; it goes on with a hole");
                    line.Skip();
                    return;
                }
            }
            catch (DownloadException failure)
            {
                if (failures++ == 0)
                    notice($"{line.Symbol}: missing trades cannot be fetched yet: {failure.Message}");
            }

            var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(Math.Max(failures, lags) - 1, 10)));
            await time.DelayAsync(pause, cancellation).ConfigureAwait(false);
        }
    }

    // The streams tell milliseconds: fetched trades get the time that the stream would have told, so that a gap leaves no trace.
    private static TradeTick[] Ticks(Wire.TradeRow[] page)
    {
        var ticks = new TradeTick[page.Length];
        for (var i = 0; i < page.Length; i++)
        {
            var tick = page[i].ToTick();
            ticks[i] = tick with { Time = new Timestamp(tick.Time.Nanoseconds - tick.Time.Nanoseconds % 1_000_000) };
        }

        return ticks;
    }
}
