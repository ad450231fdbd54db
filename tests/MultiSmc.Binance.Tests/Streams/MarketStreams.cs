using MultiSmc.Testing.Archives;

namespace MultiSmc.Binance.Tests.Streams;

/// <summary>The stream's own rules; recordings through it with faults are tested with the recorder.</summary>
public sealed class MarketStreams
{
    [Fact]
    public async Task Subscribe_in_batches_of_at_most_50()
    {
        using var stop = new CancellationTokenSource();
        await using var server = await StreamServer.StartAsync(120, async _ =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });
        var started = TimeProvider.System.GetTimestamp();

        await Stream(server, 120).RunAsync(stop.Token);

        Assert.Equal([50, 50, 20], server.Batches);
        // Three frames, a quarter of a second apart.
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(450));
    }

    [Fact]
    public async Task Fail_loudly_when_nobody_takes_the_messages()
    {
        await using var server = await StreamServer.StartAsync(1, async stream =>
        {
            for (var i = 0; i < 100; i++)
                await stream.SendAsync("""{"stream":"s0@trade","data":{"e":"trade"}}"""u8.ToArray());
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });
        var stream = Stream(server, 1, capacity: 10);

        var failure = await Assert.ThrowsAsync<StreamException>(() => stream.RunAsync(CancellationToken.None));

        Assert.Contains("the consumer is too slow", failure.Message, StringComparison.Ordinal);
        var taken = 0;
        await Assert.ThrowsAsync<StreamException>(async () =>
        {
            await foreach (var _ in stream.Messages.ReadAllAsync())
                taken++;
        });
        Assert.Equal(10, taken);
    }

    [Fact]
    public async Task Fail_when_the_exchange_refuses_a_subscription()
    {
        await using var server = await StreamServer.StartAsync(1, async stream =>
        {
            await stream.SendAsync("""{"code":2,"msg":"Invalid request"}"""u8.ToArray());
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });

        var failure = await Assert.ThrowsAsync<StreamException>(() => Stream(server, 1).RunAsync(CancellationToken.None));

        Assert.Contains("refuses a subscription: Invalid request (2)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Give_up_where_there_never_was_a_server()
    {
        Uri nobody;
        await using (var server = await StreamServer.StartAsync(1, static _ => Task.CompletedTask))
            nobody = server.Address;
        var options = new MarketStreamOptions { Address = nobody, Streams = ["s0@trade"], Retry = new RetryPolicy { MaxAttempts = 2, FirstWait = TimeSpan.FromMilliseconds(1) } };

        var failure = await Assert.ThrowsAsync<StreamException>(() => new MarketStream(options, TimeProvider.System, new Random(1)).RunAsync(CancellationToken.None));

        Assert.Contains("gave up after 2 attempts", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wss://stream.example.org:9443", true)]
    [InlineData("ws://127.0.0.1:8080", true)]
    [InlineData("ws://stream.example.org", false)]
    [InlineData("https://stream.example.org", false)]
    public void Are_plain_on_this_machine_only(string text, bool isAllowed) => Assert.Equal(isAllowed, ServiceAddress.TryParseStream(text, out _, out _));

    private static MarketStream Stream(StreamServer server, int streams, int capacity = 1000) => new(
        new MarketStreamOptions { Address = server.Address, Streams = [.. Enumerable.Range(0, streams).Select(static i => $"s{i}@trade")], Capacity = capacity },
        TimeProvider.System, new Random(1));
}
