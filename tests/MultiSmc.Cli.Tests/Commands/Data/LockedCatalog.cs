using System.Diagnostics;
using System.Text;
using MultiSmc.Catalog;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>A recording into a catalog that somebody else is writing to.</summary>
public sealed class LockedCatalog
{
    private const int Trades = 20;
    private static readonly SeriesKey s_key = new(DatasetKind.Trades, "BTCUSDT");

    [Fact]
    public async Task By_the_recording_of_another_process_refuses_a_second_one_with_4()
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Path, "catalog");
        await using var rest = await ArchiveServer.StartAsync();
        var connected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await StreamServer.StartAsync(1, static _ => Task.Delay(Timeout.Infinite, CancellationToken.None));
        server.OnConnected = _ => connected.TrySetResult();
        using var other = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "multismc.dll"), .. Line(root, server, rest)]) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dotnet did not start");
        try
        {
            await connected.Task.WaitAsync(TimeSpan.FromMinutes(2));
            using var second = new ApplicationUnderTest();

            Assert.Equal(4, await second.RunAsync(Line(root, server, rest)));

            Assert.Contains(root, second.Error, StringComparison.Ordinal);
            Assert.Contains("another recording is writing to the catalog", second.Error, StringComparison.Ordinal);
            Assert.Contains("Stop it, or record into another catalog", second.Error, StringComparison.Ordinal);
        }
        finally
        {
            other.Kill();
            await other.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task By_an_import_at_the_recordings_end_keeps_what_came_says_so_with_4_and_the_next_recording_puts_it_in()
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Path, "catalog");
        await using var rest = await ArchiveServer.StartAsync();
        using var first = new CancellationTokenSource();
        using var next = new CancellationTokenSource();
        await using var server = await StreamServer.StartAsync(1, async stream =>
        {
            // Whoever comes again has received all that was sent before.
            if (stream.Number == 1)
                await SendAndCloseAsync(stream);
            else
                await (stream.Number == 2 ? first : next).CancelAsync();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });
        using var locked = new ApplicationUnderTest();
        using (CatalogStore.OpenOrCreate(root).OpenWriter())
            Assert.Equal(4, await locked.RunAsync(first.Token, Line(root, server, rest)));

        Assert.Contains("another import is writing to the catalog. Wait until it is done. What was recorded of BTCUSDT stays in", locked.Error, StringComparison.Ordinal);
        Assert.Empty(CatalogStore.Open(root).Series());

        using var free = new ApplicationUnderTest();
        var code = await free.RunAsync(next.Token, Line(root, server, rest));
        Assert.True(code == 0, free.Error);
        var store = CatalogStore.Open(root);
        Assert.Equal(Trades, store.DaysOf(s_key).Sum(day => store.FactsOf(s_key, day).Rows));
    }

    private static string[] Line(string root, StreamServer server, ArchiveServer rest) =>
        ["data", "record", "BTCUSDT", "--streams", "trade", "--stream-url", server.Address.AbsoluteUri, "--rest-url", rest.Address.AbsoluteUri, "--catalog", root];

    private static async Task SendAndCloseAsync(ServedStream stream)
    {
        for (var id = 1; id <= Trades; id++)
        {
            await stream.SendAsync(Encoding.UTF8.GetBytes(
                $$$"""{"stream":"btcusdt@trade","data":{"e":"trade","E":1741564800000,"s":"BTCUSDT","t":{{{id}}},"p":"100.50000000","q":"0.10000000","T":1741564800000,"m":false,"M":true}}"""));
        }

        await stream.Socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }
}
