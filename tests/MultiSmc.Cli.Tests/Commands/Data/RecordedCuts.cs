using CsCheck;
using MultiSmc.Binance.Wire;
using MultiSmc.Catalog;
using MultiSmc.Cli.Commands;
using MultiSmc.Core;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>A recording goes into the catalog piece by piece; what is read back must not tell where it was cut.</summary>
public sealed class RecordedCuts
{
    private const long ReceivedNs = 1_723_161_590_000_000_000;

    // Over midnight, from a trade on.
    private readonly byte[][] _messages = [.. RecordedEvents.Messages()[^1_500..].SkipWhile(static message => MarketMessage.KindOf(message) != MarketMessageKind.Trade)];

    [Fact]
    public void At_any_messages_leave_every_event_in_its_place()
    {
        var expected = RecordedEvents.Expected(_messages);
        Gen.Int[1, _messages.Length - 1].Array[1, 6].Sample(cuts => Assert.Equal(expected, Recorded([.. cuts])), iter: 20);
    }

    private List<string> Recorded(HashSet<int> cuts)
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Path, "catalog");
        var store = CatalogStore.OpenOrCreate(root);
        var console = new CommandConsole(TextWriter.Null, TextWriter.Null, isErrorTerminal: false, hasColour: false);
        var join = new SegmentJoin(console, store, null);
        using var symbol = new RecordedSymbol("BTCUSDT", Path.Combine(folder.Path, "log"));
        for (var at = 0; at < _messages.Length; at++)
        {
            if (cuts.Contains(at))
                Join(join, symbol);
            Take(symbol, _messages[at], new Timestamp(ReceivedNs + at * 10_000_000L));
        }

        Join(join, symbol);
        return RecordedEvents.Recorded(root);
    }

    private static void Join(SegmentJoin join, RecordedSymbol symbol) =>
        join.RunAsync(symbol.Folder, symbol.Symbol, symbol.Log.Cut(), CancellationToken.None).GetAwaiter().GetResult();

    private static void Take(RecordedSymbol symbol, byte[] message, Timestamp receivedAt)
    {
        switch (MarketMessage.KindOf(message))
        {
            case MarketMessageKind.Trade when TradeMessageDecoder.TryDecode(message, out var trade):
                symbol.OnTrade(in trade, receivedAt, message);
                break;
            case MarketMessageKind.BookTicker when BookTickerDecoder.TryDecode(message, out var ticker):
                symbol.OnQuote(ticker.Quote, receivedAt, message);
                break;
            case MarketMessageKind.DepthUpdate:
                symbol.OnDepth(receivedAt, message);
                break;
            default:
                Assert.Fail("a message of another kind");
                break;
        }
    }
}
