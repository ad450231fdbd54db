using System.Threading.Channels;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Plays the tape into the engine; without one only time goes on.</summary>
internal static class MarketPlay
{
    // Changes of a book are shown at least so often.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs until the tape or the exchange ends.</summary>
    public static async Task RunAsync(ExchangeOptions options, ExchangeEngine engine, ExchangeClock clock, CancellationToken stopping)
    {
        var post = new EnginePost(engine);
        // Another thread than the caller's: the first events of a tape may be many.
        await Task.Yield();
        try
        {
            if (options.Tape is { } tape)
                await new MarketPump(tape, options.Pacing, options.Time, post).RunAsync(stopping).ConfigureAwait(false);
            using var beat = new PeriodicTimer(Beat, options.Time);
            while (await beat.WaitForNextTickAsync(stopping).ConfigureAwait(false))
                await post.PostAsync(ReadOnlyMemory<MarketEvent>.Empty, clock.Now, stopping).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // The exchange is closing.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The host loop: the exchange goes on without a market, and whoever watches it is told.
            options.OnFault(e);
        }
    }

    private sealed class EnginePost(ExchangeEngine engine) : IMarketPost
    {
        public async ValueTask PostAsync(ReadOnlyMemory<MarketEvent> events, Timestamp marketTime, CancellationToken cancellationToken) =>
            await engine.AskAsync(
                floor =>
                {
                    floor.Take(events.Span, marketTime);
                    return true;
                },
                gate: null,
                cancellationToken).ConfigureAwait(false);
    }
}
