using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Recordings;

public sealed class RecordingFacts
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Totals_of_every_shared_recording_equal_its_facts(bool withQuotes)
    {
        foreach (var fact in Recorded.Facts("binance-spot-ws", "recordings"))
        {
            var path = SharedData.Require(fact.GetProperty("file").GetString() ?? "");
            using var reader = TapeFile.Open(path, default, new TapeOptions { WithQuotes = withQuotes, Faults = FaultPolicy.Stop, ComputeSha256 = true });
            var (trades, quotes) = Count(reader);

            var report = reader.Report;
            var counts = fact.GetProperty("counts");
            Assert.Equal(fact.GetProperty("lines").GetInt64(), report.Rows);
            Assert.Equal(counts.GetProperty("trade").GetInt64(), report.Messages.Trades);
            Assert.Equal(counts.GetProperty("bookTicker").GetInt64(), report.Messages.Quotes);
            Assert.Equal(counts.GetProperty("depthUpdate").GetInt64(), report.Messages.DepthUpdates);
            Assert.Equal(counts.TryGetProperty("snapshot", out var snapshots) ? snapshots.GetInt64() : 0, report.Messages.Snapshots);
            Assert.Equal(fact.GetProperty("firstTradeId").GetInt64(), report.FirstId);
            Assert.Equal(fact.GetProperty("lastTradeId").GetInt64(), report.LastId);
            Assert.Equal(fact.GetProperty("tradeIdGaps").GetInt64(), report.IdGaps);
            Assert.Equal(fact.GetProperty("quoteVolume").GetString(), report.QuoteVolume.ToString());
            Assert.Equal(fact.GetProperty("sha256").GetString(), report.Sha256);
            Assert.Equal(report.Messages.Trades, trades);
            Assert.Equal(withQuotes ? report.Messages.Quotes - report.Messages.UntimedQuotes : 0, quotes);
            Assert.Equal((0, trades + quotes, TapeLayout.Recording), (report.FaultCount, report.Accepted, report.Layout));
        }
    }

    // A quote may carry a later time than the trade behind it (depth is sent after it happened), but quotes among themselves never go back.
    private static (long Trades, long Quotes) Count(ITapeReader reader)
    {
        long trades = 0, quotes = 0;
        var latestQuote = default(Timestamp);
        var buffer = new MarketEvent[1000];
        while (reader.Read(buffer) is > 0 and var count)
        {
            foreach (var item in buffer.AsSpan(0, count))
            {
                if (item.Kind == MarketEventKind.Trade)
                {
                    trades++;
                    continue;
                }

                quotes++;
                Assert.True(item.Time >= latestQuote);
                Assert.True(item.Quote.Bid < item.Quote.Ask);
                latestQuote = item.Time;
            }
        }

        return (trades, quotes);
    }
}
