using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Archives;

public sealed class BadRows : IDisposable
{
    private const string Good = "10,61837.63000000,0.02000000,1236.75260000,1723161255342,True,True\n";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("11,61837.63,0.02,1236.7526,1723161255342,True", RowFaultKind.WrongColumnCount, "", "found 6 columns, expected 7")]
    [InlineData("11,61837.63,0.02,1236.7526,1723161255342,True,True,1,2,3", RowFaultKind.WrongColumnCount, "", "found 10 columns")]
    [InlineData("x1,61837.63,0.02,1236.7526,1723161255342,True,True", RowFaultKind.NotANumber, "id", "not a whole number")]
    [InlineData("-11,61837.63,0.02,1236.7526,1723161255342,True,True", RowFaultKind.OutOfRange, "id", "negative")]
    [InlineData("99999999999999999999,61837.63,0.02,1236.7526,1723161255342,True,True", RowFaultKind.OutOfRange, "id", "64 bits")]
    [InlineData("11,abc,0.02,1236.7526,1723161255342,True,True", RowFaultKind.NotANumber, "price", "not a plain decimal")]
    [InlineData("11,6e4,0.02,1236.7526,1723161255342,True,True", RowFaultKind.NotANumber, "price", "not a plain decimal")]
    [InlineData("11,-61837.63,0.02,1236.7526,1723161255342,True,True", RowFaultKind.NotPositive, "price", "negative")]
    [InlineData("11,61837.63,0.00000000,0,1723161255342,True,True", RowFaultKind.NotPositive, "qty", "zero")]
    [InlineData("11,61837.63,,0,1723161255342,True,True", RowFaultKind.NotANumber, "qty", "not a plain decimal")]
    [InlineData("11,0.00001,99999999999999,1,1723161255342,True,True", RowFaultKind.OutOfRange, "qty", "does not fit")]
    [InlineData("11,61837.630000001,0.02,1236.7526,1723161255342,True,True", RowFaultKind.OutOfRange, "price", "more than 8 decimals")]
    [InlineData("11,99999999,99999999,1,1723161255342,True,True", RowFaultKind.OutOfRange, "", "price × quantity")]
    [InlineData("11,61837.63,0.02,twelve,1723161255342,True,True", RowFaultKind.NotANumber, "quoteQty", "not a plain decimal")]
    [InlineData("11,61837.63,0.02,1236.7526,1723161255,True,True", RowFaultKind.BadTime, "time", "no time")]
    [InlineData("11,61837.63,0.02,1236.7526,noon,True,True", RowFaultKind.NotANumber, "time", "not a whole number")]
    [InlineData("11,61837.63,0.02,1236.7526,1723161255342,maybe,True", RowFaultKind.BadFlag, "isBuyerMaker", "neither true nor false")]
    [InlineData("11,61837.63,0.02,1236.7526,1723161255342,True,2", RowFaultKind.BadFlag, "isBestMatch", "neither true nor false")]
    public void A_bad_row_is_counted_shown_and_skipped(string row, RowFaultKind kind, string column, string what)
    {
        var path = _folder.Write("t.csv", Good + row + "\n" + Good.Replace("10,", "12,", StringComparison.Ordinal));
        using var reader = TapeFile.OpenArchive(path, new TapeOptions { MaxBadShare = 0.5 });
        var ticks = new TradeTick[10];
        Assert.Equal(2, reader.Read(ticks.AsSpan()));
        Assert.Equal((3, 2, 1, 1), (reader.Report.Rows, reader.Report.Accepted, reader.Report.FaultCount, reader.Report.FaultsOf(kind)));
        var fault = Assert.Single(reader.Report.Faults);
        Assert.Equal((path, 2, kind, column), (fault.Path, fault.Line, fault.Kind, fault.Column));
        Assert.Contains(what, fault.What, StringComparison.Ordinal);
        Assert.NotEmpty(fault.WhatToDo);
        Assert.StartsWith($"{path}, line 2: ", fault.ToString(), StringComparison.Ordinal);
        Assert.Contains(fault.Text.TrimEnd('…'), row, StringComparison.Ordinal);

        using var strict = TapeFile.OpenArchive(path, new TapeOptions { Faults = FaultPolicy.Stop });
        var stop = Assert.Throws<DataFileException>(() => strict.Read(ticks.AsSpan()));
        Assert.Equal((path, (long?)2, fault.WhatToDo), (stop.Path, stop.Line, stop.WhatToDo));
        Assert.Same(stop, Assert.Throws<DataFileException>(() => strict.Read(ticks.AsSpan())));
    }

    [Theory]
    [InlineData("11,61837.63,0.02,12")]
    [InlineData("11,61837.63,0.02,1236.7526,1723161255342,True,Tru")]
    public void A_last_line_cut_off_is_told_as_such(string row)
    {
        using var reader = TapeFile.OpenArchive(_folder.Write("t.csv", Good + row), new TapeOptions { MaxBadShare = 0.5 });
        Assert.Equal(1, reader.Read(new TradeTick[10].AsSpan()));
        var fault = Assert.Single(reader.Report.Faults);
        Assert.Equal((RowFaultKind.TruncatedLine, 2), (fault.Kind, fault.Line));
    }

    [Fact]
    public void One_bad_row_in_fifty_stops_the_reading_unless_allowed()
    {
        var path = _folder.Write("t.csv", string.Concat(Enumerable.Repeat(Good, 49)) + "11,abc,1,1,1723161255342,True,True\n");
        var exception = Assert.Throws<DataFileException>(() => ReadAll(path, TapeOptions.Default));
        Assert.Contains("1 of 50 rows are bad", exception.What, StringComparison.Ordinal);
        Assert.Contains("abc", exception.What, StringComparison.Ordinal);
        Assert.Equal(50, exception.Line);
        Assert.Equal(49, ReadAll(path, new TapeOptions { MaxBadShare = 0.02 }).Accepted);
    }

    [Fact]
    public void Too_many_bad_rows_stop_a_long_file_before_its_end()
    {
        var path = _folder.Write("t.csv", string.Concat(Enumerable.Repeat(Good + "broken\n", 20_000)));
        using var reader = TapeFile.OpenArchive(path, TapeOptions.Default);
        Assert.Throws<DataFileException>(() => reader.Read(new TradeTick[100_000].AsSpan()));
        Assert.InRange(reader.Report.Rows, 10_000, 10_002);
        Assert.Equal(20, reader.Report.Faults.Count);
        Assert.Equal(5_000, reader.Report.FaultCount);
    }

    [Fact]
    public void Text_is_shown_short_and_printable()
    {
        var path = _folder.Write("t.csv", Good + "11,\u0007" + new string('x', 200) + ",1,1,1723161255342,True,True\n");
        var report = ReadAll(path, new TapeOptions { MaxBadShare = 1 });
        Assert.Equal("·" + new string('x', 59) + "…", report.Faults[0].Text);
    }

    private static ReadReport ReadAll(string path, TapeOptions options)
    {
        using var reader = TapeFile.OpenArchive(path, options);
        var buffer = new TradeTick[100];
        while (reader.Read(buffer.AsSpan()) > 0)
        {
        }

        return reader.Report;
    }
}
