using System.Net.WebSockets;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange.Tests.Market;

/// <summary>Connections to the market streams: requests, forms, limits, faults.</summary>
public sealed class StreamConnections
{
    private static readonly Instrument[] Instruments = [MarketRig.Instrument(0, "BTCUSDT"), MarketRig.Instrument(1, "ETHUSDT", "ETH")];

    [Fact]
    public async Task Answer_the_requests_of_the_control_protocol()
    {
        await using var rig = await StartAsync();
        using var client = await rig.ConnectAsync("/ws");

        Assert.Equal("""{"result":null,"id":1}""", await client.RequestAsync("""{"method":"SUBSCRIBE","params":["btcusdt@trade","nosuch@trade"],"id":1}"""));
        Assert.Equal("""{"result":["btcusdt@trade","nosuch@trade"],"id":"x"}""", await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":"x"}"""));
        Assert.Equal("""{"result":null,"id":null}""", await client.RequestAsync("""{"method":"UNSUBSCRIBE","params":["nosuch@trade"],"id":null}"""));
        Assert.Equal("""{"result":false,"id":2}""", await client.RequestAsync("""{"method":"GET_PROPERTY","params":["combined"],"id":2}"""));
        rig.Take([Trade(0, 1)]);
        Assert.StartsWith("""{"e":"trade",""", await client.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Equal("""{"result":null,"id":3}""", await client.RequestAsync("""{"method":"SET_PROPERTY","params":["combined",true],"id":3}"""));
        rig.Take([Trade(0, 2)]);
        Assert.StartsWith("""{"stream":"btcusdt@trade","data":{"e":"trade",""", await client.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", 3)]
    [InlineData("""{"method":"DANCE","id":1}""", 2)]
    [InlineData("""{"method":"SUBSCRIBE","id":1}""", 2)]
    [InlineData("""{"method":"SUBSCRIBE","params":[7],"id":1}""", 2)]
    [InlineData("""{"method":"SET_PROPERTY","params":["colour",true],"id":1}""", 0)]
    [InlineData("""{"method":"SET_PROPERTY","params":["combined","yes"],"id":1}""", 1)]
    [InlineData("""{"method":"SET_PROPERTY","params":[],"id":1}""", 2)]
    public async Task Refuse_a_wrong_request_with_its_code_and_stay_open(string request, int code)
    {
        await using var rig = await StartAsync();
        using var client = await rig.ConnectAsync("/ws/btcusdt@trade");

        using var refusal = JsonDocument.Parse(await client.RequestAsync(request));

        Assert.Equal(code, refusal.RootElement.GetProperty("code").GetInt32());
        rig.Take([Trade(0, 1)]);
        Assert.Contains("\"trade\"", await client.ReadTextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ws/0")]
    [InlineData("/ws")]
    [InlineData("/stream")]
    [InlineData("/stream?streams=")]
    public async Task Begin_without_a_stream_where_the_path_names_none(string path)
    {
        await using var rig = await StartAsync();
        using var client = await rig.ConnectAsync(path);

        Assert.Equal("""{"result":[],"id":1}""", await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}"""));
    }

    [Fact]
    public async Task Get_times_in_the_unit_of_the_address()
    {
        await using var rig = await StartAsync();
        using var client = await rig.ConnectAsync("/ws/btcusdt@trade?timeUnit=microsecond");
        await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");

        rig.Take([Trade(0, 1)]);

        Assert.Equal(Trade(0, 1).Time.Nanoseconds / 1000, JsonDocument.Parse(await client.ReadTextAsync()).RootElement.GetProperty("T").GetInt64());
        await Assert.ThrowsAsync<WebSocketException>(() => rig.ConnectAsync("/ws/btcusdt@trade?timeUnit=fortnight"));
    }

    [Fact]
    public async Task Are_closed_after_more_than_five_messages_in_a_second()
    {
        var time = new FakeTimeProvider();
        await using var rig = await StartAsync(new MarketRigOptions { Time = time });
        using var client = await rig.ConnectAsync("/ws");

        for (var second = 0; second < 2; second++)
        {
            for (var i = 0; i < 5; i++)
                await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
            time.Advance(TimeSpan.FromSeconds(1));
        }

        for (var i = 0; i < 6; i++)
            await client.SendAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        Assert.Equal(5, (await client.ReadManyAsync(6)).Count);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, client.Socket.CloseStatus);
        Assert.Equal(1, rig.Streams.CutOff);
    }

    [Fact]
    public async Task Take_no_more_streams_than_there_may_be()
    {
        await using var rig = await StartAsync();
        using var client = await rig.ConnectAsync("/ws");
        var names = string.Join(",", Enumerable.Range(0, 1024).Select(static i => $"\"s{i}@trade\""));

        Assert.Contains("null", await client.RequestAsync($$"""{"method":"SUBSCRIBE","params":[{{names}}],"id":1}"""), StringComparison.Ordinal);
        Assert.Contains("\"code\":2", await client.RequestAsync("""{"method":"SUBSCRIBE","params":["btcusdt@trade"],"id":2}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_pinged_each_twenty_seconds_and_cut_when_they_answer_none()
    {
        var time = new FakeTimeProvider();
        await using var rig = await StartAsync(new MarketRigOptions { Time = time });
        using var answering = await rig.ConnectAsync("/ws/btcusdt@trade");
        using var mute = await RawSocket.ConnectAsync(rig.Address, "/ws/btcusdt@trade");
        await answering.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        Assert.Equal(2, rig.Streams.Connections);

        for (var second = 1; second <= 80; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            if (second is not (20 or 40 or 60))
                continue;
            Assert.Equal(0x89, await mute.ReadFrameAsync());
            // Its pong goes out with a receive that is pending; the answer says that the server has read it.
            await answering.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        }

        Assert.Equal(-1, await mute.ReadFrameAsync());
        rig.Take([Trade(0, 1)]);
        Assert.Contains("\"trade\"", await answering.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, rig.Streams.CutOff);
    }

    [Fact]
    public async Task Are_told_after_a_day_that_they_end_and_end_a_minute_later()
    {
        var time = new FakeTimeProvider();
        await using var rig = await StartAsync(new MarketRigOptions { Time = time, Streams = new StreamServerOptions { PongTimeout = TimeSpan.FromDays(2) } });
        using var client = await rig.ConnectAsync("/ws/btcusdt@trade");
        await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");

        time.Advance(TimeSpan.FromHours(24));
        Assert.StartsWith("""{"e":"serverShutdown",""", await client.ReadTextAsync(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(30));
        rig.Take([Trade(0, 1)]);
        Assert.Contains("\"trade\"", await client.ReadTextAsync(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromMinutes(1));
        await Assert.ThrowsAsync<WebSocketException>(client.ReadAsync);
    }

    [Fact]
    public async Task That_read_too_slowly_are_cut_and_cost_the_others_nothing()
    {
        await using var rig = await StartAsync(new MarketRigOptions { Streams = new StreamServerOptions { OutboxMax = 1 << 20 } });
        using var good = await rig.ConnectAsync("/ws/btcusdt@trade");
        using var slow = await RawSocket.ConnectAsync(rig.Address, "/ws/btcusdt@trade");
        await good.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        var (read, id) = (0, 0L);

        // The slow one takes what fits the sockets' own buffers, then a megabyte; the other one reads all of it.
        while (rig.Streams.CutOff == 0)
        {
            Assert.True(id < 5_000_000, "the slow reader is not cut off");
            rig.Take([.. Enumerable.Range(0, 500).Select(_ => Trade(0, ++id))]);
            read += (await good.ReadManyAsync(500)).Count;
        }

        Assert.Equal(id, read);
        Assert.Equal(1, rig.Streams.Connections);
    }

    [Fact]
    public async Task Cost_the_exchanges_thread_no_garbage_for_a_trade()
    {
        const int Burst = 2_000;
        await using var rig = await StartAsync();
        using var client = await rig.ConnectAsync("/stream?streams=btcusdt@trade/btcusdt@bookTicker/btcusdt@kline_1m");
        await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        var (id, time) = (0L, Trade(0, 1).Time);
        var allocated = long.MaxValue;

        // The first rounds make room for what comes; later ones find it.
        for (var round = 0; round < 6; round++)
        {
            MarketEvent[] run = [.. Enumerable.Range(0, Burst).Select(_ => At(++id, time, "60000.5"))];
            var before = GC.GetAllocatedBytesForCurrentThread();
            rig.Take(run);
            allocated = Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            await client.ReadManyAsync(Burst);
        }

        Assert.InRange(allocated, 0, Burst / 4);
    }

    [Fact]
    public async Task Live_through_the_faults_that_are_played()
    {
        await using var rig = await StartAsync();
        using var client = await rig.ConnectAsync("/stream?streams=btcusdt@trade/ethusdt@trade");
        await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");

        rig.Streams.Faults.Mute("btcusdt@trade", isMuted: true);
        rig.Take([Trade(0, 1), Trade(1, 1)]);
        Assert.Contains("ethusdt", await client.ReadTextAsync(), StringComparison.Ordinal);
        rig.Streams.Faults.Mute("btcusdt@trade", isMuted: false);
        rig.Streams.Faults.DropTrades(new InstrumentId(0), 2, 4);
        rig.Take([Trade(0, 2), Trade(0, 3), Trade(0, 4), Trade(0, 5)]);
        Assert.Contains("\"t\":5,", await client.ReadTextAsync(), StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4, 5], rig.Ask(Endpoints.HistoricalTrades, "symbol=BTCUSDT&fromId=0", MarketReplies.Trades).Select(static row => row.Id));
        rig.Streams.Faults.IsSilent = true;
        rig.Take([Trade(0, 6)]);
        rig.Streams.Faults.Clear();
        rig.Take([Trade(0, 7)]);
        Assert.Contains("\"t\":7,", await client.ReadTextAsync(), StringComparison.Ordinal);
        rig.Streams.AnnounceShutdown(Trade(0, 8).Time);
        Assert.StartsWith("""{"stream":"!serverShutdown","data":{"e":"serverShutdown",""", await client.ReadTextAsync(), StringComparison.Ordinal);
        rig.Streams.DisconnectAll();
        await Assert.ThrowsAsync<WebSocketException>(client.ReadAsync);
    }

    [Fact]
    public async Task Are_closed_in_order_when_the_client_wishes()
    {
        await using var rig = await StartAsync();
        using var client = await rig.ConnectAsync("/ws/btcusdt@trade");

        await client.Socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "enough", TestContext.Current.CancellationToken);

        Assert.Equal((WebSocketCloseStatus.NormalClosure, "enough"), (client.Socket.CloseStatus, client.Socket.CloseStatusDescription));
        Assert.Equal(0, rig.Streams.CutOff);
    }

    [Fact]
    public async Task Get_candles_as_they_grow_and_close_aggregates_when_whole_and_tickers_each_second()
    {
        await using var rig = await StartAsync();
        using var client = await rig.ConnectAsync("/stream?streams=btcusdt@aggTrade/btcusdt@kline_1s/btcusdt@miniTicker/btcusdt@ticker/btcusdt@avgPrice/!miniTicker@arr");
        await client.RequestAsync("""{"method":"LIST_SUBSCRIPTIONS","id":1}""");
        var start = Trade(0, 1).Time;

        // Three trades of one taker order, one of another, then two seconds without any.
        rig.Take([At(1, start, "100"), At(2, start, "100"), At(3, start, "100"), At(4, start + Duration.FromMilliseconds(5), "101")]);
        rig.Take([], start + Duration.FromSeconds(1));
        rig.Take([], start + Duration.FromSeconds(2));

        var told = (await client.ReadManyAsync(17)).ConvertAll(static message =>
        {
            Assert.True(StreamFrame.TryOpen(message, out var frame, out _) || frame.Stream is null);
            var root = JsonDocument.Parse(message).RootElement;
            var (stream, data) = (root.GetProperty("stream").GetString()!.Replace("btcusdt@", "", StringComparison.Ordinal), root.GetProperty("data"));
            return stream switch
            {
                "aggTrade" => $"{stream} {data.GetProperty("f")}-{data.GetProperty("l")} {data.GetProperty("q")}",
                "kline_1s" => $"{stream} n={data.GetProperty("k").GetProperty("n")} c={data.GetProperty("k").GetProperty("c")} {data.GetProperty("k").GetProperty("x")}",
                "!miniTicker@arr" => $"{stream} {data.GetArrayLength()} c={data[0].GetProperty("c")}",
                "avgPrice" => $"{stream} {data.GetProperty("w")}",
                _ => $"{stream} c={data.GetProperty("c")} v={data.GetProperty("v")}",
            };
        });

        string[] expected =
        [
            "aggTrade 1-3 3.00000000", "avgPrice 100.25000000", "miniTicker c=101.00000000 v=4.00000000", "ticker c=101.00000000 v=4.00000000",
            "kline_1s n=4 c=101.00000000 False", "!miniTicker@arr 1 c=101.00000000", "aggTrade 4-4 1.00000000",
        ];
        Assert.Equal(expected.Order(), told[..7].Order());
        string[] second =
        [
            "avgPrice 100.25000000", "miniTicker c=101.00000000 v=4.00000000", "ticker c=101.00000000 v=4.00000000",
            "kline_1s n=4 c=101.00000000 True", "kline_1s n=0 c=101.00000000 False",
        ];
        Assert.Equal(second.Order(), told[7..12].Order());
        Assert.Contains("kline_1s n=0 c=101.00000000 True", told);
    }

    private static async Task<MarketRig> StartAsync(MarketRigOptions? options = null)
    {
        var rig = new MarketRig(Instruments, options);
        await rig.StartAsync();
        return rig;
    }

    private static MarketEvent Trade(int instrument, long id) => new(
        new InstrumentId(instrument),
        new TradeTick(id, Timestamp.FromMilliseconds(1_720_000_000_000 + id), MarketRig.P("60000.5"), MarketRig.Q("0.01"), AggressorSide.Seller));

    private static MarketEvent At(long id, Timestamp time, string price) =>
        new(default, new TradeTick(id, time, MarketRig.P(price), MarketRig.Q("1"), AggressorSide.Buyer));
}
