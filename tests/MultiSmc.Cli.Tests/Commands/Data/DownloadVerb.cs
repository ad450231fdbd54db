using Microsoft.Extensions.Time.Testing;
using MultiSmc.Cli.Commands;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary><c>data download</c> by what it says and how it ends.</summary>
public sealed class DownloadVerb
{
    private static string Name(int day) => $"BTCUSDT-trades-2025-01-{day:00}.zip";

    private static string[] Line(ArchiveServer server, TemporaryFolder folder, params string[] more) =>
    [
        "data", "download", "btcusdt", "--from", "2025-01-01", "--to", "2025-01-04", "--base-url", server.Address.AbsoluteUri, "--rest-url",
        server.Address.AbsoluteUri, "--into", folder.Path, .. more.Contains("--catalog") ? more : [.. more, "--no-import"],
    ];

    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] line)
    {
        using var application = new ApplicationUnderTest();
        var code = await application.RunAsync(line);
        return (code, application.Out.ReplaceLineEndings("\n"), application.Error.ReplaceLineEndings("\n"));
    }

    private static ServedFile[] PublishThree(ArchiveServer server) =>
        [.. Enumerable.Range(1, 3).Select(day => server.Publish(Name(day), SyntheticZip.Trades(Name(day), 2000, 1 + 2000 * day)))];

    [Fact]
    public async Task Loads_lists_and_ends_with_0_and_the_second_time_does_nothing()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();
        PublishThree(server);

        var first = await RunAsync(Line(server, folder));
        var asked = server.Requests.Count;
        var second = await RunAsync(Line(server, folder));

        var listed = string.Concat(Enumerable.Range(1, 3).Select(day => Path.Combine(folder.Path, "BTCUSDT", Name(day)) + "\n"));
        Assert.Equal((0, listed), (first.Code, first.Out));
        Assert.StartsWith("3 files to load, ", first.Error, StringComparison.Ordinal);
        Assert.Contains("loaded, checksum agrees (3 of 3 files, ", first.Error, StringComparison.Ordinal);
        Assert.Equal((0, listed), (second.Code, second.Out));
        Assert.Contains("0 files loaded, 0 B; 3 were here already", second.Error, StringComparison.Ordinal);
        Assert.Equal(asked, server.Requests.Count);
    }

    [Fact]
    public async Task Lists_missing_days_apart_from_failures()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();
        server.Publish(Name(1), SyntheticZip.Trades(Name(1), 10));
        server.Publish(Name(3), SyntheticZip.Trades(Name(3), 10));

        var (code, _, error) = await RunAsync(Line(server, folder));

        Assert.Equal(0, code);
        Assert.Contains("warning: BTCUSDT: no archive of 2025-01-02: a hole in what the exchange publishes\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_4_when_there_is_nothing()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();

        var (code, output, error) = await RunAsync(Line(server, folder));

        Assert.Equal((4, ""), (code, output));
        Assert.Contains("error: BTCUSDT: the exchange has no archive of it from 2025-01-01 on; check the symbol and the days\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_4_for_a_wrong_checksum_and_0_on_the_users_word()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();
        PublishThree(server)[1].Checksum = static name => $"{new string('0', 64)}  {name}\n";

        var refused = await RunAsync(Line(server, folder));
        var accepted = await RunAsync(Line(server, folder, "--accept-unverified"));

        Assert.Equal(4, refused.Code);
        Assert.Contains($"{Name(2)}: its SHA-256 is ", refused.Error, StringComparison.Ordinal);
        Assert.Contains(".quarantine", refused.Error, StringComparison.Ordinal);
        Assert.Equal(2, refused.Out.Count(static c => c == '\n'));
        Assert.Equal(0, accepted.Code);
        Assert.Contains($"warning: {Name(2)}: used though its checksum does not agree", accepted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_5_when_a_file_is_refused_and_loads_the_others()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();
        PublishThree(server)[0].Answers.Enqueue((403, null));

        var (code, output, error) = await RunAsync(Line(server, folder));

        Assert.Equal(5, code);
        Assert.Equal(2, output.Count(static c => c == '\n'));
        Assert.Contains($"error: {Name(1)}: the server refuses it (403", error, StringComparison.Ordinal);
        Assert.EndsWith("what has come is kept; the same command goes on from there\n", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--base-url", "http://example.org", "only https is allowed")]
    [InlineData("--rest-url", "ftp://example.org", "is no address")]
    [InlineData("--parallel", "17", "allowed: 1 to 16")]
    [InlineData("--kind", "klines", "neither trades nor aggTrades")]
    [InlineData("--from", "2016-01-01", "when the exchange opened")]
    [InlineData("--from", "2025-01-04", "is not before --to")]
    [InlineData("--from", "yesterday", "is no day")]
    public async Task Ends_with_2_for_what_cannot_be_meant(string option, string value, string reason)
    {
        using var folder = new TemporaryFolder();
        var options = new Dictionary<string, string> { ["--from"] = "2025-01-01", ["--to"] = "2025-01-04", ["--into"] = folder.Path, [option] = value };

        var (code, _, error) = await RunAsync(["data", "download", "BTCUSDT", .. options.SelectMany(static pair => new[] { pair.Key, pair.Value })]);

        Assert.Equal(2, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_2_for_a_symbol_that_is_a_path() =>
        Assert.Equal(2, (await RunAsync("data", "download", "../../etc", "--from", "2025-01-01")).Code);

    [Fact]
    public async Task Imports_what_it_loads_and_passes_over_what_is_in_the_catalog()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();
        PublishThree(server);
        var catalog = Path.Combine(folder.Path, "catalog");

        var first = await RunAsync(Line(server, folder, "--catalog", catalog));
        // What is no zip any more cannot be read again.
        var zips = Enumerable.Range(1, 3).Select(day => Path.Combine(folder.Path, "BTCUSDT", Name(day))).ToDictionary(static path => path, File.ReadAllBytes);
        foreach (var (path, bytes) in zips)
            File.WriteAllBytes(path, new byte[bytes.Length]);
        var second = await RunAsync(Line(server, folder, "--catalog", catalog));
        File.Delete(Path.Combine(catalog, "spot", "trades", "BTCUSDT", "2025-01-02.parquet"));
        foreach (var (path, bytes) in zips)
            File.WriteAllBytes(path, bytes);
        var third = await RunAsync(Line(server, folder, "--catalog", catalog));
        var verify = await RunAsync("data", "verify", "--catalog", catalog);

        Assert.Equal((0, 3), (first.Code, first.Out.Split("2000 rows, days: 1 added").Length - 1));
        Assert.Equal((0, ""), (second.Code, second.Out));
        Assert.Contains("0 files imported; 3 were in the catalog already\n", second.Error, StringComparison.Ordinal);
        Assert.Equal((0, $"{Name(2)}: spot/trades/BTCUSDT, 2000 rows, days: 1 added\n"), (third.Code, third.Out));
        Assert.Equal(0, verify.Code);
    }

    [Fact]
    public async Task Ends_with_4_when_a_file_cannot_be_imported_and_imports_the_others()
    {
        await using var server = await ArchiveServer.StartAsync();
        using var folder = new TemporaryFolder();
        // Day 2 is in the catalog already, with other prices of the same ids.
        server.Publish(Name(2), SyntheticZip.Trades(Name(2), 2000, 4001, seed: 9));
        var catalog = Path.Combine(folder.Path, "catalog");
        await RunAsync(Line(server, folder, "--catalog", catalog));
        Directory.Delete(Path.Combine(folder.Path, "BTCUSDT"), recursive: true);
        PublishThree(server);

        var (code, output, error) = await RunAsync(Line(server, folder, "--catalog", catalog));

        Assert.Equal((4, 2), (code, output.Count(static c => c == '\n')));
        Assert.True(error.Contains("row 4001 of spot/trades/BTCUSDT is ", StringComparison.Ordinal), error);
        Assert.Contains("2 files imported; 0 were in the catalog already; 1 could not be imported\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_rate_and_remaining_time_and_does_not_count_what_was_there()
    {
        var time = new FakeTimeProvider();
        var ledger = new TransferLedger(2, 100 << 20, time);
        ledger.Note("a", 40 << 20);
        time.Advance(TimeSpan.FromSeconds(2));
        ledger.Note("a", 50 << 20);
        ledger.NoteDone();

        Assert.Equal("1 of 2 files, 50.0 MiB of 100.0 MiB, 5.0 MiB/s, 0:10 left", ledger.ToString());
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("1 of 2 files, 50.0 MiB of 100.0 MiB, 0 B/s", ledger.ToString());
    }
}
