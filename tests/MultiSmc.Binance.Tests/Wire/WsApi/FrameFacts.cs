using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class FrameFacts
{
    [Fact]
    public void A_reply_is_opened_without_reading_its_result()
    {
        var reply = Golden.Open(Golden.Bytes("ws-api/order.place.ack.json"));
        Assert.Equal((WsApiFrameKind.Reply, 200, "56374a46-3061-486b-a311-99ee972eb648"), (reply.Kind, reply.Status, reply.Id.ToString()));
        Assert.Null(reply.Error);
        Assert.Equal([1, 1, 1], reply.RateLimits?.Select(limit => limit.Count ?? 0));
        Assert.Equal("BTCUSDT", TradingReplies.Placed.Decode(reply.Result.Span).Symbol);
    }

    [Fact]
    public void A_ban_says_until_when()
    {
        var reply = Golden.Open(Golden.Bytes("ws-api/response.ip-ban-418.json"));
        Assert.Equal(418, reply.Status);
        Assert.Equal(Timestamp.FromMilliseconds(1659146400000), Assert.IsType<ErrorData.RetryAfter>(reply.Error?.Data).Until);
        Assert.True(Golden.Open(Golden.Bytes("ws-api/session.key-invalidated.json")).Id.IsNull);
    }

    [Theory]
    [InlineData("""{"subscriptionId":0,"event":{"e":"x","E":1}}""")]
    [InlineData("""{"event":{"e":"serverShutdown","E":1770123456789}}""")]
    [InlineData("""{"e":"executionReport"}""")]
    public void Events_are_told_from_replies(string message) =>
        Assert.Equal(WsApiFrameKind.Event, Golden.Open(Encoding.UTF8.GetBytes(message)).Kind);

    [Theory]
    [InlineData("""{"id":1,"result":{}}""")]
    [InlineData("""{"id":1,"status":200}""")]
    [InlineData("""{"id":1.5,"status":200,"result":{}}""")]
    [InlineData("""{"id":1,"status":"200","result":{}}""")]
    [InlineData("""{"id":1,"status":400,"error":{"code":"x","msg":""}}""")]
    [InlineData("""{"id":1,"status":200,"result":{}}}""")]
    [InlineData("7")]
    public void What_is_no_reply_is_refused(string message)
    {
        Assert.False(WsApiReply.TryOpen(Encoding.UTF8.GetBytes(message), out _, out var fault));
        Assert.NotEmpty(fault.Reason);
    }

    [Theory]
    [InlineData("1", 1L, "1")]
    [InlineData("-9223372036854775808", long.MinValue, "-9223372036854775808")]
    [InlineData("\"1\"", null, "1")]
    [InlineData("null", null, "null")]
    public void Ids_come_back_as_they_were(string json, long? number, string text)
    {
        Assert.True(WsApiRequest.TryRead(Encoding.UTF8.GetBytes($$"""{"id":{{json}},"method":"ping"}"""), out var request, out var id, out _));
        Assert.Equal((number, text), (id.Number, id.ToString()));
        var reply = Encoding.UTF8.GetString(WsApiReply.EncodeResult(request.Id, new RawJson("{}"), null));
        Assert.Equal($$"""{"id":{{json}},"status":200,"result":""" + "{}}", reply);
    }

    [Theory]
    [InlineData("""{"id":1}""", ErrorCode.MandatoryParameter)]
    [InlineData("""{"id":[],"method":"ping"}""", ErrorCode.IllegalCharacters)]
    [InlineData("""{"id":"1234567890123456789012345678901234567","method":"ping"}""", ErrorCode.IllegalCharacters)]
    [InlineData("""{"id":1,"method":"ping" """, ErrorCode.InvalidJson)]
    [InlineData("[]", ErrorCode.InvalidJson)]
    public void A_bad_request_is_refused_with_the_exchange_s_code(string message, int code)
    {
        Assert.False(WsApiRequest.TryRead(Encoding.UTF8.GetBytes(message), out _, out _, out var error));
        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void Numbers_and_texts_in_parameters_stay_what_they_were()
    {
        var message = """{"id":1,"method":"order.test","params":{"price":1.50,"quantity":"2.0","flag":true,"none":null,"symbols":["A","B"]}}""";
        Assert.True(WsApiRequest.TryRead(Encoding.UTF8.GetBytes(message), out var request, out _, out _));
        Assert.Equal("flag=true&price=1.50&quantity=2.0&symbols=[\"A\",\"B\"]", request.Params?.ToSortedPayload());
        var reader = new ParameterReader(request.Params ?? new ParameterList());
        Assert.Equal((new Price(150_000_000), true), (reader.Price("price"), reader.Flag("flag")));
        Assert.Equal(["A", "B"], reader.Texts("symbols") ?? []);
    }

    [Fact]
    public void Stream_frames_are_told_apart()
    {
        Assert.True(StreamFrame.TryOpen(Golden.Bytes("ws-streams/serverShutdown.combined.json"), out var combined, out _));
        Assert.True(combined.IsShutdown);
        Assert.True(StreamFrame.TryOpen(Golden.Bytes("ws-streams/serverShutdown.raw.json"), out var raw, out _));
        Assert.True(raw.IsShutdown && raw.Stream is null);
        Assert.True(StreamFrame.TryOpen(Golden.Bytes("ws-streams/subscribe.response.json"), out var reply, out _));
        Assert.Equal((StreamFrameKind.Reply, 1L, "null"), (reply.Kind, reply.Id.Number, Encoding.UTF8.GetString(reply.Payload.Span)));
        Assert.True(StreamFrame.TryOpen("""{"code":2,"msg":"Invalid request"}"""u8.ToArray(), out var refusal, out _));
        Assert.Equal((StreamFrameKind.Error, new StreamError(2, "Invalid request")), (refusal.Kind, refusal.Error));
        Assert.True(StreamFrame.TryOpen(Golden.Bytes("ws-streams/depth.partial.json"), out var depth, out _));
        Assert.Equal((StreamFrameKind.Event, null), (depth.Kind, depth.EventName));
        Assert.False(StreamFrame.TryOpen("""{"a":1"""u8.ToArray(), out _, out _));
    }

    [Fact]
    public void Subscriptions_are_written_and_read()
    {
        var request = StreamRequest.Subscribe(new RequestId(1), "btcusdt@aggTrade", "btcusdt@depth");
        Assert.Null(JsonTrees.Difference(Golden.Bytes("ws-streams/subscribe.request.json"), request.Encode()));
        Assert.True(StreamRequest.TryRead(request.Encode(), out var again, out _));
        Assert.True(again.TryGetStreams(out var streams));
        Assert.Equal(["btcusdt@aggTrade", "btcusdt@depth"], streams);
        Assert.Equal("UNSUBSCRIBE", StreamRequest.Unsubscribe(new RequestId(2), "a").Method);
        Assert.False((request with { Params = new RawJson("[\"a\",null]") }).TryGetStreams(out _));
        Assert.False((request with { Params = new RawJson("[\"combined\",true]") }).TryGetStreams(out _));
    }

    [Theory]
    [InlineData("""{"method":"SUBSCRIBE","params":["a"],"id":1.5}""", 2)]
    [InlineData("""{"params":["a"],"id":1}""", 2)]
    [InlineData("[]", 2)]
    [InlineData("""{"method":""", 3)]
    public void A_bad_control_request_is_refused_with_its_code(string message, int code)
    {
        Assert.False(StreamRequest.TryRead(Encoding.UTF8.GetBytes(message), out _, out var error));
        Assert.Equal(code, error.Code);
    }
}
