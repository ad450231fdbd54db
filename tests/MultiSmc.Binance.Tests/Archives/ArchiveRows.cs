using System.Text;
using CsCheck;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Archives;

public sealed class ArchiveRows : IDisposable
{
    private const string Three =
        "10,61837.63000000,0.02000000,1236.75260000,1723161255342,True,True\n"
        + "11,61837.64000000,0.50000000,30918.82000000,1723161255617,False,True\n"
        + "12,61837.60000000,0.00009000,5.56538400,1723161255617,True,True\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Reads_every_column_of_a_row()
    {
        var (ticks, report) = ReadAll(_folder.Write("t.csv", Three));
        Assert.Equal(
            new TradeTick(11, Timestamp.FromMilliseconds(1723161255617), new Price(6_183_764_000_000), new Quantity(50_000_000), AggressorSide.Buyer), ticks[1]);
        Assert.Equal(AggressorSide.Seller, ticks[0].Aggressor);
        Assert.Equal((3, 3, 0, 7), ((int)report.Rows, (int)report.Accepted, (int)report.FaultCount, report.Columns));
        Assert.Equal(("61837.63", "61837.64", "61837.6", "61837.6"), (report.Open.ToString(), report.High.ToString(), report.Low.ToString(), report.Close.ToString()));
        Assert.Equal(Three.Length, report.Bytes);
    }

    [Theory]
    [InlineData("crlf")]
    [InlineData("bom")]
    [InlineData("no last line end")]
    [InlineData("header")]
    [InlineData("header of words unknown")]
    [InlineData("small letters")]
    [InlineData("capitals")]
    [InlineData("ones and zeros")]
    [InlineData("plain decimals")]
    [InlineData("long decimals")]
    [InlineData("six columns")]
    [InlineData("blank lines")]
    [InlineData("microseconds")]
    public void Writing_does_not_change_the_meaning(string how)
    {
        var expected = ReadAll(_folder.Write("plain.csv", Three)).Ticks;
        var text = how switch
        {
            "crlf" => Three.Replace("\n", "\r\n", StringComparison.Ordinal),
            "bom" => "\uFEFF" + Three,
            "no last line end" => Three.TrimEnd(),
            "header" => "id,price,qty,quote_qty,time,is_buyer_maker,is_best_match\n" + Three,
            "header of words unknown" => "\uFEFFa,b,c,d,e,f,g\r\n" + Three,
            "small letters" => Three.Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal),
            "capitals" => Three.Replace("True", "TRUE", StringComparison.Ordinal).Replace("False", "FALSE", StringComparison.Ordinal),
            "ones and zeros" => Three.Replace("True", "1", StringComparison.Ordinal).Replace("False", "0", StringComparison.Ordinal),
            "plain decimals" => Three.Replace("000000,", ",", StringComparison.Ordinal).Replace(".50,", ".5,", StringComparison.Ordinal),
            "long decimals" => Three.Replace("000000,", "00000000000,", StringComparison.Ordinal),
            "six columns" => Three.Replace(",True\n", "\n", StringComparison.Ordinal),
            "blank lines" => "\n" + Three.Replace("\n", "\n\n", StringComparison.Ordinal),
            _ => Three.Replace("255617", "255617000", StringComparison.Ordinal).Replace("255342", "255342000", StringComparison.Ordinal),
        };
        var (ticks, report) = ReadAll(_folder.Write("other.csv", text));
        Assert.Equal(expected, ticks);
        Assert.Equal((3, 0), (report.Rows, report.FaultCount));
        Assert.Equal(how.StartsWith("header", StringComparison.Ordinal), report.HeaderSeen);
    }

    [Fact]
    public void Packing_does_not_change_the_meaning()
    {
        var expected = ReadAll(_folder.Write("plain.csv", Three)).Ticks;
        var zip = ReadAll(_folder.Zip("BTCUSDT-trades-2024-08-08.zip", ("BTCUSDT-trades-2024-08-08.csv", Three)));
        Assert.Equal(expected, zip.Ticks);
        Assert.Equal("BTCUSDT-trades-2024-08-08.csv", zip.Report.Member);
        Assert.Equal(expected, ReadAll(_folder.Gzip("t.csv.gz", Three)).Ticks);
        // Two gzip members in one file are one text by the format's own rule.
        var half = Three.IndexOf("12,", StringComparison.Ordinal);
        byte[] joined = [.. TempFolder.GzipBytes(Encoding.UTF8.GetBytes(Three[..half])), .. TempFolder.GzipBytes(Encoding.UTF8.GetBytes(Three[half..]))];
        Assert.Equal(expected, ReadAll(_folder.Write("joined.csv.gz", joined)).Ticks);
    }

    [Theory]
    [InlineData(",True,True\n", 8)]
    [InlineData(",True\n", 7)]
    public void Aggregate_trades_are_told_from_trades_by_their_columns(string end, int columns)
    {
        var rows = "26129,0.01633102,4.70443515,27781,27785,1498793709153" + end + "26130,0.01633100,1.00000000,27786,27786,1498793709200" + end;
        var (ticks, report) = ReadAll(_folder.Write("a.csv", rows));
        Assert.Equal((TapeLayout.AggTrades, columns), (report.Layout, report.Columns));
        Assert.Equal(
            new TradeTick(26129, Timestamp.FromMilliseconds(1498793709153), new Price(1_633_102), new Quantity(470_443_515), AggressorSide.Seller), ticks[0]);
        var forced = ReadAll(_folder.At("a.csv"), new TapeOptions { Layout = TapeLayout.AggTrades });
        Assert.Equal(ticks, forced.Ticks);
        Assert.Throws<DataFileException>(() => ReadAll(_folder.At("a.csv"), new TapeOptions { Layout = TapeLayout.Trades }));
    }

    [Fact]
    public void Aggregate_trades_that_the_exchange_voided_are_skipped_and_counted_apart()
    {
        var (ticks, report) = ReadAll(_folder.Write("a.csv", """
            26129,0.01633102,4.70443515,27781,27785,1498793709153,True,True
            26130,0.00000000,0.00000000,-1,-1,1498793709200,False,True
            26131,0.01633102,4.70443515,27786,27786,1498793709300,True,True

            """));
        Assert.Equal([26129, 26131], ticks.Select(static tick => tick.Id));
        Assert.Equal((1, 0, 0), (report.VoidRows, report.FaultCount, report.IdGaps));
    }

    [Fact]
    public void Ids_and_times_that_go_back_are_handed_on_and_counted()
    {
        var (ticks, report) = ReadAll(_folder.Write("t.csv", """
            10,1.5,2,3,1723161255342,True,True
            10,1.5,2,3,1723161255342,True,True
            14,1.5,2,3,1723161255340,True,True
            12,1.5,2,3,1723161255341,True,True
            15,1.5,2,3,1723161255345,True,True

            """));
        Assert.Equal(5, ticks.Length);
        Assert.Equal((1, 3, 1, 1), (report.IdGaps, report.MissingIds, report.DuplicateIds, report.IdsGoingBack));
        Assert.Equal((1, 1), (report.TimesGoingBack, report.SameTimeRows));
        Assert.Equal((10, 15), (report.FirstId, report.LastId));
    }

    [Fact]
    public void Fast_path_agrees_with_the_checked_one_on_changed_rows()
    {
        var shape = ArchiveShape.Settle(Encoding.UTF8.GetBytes(Three), TapeLayout.Unknown, out _);
        shape.SettleUnit(ExchangeTimeUnit.Milliseconds);
        var seeds = Three.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 80], Gen.Int[0, 20]).Sample((seed, at, what) =>
        {
            var row = seeds[seed];
            at %= row.Length;
            var changed = what < 16 ? row[..at] + "0123456789.,-TeX"[what] + row[(at + 1)..] : row[..at] + row[Math.Min(row.Length, at + what - 15)..];
            var bytes = new byte[512];
            var length = Encoding.UTF8.GetBytes(changed + "\n", bytes);
            nint end = 0;
            if (!ArchiveRow.TryRead(ref bytes[0], ref end, in shape, out var fast) || end > length)
                return true;
            var check = new ArchiveRowCheck(bytes.AsSpan(0, length - 1));
            return end == length && check.TryRead(in shape, out var slow)
                && fast == slow with { Time = Timestamp.FromMilliseconds(check.Time) };
        }, iter: 20_000);
    }

    [Fact]
    public void How_many_rows_are_asked_for_at_once_does_not_matter()
    {
        var path = SharedData.Require("binance-trades/spot/NEXOUSDT-trades-2024-07-23.zip");
        var whole = ReadAll(path).Ticks;
        using var reader = TapeFile.OpenArchive(path, TapeOptions.Default);
        var one = new TradeTick[1];
        var single = new List<TradeTick>();
        while (reader.Read(one.AsSpan()) > 0)
            single.Add(one[0]);
        Assert.Equal(whole, single);
    }

    [Fact]
    public void Steady_reading_allocates_nothing()
    {
        var path = SharedData.Require("binance-trades/spot/BTCUSDT-trades-2024-08-08.zip");
        using var reader = TapeFile.OpenArchive(path, new TapeOptions { ReadAhead = false });
        var buffer = new TradeTick[64];
        var events = new MarketEvent[64];
        // In an unoptimised build only rows of one window are free of boxed numbers: each refill ends in one row on the slow path.
        var rows = Optimised.IsOff ? 600 : 9_000;
        for (var read = 0; read < 256;)
            read += reader.Read(buffer.AsSpan(0, 32)) + reader.Read(events.AsSpan(0, 32));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var read = 0; read < rows - 256;)
            read += reader.Read(buffer.AsSpan()) + reader.Read(events.AsSpan());
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static (TradeTick[] Ticks, ReadReport Report) ReadAll(string path, TapeOptions? options = null)
    {
        using var reader = TapeFile.OpenArchive(path, options ?? TapeOptions.Default);
        var buffer = new TradeTick[100];
        var ticks = new List<TradeTick>();
        while (reader.Read(buffer.AsSpan()) is > 0 and var count)
            ticks.AddRange(buffer.AsSpan(0, count));
        return ([.. ticks], reader.Report);
    }
}
