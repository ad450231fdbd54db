using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Archives;

public sealed class ArchiveFacts
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Totals_of_every_shared_archive_equal_its_facts(bool readAhead)
    {
        foreach (var fact in Recorded.Facts("binance-trades", "trades"))
        {
            var options = new TapeOptions { ReadAhead = readAhead, Faults = FaultPolicy.Stop };
            using var reader = TapeFile.OpenArchive(SharedData.Require(Text(fact, "file")), options);
            var buffer = new TradeTick[777];
            while (reader.Read(buffer.AsSpan()) > 0)
            {
            }

            AssertFacts(fact, reader.Report);
        }
    }

    private static void AssertFacts(JsonElement fact, ReadReport report)
    {
        var isMicroseconds = Text(fact, "timeUnit") == "us";
        var unit = isMicroseconds ? 1_000 : 1_000_000;
        var expected = new
        {
            Path = Text(fact, "file"),
            Sha256 = (string?)Text(fact, "sha256"),
            Bytes = Number(fact, "bytes"),
            Member = (string?)Text(fact, "member"),
            Header = fact.GetProperty("header").ValueKind == JsonValueKind.String,
            Rows = Number(fact, "rows"),
            FirstId = Number(fact, "firstId"),
            LastId = Number(fact, "lastId"),
            IdGaps = Number(fact, "idGaps"),
            MissingIds = Number(fact, "missingIds"),
            Unit = isMicroseconds ? ExchangeTimeUnit.Microseconds : ExchangeTimeUnit.Milliseconds,
            FirstTime = Number(fact, "firstTime") * unit,
            LastTime = Number(fact, "lastTime") * unit,
            SameTimeRows = Number(fact, "sameTimeRows"),
            Open = Text(fact, "open"),
            High = Text(fact, "high"),
            Low = Text(fact, "low"),
            Close = Text(fact, "close"),
            Base = Text(fact, "baseVolume"),
            Quote = Text(fact, "quoteVolume"),
            Taker = Text(fact, "takerBuyQuoteVolume"),
        };
        var found = new
        {
            Path = Text(fact, "file"),
            report.Sha256,
            Bytes = report.FileBytes,
            report.Member,
            Header = report.HeaderSeen,
            Rows = report.Accepted,
            report.FirstId,
            report.LastId,
            report.IdGaps,
            report.MissingIds,
            Unit = report.TimeUnit,
            FirstTime = report.FirstTime.Nanoseconds,
            LastTime = report.LastTime.Nanoseconds,
            report.SameTimeRows,
            Open = report.Open.ToString(),
            High = report.High.ToString(),
            Low = report.Low.ToString(),
            Close = report.Close.ToString(),
            Base = report.BaseVolume.ToString(),
            Quote = report.QuoteVolume.ToString(),
            Taker = report.TakerBuyQuoteVolume.ToString(),
        };
        Assert.Equal(expected, found);
        Assert.True(report.IsComplete && report.IsChecksumVerified);
        Assert.Equal((0, report.Accepted, TapeLayout.Trades), (report.FaultCount, report.Rows, report.Layout));
        Assert.Equal((0, 0, 0), (report.DuplicateIds, report.IdsGoingBack, report.TimesGoingBack));
    }

    private static string Text(JsonElement fact, string name) => fact.GetProperty(name).GetString() ?? "";

    private static long Number(JsonElement fact, string name) => fact.GetProperty(name).GetInt64();
}
