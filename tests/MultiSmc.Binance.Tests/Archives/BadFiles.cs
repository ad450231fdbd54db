using System.Text;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Archives;

public sealed class BadFiles : IDisposable
{
    private const string Row = "10,61837.63000000,0.02000000,1236.75260000,1723161255342,True,True\n";

    private readonly TempFolder _folder = new();

    private static string Rows => string.Concat(Enumerable.Range(0, 5_000).Select(static id => $"{id},{61_000 + id * 7919 % 997}.{id % 97:D2},0.0{id % 89 + 1},1.5,1723161255342,True,True\n"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_named() => Refuses(_folder.At("none.zip"), "no such file");

    [Fact]
    public void A_folder_is_no_file() => Refuses(_folder.Root, "");

    [Theory]
    [InlineData("t.csv")]
    [InlineData("t.zip")]
    [InlineData("t.csv.gz")]
    public void An_empty_file_is_refused(string name) => Refuses(_folder.Write(name, ""), "empty");

    [Fact]
    public void A_file_named_zip_must_be_one() => Refuses(_folder.Write("t.zip", Row), "not a zip");

    [Fact]
    public void A_file_named_gz_must_be_one() => Refuses(_folder.Write("t.csv.gz", Row), "not gzip");

    [Fact]
    public void A_zip_cut_off_is_refused()
    {
        var bytes = File.ReadAllBytes(_folder.Zip("whole.zip", ("t.csv", Rows)));
        Refuses(_folder.Write("cut.zip", bytes[..(bytes.Length / 2)]), "cut off or damaged");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_changed_bit_inside_a_zip_is_found(bool readAhead)
    {
        var bytes = File.ReadAllBytes(_folder.Zip("whole.zip", ("t.csv", Rows)));
        for (var at = 100; at < bytes.Length - 200; at += 997)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 4;
            var path = _folder.Write("changed.zip", changed);
            var exception = Assert.Throws<DataFileException>(() => ReadAll(path, new TapeOptions { ReadAhead = readAhead, MaxBadShare = 1 }));
            Assert.Equal(path, exception.Path);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gzip_cut_anywhere_is_refused(bool readAhead)
    {
        var bytes = TempFolder.GzipBytes(Encoding.UTF8.GetBytes(Rows));
        foreach (var cut in new[] { 2, 9, 12, bytes.Length / 2, bytes.Length - 9, bytes.Length - 8, bytes.Length - 1 })
        {
            var path = _folder.Write("cut.csv.gz", bytes[..cut]);
            var exception = Assert.Throws<DataFileException>(() => ReadAll(path, new TapeOptions { ReadAhead = readAhead, MaxBadShare = 1 }));
            Assert.Equal((path, FileFaults.FetchAgain), (exception.Path, exception.WhatToDo));
        }
    }

    [Fact]
    public void What_came_before_the_cut_is_still_read()
    {
        var bytes = TempFolder.GzipBytes(Encoding.UTF8.GetBytes(Rows));
        using var reader = TapeFile.OpenArchive(_folder.Write("cut.csv.gz", bytes[..(bytes.Length / 2)]), TapeOptions.Default);
        Assert.Equal(1_000, reader.Read(new TradeTick[1_000].AsSpan()));
        Assert.Throws<DataFileException>(() => reader.Read(new TradeTick[5_000].AsSpan()));
        Assert.False(reader.Report.IsComplete);
    }

    [Fact]
    public void An_empty_zip_holds_no_csv() => Refuses(_folder.Zip("t.zip"), "no CSV member");

    [Fact]
    public void A_zip_without_a_csv_is_refused() => Refuses(_folder.Zip("t.zip", ("readme.txt", "x")), "no CSV member (1 members");

    [Fact]
    public void A_zip_with_an_empty_csv_is_refused() => Refuses(_folder.Zip("t.zip", ("t.csv", "")), "the member is empty");

    [Fact]
    public void A_zip_with_several_csv_members_is_refused() => Refuses(_folder.Zip("t.zip", ("a.csv", Row), ("b.csv", Row)), "several CSV members (a.csv, b.csv");

    [Theory]
    [InlineData("../t.csv")]
    [InlineData("a/../../t.csv")]
    [InlineData("/etc/t.csv")]
    [InlineData("..\\t.csv")]
    [InlineData("C:t.csv")]
    public void A_member_name_that_points_outside_is_refused(string member) => Refuses(_folder.Zip("t.zip", (member, Row)), "outside of the archive");

    [Fact]
    public void A_member_of_another_symbol_is_refused() =>
        Refuses(_folder.Zip("BTCUSDT-trades-2024-08-08.zip", ("ETHUSDT-trades-2024-08-08.csv", Row)), "another file than the zip's name says");

    [Fact]
    public void A_zip_renamed_by_hand_is_read() => Assert.Equal(1, ReadAll(_folder.Zip("mine.zip", ("x/ETHUSDT-trades-2024-08-08.csv", Row), ("__MACOSX/._t.csv", "x")), TapeOptions.Default).Accepted);

    [Theory]
    [InlineData("id,price,qty,quoteQty,time,isBuyerMaker,isBestMatch\n", "no rows, only a header")]
    [InlineData("\n\n", "no rows")]
    [InlineData("timestamp,price,quantity,side,tradeId\n1,2,3,buy,4\n", "none of its 2 rows is a valid trade")]
    [InlineData("hello\nworld\n", "none of its 2 rows is a valid trade; the first fault, in line 1: found 1 columns, expected 7")]
    public void A_file_without_a_valid_row_is_refused(string text, string what) => Refuses(_folder.Write("t.csv", text), what);

    [Fact]
    public void Milliseconds_and_microseconds_in_one_file_are_refused_with_the_line()
    {
        var exception = Refuses(_folder.Write("t.csv", Row + Row + Row.Replace("1723161255342", "1723161255342000", StringComparison.Ordinal)), "is in microseconds, the rows before it are in milliseconds");
        Assert.Equal(3, exception.Line);
    }

    [Fact]
    public void A_checksum_that_differs_is_refused_before_a_row_is_read_and_can_be_overridden()
    {
        var path = _folder.Zip("t.zip", ("t.csv", Row));
        _folder.Write("t.zip.CHECKSUM", new string('0', 64) + "  t.zip\n");
        Refuses(path, "t.zip.CHECKSUM says 0000");
        Assert.False(ReadAll(path, new TapeOptions { VerifyChecksum = false }).IsChecksumVerified);
    }

    [Fact]
    public void A_checksum_file_that_is_none_is_refused()
    {
        var path = _folder.Zip("t.zip", ("t.csv", Row));
        var beside = _folder.Write("t.zip.CHECKSUM", "<html>not found</html>");
        var exception = Assert.Throws<DataFileException>(() => ReadAll(path, TapeOptions.Default));
        Assert.Equal(beside, exception.Path);
    }

    [Fact]
    public void An_archive_left_half_read_can_be_closed()
    {
        var path = _folder.Zip("t.zip", ("t.csv", string.Concat(Enumerable.Repeat(Rows, 20))));
        using (var reader = TapeFile.OpenArchive(path, TapeOptions.Default))
            Assert.Equal(10, reader.Read(new TradeTick[10].AsSpan()));
        File.Delete(path);
    }

    private static DataFileException Refuses(string path, string what)
    {
        var exception = Assert.Throws<DataFileException>(() => ReadAll(path, TapeOptions.Default));
        Assert.StartsWith(path, exception.Path, StringComparison.Ordinal);
        Assert.Contains(what, exception.What, StringComparison.Ordinal);
        Assert.NotEmpty(exception.WhatToDo);
        Assert.Equal(exception.Line is { } line ? $"{exception.Path}, line {line}: {exception.What}. {exception.WhatToDo}" : $"{exception.Path}: {exception.What}. {exception.WhatToDo}", exception.Message);
        return exception;
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
