using System.IO.Compression;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.BadInput;

/// <summary>A file that can't be used: exit code 4, the file, what is wrong, what to do, and nothing written.</summary>
public sealed class UnreadableFile
{
    private const string Archive = "LTCUSDT-trades-2025-01-01";

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task Zip_that_was_cut_off(double share)
    {
        using var folder = new Workspace();
        var zip = folder.WriteArchive(Archive, SyntheticRows.Of(seed: 1, count: 2_000));
        var bytes = File.ReadAllBytes(zip);
        File.WriteAllBytes(zip, bytes[..(int)(bytes.Length * share)]);

        await RefusedAsync(folder, Archive + ".zip", ": the zip is cut off or damaged: it has no directory at its end. Fetch the file again.");
    }

    [Fact]
    public async Task Zip_whose_data_are_damaged()
    {
        using var folder = new Workspace();
        var zip = folder.WriteArchive(Archive, SyntheticRows.Of(seed: 1, count: 2_000));
        var bytes = File.ReadAllBytes(zip);
        bytes.AsSpan(bytes.Length / 2, 40).Fill(0x55);
        File.WriteAllBytes(zip, bytes);

        await RefusedAsync(folder, Archive + ".zip", "Fetch the file again.");
    }

    [Fact]
    public async Task Gzip_that_was_cut_off()
    {
        using var folder = new Workspace();
        using var packed = new MemoryStream();
        using (var gzip = new StreamWriter(new GZipStream(packed, CompressionLevel.Fastest)))
            gzip.Write(string.Join('\n', SyntheticRows.Of(seed: 1, count: 2_000)));
        File.WriteAllBytes(folder.PathOf("a.csv.gz"), packed.ToArray()[..10_000]);

        await RefusedAsync(folder, "a.csv.gz", ": the compressed data are ");
    }

    [Theory]
    [InlineData("a.csv", "", ": the file is empty. Fetch the file again.")]
    [InlineData("a.zip", "", ": the file is empty. Fetch the file again.")]
    [InlineData("a.csv", "\n\n", ": it holds no rows. Rows are id,price,qty,quoteQty,time,isBuyerMaker")]
    [InlineData("a.zip", "id,price", ": the file is not a zip, though it is named so. Fetch the file again.")]
    [InlineData("a.csv", "<html>no such key</html>\n", ": none of its 1 rows is a valid trade; the first fault, in line 1: ")]
    public async Task File_without_trades(string name, string text, string message)
    {
        using var folder = new Workspace();
        folder.Write(name, text);

        await RefusedAsync(folder, name, message);
    }

    [Fact]
    public async Task Archive_that_differs_from_its_checksum()
    {
        using var folder = new Workspace();
        folder.WriteArchive(Archive, SyntheticRows.Of(seed: 1, count: 200));
        folder.Write(Archive + ".zip.CHECKSUM", $"{new string('a', 64)}  {Archive}.zip\n");

        await RefusedAsync(folder, Archive + ".zip", "Fetch both again");
    }

    [Fact]
    public async Task Archive_of_another_symbol_than_its_name_says()
    {
        using var folder = new Workspace();
        folder.WriteArchive("BTCUSDT-trades-2025-01-01", SyntheticRows.Of(seed: 1, count: 200));
        File.Move(folder.PathOf("BTCUSDT-trades-2025-01-01.zip"), folder.PathOf(Archive + ".zip"));

        await RefusedAsync(
            folder, Archive + ".zip", "which is another file than the zip's name says. Fetch the file again, or rename it if it was renamed.");
    }

    [Fact]
    public async Task File_that_is_not_there()
    {
        using var folder = new Workspace();
        folder.Configure("absent.zip");
        foreach (var verb in new[] { "backtest", "packets", "structure" })
        {
            var outcome = await folder.RunAsync(verb);
            Assert.Equal((4, ""), (outcome.Code, outcome.Out));
            Assert.EndsWith("; set data.root in config.yaml, or say --data DIR\n", outcome.Error, StringComparison.Ordinal);
            Assert.StartsWith("error: LTCUSDT: no file 'absent.zip' under ", outcome.Error, StringComparison.Ordinal);
        }

        Assert.Equal(["config.yaml"], folder.Entries());
    }

    // Verb by verb: a file that fails must fail wherever it is read.
    private static async Task RefusedAsync(Workspace folder, string name, string message)
    {
        folder.Configure(name);
        var before = folder.Entries();
        foreach (var line in new string[][] { ["backtest", "--json"], ["packets", "--out", "packets.csv"] })
        {
            var outcome = await folder.RunAsync(line);
            Assert.Equal((4, ""), (outcome.Code, outcome.Out));
            var error = outcome.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
            Assert.StartsWith("error: " + Path.Combine(folder.Path, name), error, StringComparison.Ordinal);
            Assert.Contains(message, error, StringComparison.Ordinal);
            Assert.Equal(before, folder.Entries());
        }
    }
}
