using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Recordings;

public sealed class RecordingLines : IDisposable
{
    private const string Trade =
        """1723161254087896568 {"stream":"btcusdt@trade","data":{"e":"trade","E":1723161255343,"s":"BTCUSDT","t":7,"p":"61837.63000000","q":"0.02000000","T":1723161255342,"m":true,"M":true}}""";

    private const string Quote =
        """1723161254087891268 {"stream":"btcusdt@bookTicker","data":{"u":5,"s":"BTCUSDT","b":"61837.63000000","B":"3.78826000","a":"61837.64000000","A":"1.54698000"}}""";

    private const string Depth =
        """1723161253937085768 {"stream":"btcusdt@depth@100ms","data":{"e":"depthUpdate","E":1723161255208,"s":"BTCUSDT","U":1,"u":2,"b":[],"a":[]}}""";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_quote_gets_the_largest_exchange_time_before_it()
    {
        var early = Trade.Replace("255342,", "255100,", StringComparison.Ordinal);
        var (events, report) = Read(new TapeOptions { WithQuotes = true }, Quote, Depth, Quote, early, Quote, Trade, Quote);
        Assert.Equal(
            [(MarketEventKind.Quote, 208), (MarketEventKind.Trade, 100), (MarketEventKind.Quote, 208), (MarketEventKind.Trade, 342), (MarketEventKind.Quote, 342)],
            events.Select(static item => (item.Kind, (int)(item.Time.Nanoseconds / 1_000_000 % 1_000))));
        Assert.Equal((1, 4, 2, 1), (report.Messages.UntimedQuotes, report.Messages.Quotes, report.Messages.Trades, report.Messages.DepthUpdates));
    }

    [Fact]
    public void Quotes_come_only_where_asked_for()
    {
        var (events, report) = Read(TapeOptions.Default, Depth, Quote, Trade);
        Assert.Equal([MarketEventKind.Trade], events.Select(static item => item.Kind));
        Assert.Equal(1, report.Messages.Quotes);
    }

    [Fact]
    public void Bare_messages_without_a_local_time_are_read()
    {
        var (events, _) = Read(TapeOptions.Default, Trade[20..], """{"result":null,"id":1}""");
        Assert.Single(events);
    }

    [Fact]
    public void Only_the_symbol_asked_for_is_taken()
    {
        var other = Trade.Replace("BTCUSDT", "ETHUSDT", StringComparison.Ordinal);
        var (events, report) = Read(new TapeOptions { Symbol = "ETHUSDT" }, Trade, other, Quote, Depth);
        Assert.Single(events);
        Assert.Equal(3, report.Messages.OtherSymbols);
        var exception = Assert.Throws<DataFileException>(() => Read(TapeOptions.Default, Trade, other));
        Assert.Equal((2L, "it holds several symbols: BTCUSDT and ETHUSDT"), (exception.Line, exception.What));
        Assert.Contains("no message of XRPUSDT", Assert.Throws<DataFileException>(() => Read(new TapeOptions { Symbol = "XRPUSDT" }, Trade)).What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"p\":\"61837.63000000\"", "\"p\":\"x\"", RowFaultKind.BadMessage, "p")]
    [InlineData("\"q\":\"0.02000000\"", "\"q\":\"0.00000000\"", RowFaultKind.NotPositive, "q")]
    [InlineData("\"p\":\"61837.63000000\"", "\"p\":\"-1.00000000\"", RowFaultKind.NotPositive, "p")]
    [InlineData("\"q\":\"0.02000000\"", "\"q\":\"90000000000\"", RowFaultKind.OutOfRange, "")]
    [InlineData("\"M\":true}}", "\"M\":tr", RowFaultKind.BadMessage, "")]
    [InlineData("1723161254087896568 ", "yesterday ", RowFaultKind.BadMessage, "local time")]
    public void A_bad_line_is_counted_shown_and_skipped(string part, string by, RowFaultKind kind, string column)
    {
        var (events, report) = Read(new TapeOptions { MaxBadShare = 0.5 }, Trade, Trade.Replace(part, by, StringComparison.Ordinal), Trade);
        Assert.Equal(2, events.Length);
        var fault = Assert.Single(report.Faults);
        Assert.Equal((2, kind, column), (fault.Line, fault.Kind, fault.Column));
        Assert.Equal(1, report.FaultsOf(kind));
    }

    [Fact]
    public void A_recording_that_ends_inside_a_line_says_so()
    {
        var path = _folder.Gzip("r.gz", Trade + "\n" + Trade[..100]);
        using var reader = TapeFile.Open(path, default, new TapeOptions { MaxBadShare = 0.5 });
        Assert.Equal(1, reader.Read(new MarketEvent[10]));
        Assert.Equal((RowFaultKind.TruncatedLine, 2), (reader.Report.Faults[0].Kind, reader.Report.Faults[0].Line));
    }

    [Fact]
    public void Lines_longer_than_the_buffer_are_read()
    {
        var levels = string.Join(',', Enumerable.Repeat("""["61837.63000000","3.78826000"]""", 40_000));
        var snapshot = "1723161253937085768 {\"lastUpdateId\":1,\"bids\":[" + levels + "],\"asks\":[]}";
        var (events, report) = Read(TapeOptions.Default, Trade, snapshot, Trade);
        Assert.Equal((2, 1), (events.Length, report.Messages.Snapshots));
    }

    [Fact]
    public void Steady_reading_allocates_nothing()
    {
        var path = _folder.Gzip("r.gz", string.Concat(Enumerable.Repeat(Depth + "\n" + Quote + "\n" + Trade + "\n", 4_000)));
        using var reader = TapeFile.Open(path, default, new TapeOptions { WithQuotes = true, ReadAhead = false });
        var buffer = new MarketEvent[64];
        for (var read = 0; read < 1_000;)
            read += reader.Read(buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var read = 0; read < 5_000;)
            read += reader.Read(buffer);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private (MarketEvent[] Events, ReadReport Report) Read(TapeOptions options, params string[] lines)
    {
        using var reader = TapeFile.Open(_folder.Gzip("r.gz", string.Join('\n', lines) + "\n"), default, options);
        var buffer = new MarketEvent[100];
        var events = new List<MarketEvent>();
        while (reader.Read(buffer) is > 0 and var count)
            events.AddRange(buffer.AsSpan(0, count));
        return ([.. events], reader.Report);
    }
}
