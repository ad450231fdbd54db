using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class ErrorTableFacts
{
    [Theory]
    [InlineData(500, -1000, "", ErrorClass.UnknownOutcome)]
    [InlineData(500, -1001, "Internal error; unable to process your request. Please try again.", ErrorClass.UnknownOutcome)]
    [InlineData(500, -1006, "", ErrorClass.UnknownOutcome)]
    [InlineData(500, -1007, "Timeout waiting for response from backend server. Send status unknown; execution status unknown.", ErrorClass.UnknownOutcome)]
    [InlineData(503, -1008, "Server is currently overloaded with other requests. Please try again in a few minutes.", ErrorClass.UnknownOutcome)]
    [InlineData(400, -1002, "", ErrorClass.Credentials)]
    [InlineData(401, -2015, EngineText.RejectedKey, ErrorClass.Credentials)]
    [InlineData(400, -1022, EngineText.BadSignature, ErrorClass.Credentials)]
    [InlineData(429, -1003, "Too many requests.", ErrorClass.RequestLimit)]
    [InlineData(418, -1003, "Way too much request weight used; IP banned until 1767225900000.", ErrorClass.RequestLimit)]
    [InlineData(429, -1015, "Too many new orders; current limit is 50 orders per 10 SECOND.", ErrorClass.OrderLimit)]
    [InlineData(400, -1021, EngineText.OutsideRecvWindow, ErrorClass.Clock)]
    [InlineData(400, -1021, EngineText.AheadOfServer, ErrorClass.Clock)]
    [InlineData(400, -1013, "Filter failure: LOT_SIZE", ErrorClass.Refused)]
    [InlineData(400, -1104, "", ErrorClass.Refused)]
    [InlineData(400, -1016, "", ErrorClass.NotProcessed)]
    [InlineData(400, -1112, "", ErrorClass.RefusedForNow)]
    [InlineData(400, -1220, "", ErrorClass.State)]
    [InlineData(400, -2010, EngineText.InsufficientBalance, ErrorClass.Refused)]
    [InlineData(400, -2010, EngineText.WouldMatchImmediately, ErrorClass.Refused)]
    [InlineData(400, -2010, EngineText.DuplicateOrder, ErrorClass.State)]
    [InlineData(400, -2010, EngineText.MarketClosed, ErrorClass.RefusedForNow)]
    [InlineData(400, -2010, EngineText.AccountMayNotTrade, ErrorClass.AccountBarred)]
    [InlineData(400, -2010, "A text of tomorrow.", ErrorClass.Refused)]
    [InlineData(400, -2011, EngineText.UnknownOrder, ErrorClass.State)]
    [InlineData(400, -2011, EngineText.CancelRestricted, ErrorClass.State)]
    [InlineData(400, -2013, EngineText.NoSuchOrder, ErrorClass.NoSuchOrder)]
    [InlineData(409, -2021, EngineText.CancelReplacePartial, ErrorClass.PartlyDone)]
    [InlineData(400, -2022, EngineText.CancelReplaceFailed, ErrorClass.PartlyDone)]
    [InlineData(400, -2038, EngineText.AmendIncrease, ErrorClass.Refused)]
    [InlineData(400, -1999, "A code of tomorrow.", ErrorClass.Refused)]
    [InlineData(500, -4242, "A code of tomorrow.", ErrorClass.UnknownOutcome)]
    [InlineData(400, -4242, "A code of tomorrow.", ErrorClass.Refused)]
    public void A_placement_s_error_is_judged(int status, int code, string text, ErrorClass expected) =>
        Assert.Equal(expected, ErrorTable.Classify(RequestKind.Place, status, ApiError.Of(code, text)));

    [Theory]
    [InlineData(500, "", ErrorClass.UnknownOutcome)]
    [InlineData(502, "<html>Bad Gateway</html>", ErrorClass.UnknownOutcome)]
    [InlineData(503, "Unknown error, please check your request or try again later.", ErrorClass.UnknownOutcome)]
    [InlineData(503, "Service Unavailable.", ErrorClass.NotProcessed)]
    [InlineData(504, "", ErrorClass.UnknownOutcome)]
    [InlineData(403, "<html>blocked</html>", ErrorClass.RequestLimit)]
    [InlineData(418, "", ErrorClass.RequestLimit)]
    [InlineData(401, "", ErrorClass.Credentials)]
    [InlineData(404, "", ErrorClass.Refused)]
    public void A_gateway_s_answer_is_judged_by_status_and_text(int status, string body, ErrorClass expected) =>
        Assert.Equal(expected, ErrorTable.Classify(RequestKind.Place, status, null, body));

    [Theory]
    [InlineData(RequestKind.Read)]
    [InlineData(RequestKind.Cancel)]
    public void What_may_be_repeated_has_no_unknown_outcome(RequestKind kind)
    {
        Assert.Equal(ErrorClass.NotProcessed, ErrorTable.Classify(kind, 500, ApiError.Of(ErrorCode.Timeout, "")));
        Assert.Equal(ErrorClass.NotProcessed, ErrorTable.Classify(kind, 503, ApiError.Of(ErrorCode.ServerBusy, "")));
        Assert.Equal(ErrorClass.NotProcessed, ErrorTable.Classify(kind, 502, null));
    }

    [Fact]
    public void A_filter_is_named()
    {
        Assert.Equal("LOT_SIZE", ErrorTable.FilterOf(ApiError.Of(-1013, "Filter failure: LOT_SIZE")));
        Assert.Null(ErrorTable.FilterOf(ApiError.Of(-1013, "This order can't use this self-trade prevention mode.")));
    }

    [Theory]
    [InlineData(-1003, "Way too much request weight used; IP banned until 1767225900000. Please use WebSocket Streams.", 1767225900000)]
    [InlineData(-1003, "IP banned until 1767225900000", 1767225900000)]
    [InlineData(-1003, "IP banned until soon", null)]
    [InlineData(-1003, "Too many requests.", null)]
    [InlineData(-1015, "banned until 1767225900000", null)]
    public void A_ban_s_end_is_found_in_the_text(int code, string text, long? milliseconds) =>
        Assert.Equal(milliseconds is { } value ? Timestamp.FromMilliseconds(value) : null, ErrorTable.UntilOf(ApiError.Of(code, text)));

    [Fact]
    public void A_ban_s_end_is_found_in_the_data()
    {
        var error = Golden.Open(Golden.Bytes("ws-api/response.ip-ban-418.json")).Error ?? ApiError.Of(0, "");
        Assert.Equal(Timestamp.FromMilliseconds(1659146400000), ErrorTable.UntilOf(error));
    }

    [Fact]
    public void Texts_that_we_match_are_the_exchange_s()
    {
        using var catalog = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("binance-messages/errors/catalog.json")));
        var texts = catalog.RootElement.GetProperty("engineMessages").GetProperty("messages").EnumerateArray().Select(text => text.GetString()).ToHashSet();
        string[] ours =
        [
            EngineText.UnknownOrder, EngineText.DuplicateOrder, EngineText.MarketClosed, EngineText.InsufficientBalance, EngineText.WouldMatchImmediately,
            EngineText.WouldTriggerImmediately, EngineText.PriceRelation, EngineText.ActionDisabled, EngineText.AccountMayNotTrade,
            EngineText.SymbolNotPermitted, EngineText.SymbolRestricted, EngineText.CancelRestricted, EngineText.CancelInvalid, EngineText.NotionalZero,
            EngineText.IcebergExceeds, EngineText.UnsupportedCombination, EngineText.ThinBook, EngineText.ThinBookLotSize,
            EngineText.ThinBookMarketLotSize, EngineText.ThinBookPegged, EngineText.AmendIncrease, EngineText.AmendPendingOpo,
        ];
        Assert.Empty(ours.Except(texts));
        var codes = catalog.RootElement.GetProperty("codes").EnumerateArray().Select(row => row.GetProperty("code").GetInt32()).ToArray();
        Assert.All(codes, code => Assert.True(Enum.IsDefined(ErrorTable.Classify(RequestKind.Place, 400, ApiError.Of(code, "")))));
        Assert.True(codes.Length > 90);
    }
}
