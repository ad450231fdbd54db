using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance.Tests.Feed;

/// <summary>From the received bytes to the inbox no memory is taken.</summary>
public sealed class FeedAllocations
{
    private const int Count = 50_000;

    [Fact]
    public void There_are_none_for_a_trade_or_a_quote()
    {
        var inbox = new CountingInbox();
        var options = new FeedOptions
        {
            Rest = new Uri("http://127.0.0.1/"), Streams = new Uri("ws://127.0.0.1/"), Instruments = [GatewayRig.Bitcoin], Gate = RequestGate.ForPublicData(TimeProvider.System),
        };
        var line = new TradeLine(GatewayRig.Bitcoin, inbox, options, TimeProvider.System);
        var stream = new FeedStream(
            new MarketStreamOptions { Address = options.Streams, Streams = ["btcusdt@trade"] }, [line], new SymbolTable([line]), new ServerClock(TimeProvider.System), TimeProvider.System,
            new Random(1), static (_, _, _) => { });
        var messages = new byte[2 * Count][];
        for (var i = 0; i < Count; i++)
            (messages[2 * i], messages[2 * i + 1]) = (FeedRig.Trade(1_000_000 + i), FeedRig.Quote(1 + i));
        Feed(stream, messages.AsSpan(0, 2000));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Feed(stream, messages.AsSpan(2000));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2 * Count, inbox.Count);
    }

    private static void Feed(FeedStream stream, ReadOnlySpan<byte[]> messages)
    {
        foreach (var message in messages)
            stream.TryTake(StreamMessageKind.Data, 1, new Timestamp(1), message, "");
    }

    private sealed class CountingInbox : IShellInbox
    {
        public int Count { get; private set; }

        public void OnMarket(in MarketEvent market) => Count++;

        public void OnVenue(VenueEvent venueEvent)
        {
        }
    }
}
