using System.Diagnostics;
using System.Globalization;
using System.Text;
using MultiSmc.Catalog;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>The program killed without warning while it records: what it had received is there after the next recording.</summary>
public sealed class KilledRecording
{
    private const int Trades = 5000;

    [Fact]
    public async Task Is_completed_by_the_next_one_with_what_was_missed_between()
    {
        using var folder = new TemporaryFolder();
        var root = Path.Combine(folder.Path, "catalog");
        await using var rest = await ArchiveServer.StartAsync();
        rest.Api = async context =>
        {
            var first = int.Parse(context.Request.Query["fromId"].ToString(), CultureInfo.InvariantCulture);
            var rows = Enumerable.Range(first, Math.Max(0, Trades - first)).Take(1000).Select(static id => string.Create(
                CultureInfo.InvariantCulture, $$"""{"id":{{id}},"price":"100.50","qty":"0.1","quoteQty":"10.05","time":{{Time(id)}},"isBuyerMaker":false,"isBestMatch":true}"""));
            await Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "[" + string.Join(',', rows) + "]");
        };
        using var stop = new CancellationTokenSource();
        await using var server = await StreamServer.StartAsync(1, async stream =>
        {
            switch (stream.Number)
            {
                case 1: await SendAsync(stream, 0, 2000); break;
                case 2:
                    await SendAsync(stream, 2500, Trades);
                    await stream.Socket.CloseOutputAsync(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                    break;
                default: await stop.CancelAsync(); break;
            }

            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });
        string[] line = ["data", "record", "BTCUSDT", "--streams", "trade", "--stream-url", server.Address.AbsoluteUri, "--rest-url", rest.Address.AbsoluteUri, "--catalog", root];

        using (var killed = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "multismc.dll"), .. line]) { RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("dotnet did not start"))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            await UntilAsync(() => Logged(root).Contains("\"t\":1999,", StringComparison.Ordinal), limit.Token);
            killed.Kill();
            await killed.WaitForExitAsync();
        }

        Assert.Empty(CatalogStore.Open(root).Series());
        using var next = new ApplicationUnderTest();
        var code = await next.RunAsync(stop.Token, line);

        Assert.True(code == 0, next.Error);
        Assert.Contains("BTCUSDT: 500 trades were missed, 500 fetched", next.Out, StringComparison.Ordinal);
        var store = CatalogStore.Open(root);
        var key = new SeriesKey(DatasetKind.Trades, "BTCUSDT");
        Assert.Equal(Trades, store.DaysOf(key).Sum(day => store.FactsOf(key, day).Rows));
        Assert.Empty(SeriesGaps.Of(store, key));
        Assert.Empty(Logged(root));
    }

    [Theory]
    [InlineData("--stream-url", "ws://example.org", "is no address of streams")]
    [InlineData("--stream-url", "https://127.0.0.1", "is no address of streams")]
    [InlineData("--streams", "quote,depth", "has to name trade")]
    [InlineData("--streams", "trade,kline", "is none of")]
    public async Task Is_not_begun_with_2_for_what_cannot_be_meant(string option, string value, string reason)
    {
        using var application = new ApplicationUnderTest();
        Assert.Equal(2, await application.RunAsync("data", "record", "BTCUSDT", option, value));
        Assert.Contains(reason, application.Error, StringComparison.Ordinal);
    }

    private static long Time(int id) => 1_741_564_800_000_000 + id * 1000L;

    private static async Task SendAsync(ServedStream stream, int first, int end)
    {
        for (var id = first; id < end; id++)
        {
            await stream.SendAsync(Encoding.UTF8.GetBytes(
                $$$"""{"stream":"btcusdt@trade","data":{"e":"trade","E":{{{Time(id) / 1000}}},"s":"BTCUSDT","t":{{{id}}},"p":"100.50000000","q":"0.10000000","T":{{{Time(id) / 1000}}},"m":false,"M":true}}"""));
        }
    }

    private static string Logged(string root)
    {
        var folder = Path.Combine(root, ".recording", "BTCUSDT");
        if (!Directory.Exists(folder))
            return "";
        var text = new StringBuilder();
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file);
            text.Append(reader.ReadToEnd());
        }

        return text.ToString();
    }

    // Another process writes: there is nothing here to wait for but the file.
    private static async Task UntilAsync(Func<bool> condition, CancellationToken limit)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
            await timer.WaitForNextTickAsync(limit);
    }
}
