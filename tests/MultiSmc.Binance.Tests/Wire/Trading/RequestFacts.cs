using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class RequestFacts
{
    private static readonly OrderSteps Steps = new(new Price(1_000_000), new Quantity(1_000));

    [Fact]
    public void The_golden_oco_is_read_and_the_same_when_written()
    {
        var reader = ReaderOf("ws-api/orderList.place.oco.request.json", out _);
        var oco = PlaceOco.Read(reader);
        Assert.Null(reader.Finish());
        Assert.Equal((Side.Buy, new Quantity(100_000_000)), (oco.Side, oco.Quantity));
        Assert.Equal(
            new OrderTerms
            {
                Type = OrderType.StopLossLimit, Price = new Price(150_000_000), StopPrice = new Price(150_000_001), TimeInForce = TimeInForce.Gtc,
            },
            oco.Above);
        Assert.Equal(new OrderTerms { Type = OrderType.LimitMaker, Price = new Price(149_999_999) }, oco.Below);
        Assert.Equal(oco, Again(list => oco.WriteTo(list, default), PlaceOco.Read));
    }

    [Theory]
    [InlineData("ws-api/orderList.place.oto.request.json", "oto")]
    [InlineData("ws-api/orderList.place.otoco.request.json", "otoco")]
    public void The_golden_triggered_lists_are_read_and_the_same_when_written(string file, string kind)
    {
        var reader = ReaderOf(file, out var method);
        Assert.Equal("orderList.place." + kind, method);
        var list = PlaceTriggered.Read(reader, kind);
        Assert.Null(reader.Finish());
        Assert.Equal(kind, list.Kind);
        Assert.Equal(list, Again(target => list.WriteTo(target, default), again => PlaceTriggered.Read(again, kind)));
    }

    [Fact]
    public void A_triggered_list_without_a_pending_quantity_is_an_opo()
    {
        var terms = new OrderTerms { Type = OrderType.LimitMaker, Price = new Price(6_000_000_000_000), ClientOrderId = new ClientOrderId("a") };
        var opoco = new PlaceTriggered
        {
            Symbol = "BTCUSDT", ListClientOrderId = new ClientListId("list"), WorkingSide = Side.Buy, WorkingQuantity = new Quantity(1_000_000),
            Working = terms, PendingSide = Side.Sell, Pending = terms with { ClientOrderId = new ClientOrderId("b") }, IsPendingOco = true,
            PendingBelow = new OrderTerms { Type = OrderType.StopLoss, StopPrice = new Price(5_900_000_000_000), ClientOrderId = new ClientOrderId("c") },
            ResponseType = ResponseType.Result, SelfTradePreventionMode = SelfTradePreventionMode.ExpireMaker,
        };
        var list = new ParameterList();
        opoco.WriteTo(list, Steps);
        Assert.Equal(
            "symbol=BTCUSDT&listClientOrderId=list&workingSide=BUY&workingType=LIMIT_MAKER&workingQuantity=0.01000&workingPrice=60000.00"
            + "&workingClientOrderId=a&pendingSide=SELL&pendingAboveType=LIMIT_MAKER&pendingAbovePrice=60000.00&pendingAboveClientOrderId=b"
            + "&pendingBelowType=STOP_LOSS&pendingBelowClientOrderId=c&pendingBelowStopPrice=59000.00&newOrderRespType=RESULT"
            + "&selfTradePreventionMode=EXPIRE_MAKER",
            list.ToQuery());
        Assert.Equal("opoco", opoco.Kind);
        Assert.Equal("opo", (opoco with { IsPendingOco = false }).Kind);
        Assert.Equal(opoco, Again(target => opoco.WriteTo(target, Steps), again => PlaceTriggered.Read(again, "opoco")));
    }

    [Fact]
    public void Orders_cancels_and_amendments_survive_the_wire()
    {
        var order = PlaceOrder.Read(ReaderOf("ws-api/order.place.request.json", out _));
        Assert.Equal((Side.Sell, new Quantity(847_000), new Price(2_341_610_000_000)), (order.Side, order.Quantity, order.Terms.Price));
        Assert.Equal(order, Again(list => order.WriteTo(list, default), PlaceOrder.Read));

        var replace = CancelReplaceOrder.Read(ReaderOf("ws-api/order.cancelReplace.request.json", out _));
        Assert.Equal((CancelReplaceMode.AllowFailure, new ClientOrderId("4d96324ff9d44481926157")), (replace.Mode, replace.CancelOrigClientOrderId));
        Assert.Equal(replace, Again(list => replace.WriteTo(list, default), CancelReplaceOrder.Read));

        var cancel = OrderReference.Read(ReaderOf("ws-api/order.cancel.request.json", out _)) with { CancelRestrictions = CancelRestrictions.OnlyNew };
        Assert.Equal(cancel, Again(cancel.WriteTo, OrderReference.Read));

        var amend = AmendOrder.Read(ReaderOf("ws-api/order.amend.keepPriority.request.json", out _));
        Assert.Equal(new Quantity(500_000_000), amend.NewQty);
        Assert.Equal(amend, Again(list => amend.WriteTo(list, default), AmendOrder.Read));

        var cancelList = ListReference.Read(ReaderOf("ws-api/orderList.cancel.request.json", out _), isCancel: true);
        Assert.Equal(cancelList, Again(cancelList.WriteTo, reader => ListReference.Read(reader, isCancel: true)));
        var query = ListReference.Read(ReaderOf("ws-api/orderList.status.request.json", out _), isCancel: false);
        Assert.Equal((null, new ClientListId("08985fedd9ea2cf6b28996")), (query.OrderListId, query.ListClientOrderId));
        Assert.Equal(query, Again(query.WriteTo, reader => ListReference.Read(reader, isCancel: false)));
    }

    [Theory]
    [InlineData("side=BUY&type=LIMIT", ErrorCode.MandatoryParameter, "Mandatory parameter 'symbol' was not sent, was empty/null, or malformed.")]
    [InlineData("symbol=A&side=BOTH&type=LIMIT", ErrorCode.InvalidSide, "Invalid side.")]
    [InlineData("symbol=A&side=BUY&type=LUCK", ErrorCode.InvalidOrderType, "Invalid orderType.")]
    [InlineData("symbol=A&side=BUY&type=LIMIT&timeInForce=GTX", ErrorCode.InvalidTimeInForce, "Invalid timeInForce.")]
    [InlineData(
        "symbol=A&side=BUY&type=LIMIT&price=1e5", ErrorCode.IllegalCharacters,
        @"Illegal characters found in parameter 'price'; legal range is '^([0-9]{1,20})(\.[0-9]{1,20})?$'.")]
    [InlineData("symbol=A&side=BUY&type=LIMIT&price=1.123456789", ErrorCode.BadPrecision, "Parameter 'price' has too much precision.")]
    [InlineData("symbol=A&side=BUY&type=LIMIT&price=99999999999", ErrorCode.Overflow, "The value of parameter 'price' is too large.")]
    [InlineData("symbol=A&side=BUY&type=LIMIT&price=", ErrorCode.EmptyParameter, "Parameter 'price' was empty.")]
    [InlineData(
        "symbol=A&side=BUY&type=LIMIT&newClientOrderId=a%20b", ErrorCode.IllegalCharacters,
        "Illegal characters found in parameter 'newClientOrderId'; legal range is '^[a-zA-Z0-9-_]{1,36}$'.")]
    [InlineData(
        "symbol=A&side=BUY&type=LIMIT&colour=red", ErrorCode.UnreadParameters, "Not all sent parameters were read; read '3' parameter(s) but was sent '4'.")]
    public void A_bad_request_is_refused_in_the_exchange_s_words(string query, int code, string message)
    {
        var reader = new ParameterReader(ParameterList.FromRequest(query, ""));
        PlaceOrder.Read(reader);
        Assert.Equal(ApiError.Of(code, message), reader.Finish());
    }

    [Fact]
    public void Query_wins_over_body_and_plus_is_a_space()
    {
        var list = ParameterList.FromRequest("symbol=%E6%B5%8B&side=BUY", "side=SELL&note=a+b%2B&&flag");
        Assert.Equal(("测", "BUY", "a b+", "", null), (list.Find("symbol"), list.Find("side"), list.Find("note"), list.Find("flag"), list.Find("none")));
    }

    [Theory]
    [InlineData(1_000_000, 1_000, "0.01000")]
    [InlineData(1_000_000, 1_000_000, "0.01")]
    [InlineData(500_000_000, 100_000_000, "5")]
    [InlineData(810, 1, "0.00000810")]
    [InlineData(810, 0, "0.0000081")]
    [InlineData(2_500_000, 500_000, "0.025")]
    public void A_quantity_is_written_with_its_step_s_decimals(long raw, long step, string text) => Assert.Equal(text, ExchangeDecimal.InStep(raw, step));

    [Fact]
    public void More_decimals_than_the_step_are_refused_before_they_are_sent()
    {
        var e = Assert.Throws<ArgumentException>(() => ExchangeDecimal.InStep(1_000_001, 1_000));
        Assert.Contains("0.01000001 has more than the 5 decimals", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0.00000000")]
    [InlineData(-1, "-0.00000001")]
    [InlineData(123_456_789_012, "1234.56789012")]
    [InlineData(long.MaxValue, "92233720368.54775807")]
    [InlineData(long.MinValue, "-92233720368.54775808")]
    public void Answers_have_eight_decimals(long raw, string text) => Assert.Equal(text, ExchangeDecimal.Padded(raw));

    private static ParameterReader ReaderOf(string file, out string method)
    {
        Assert.True(WsApiRequest.TryRead(Golden.Bytes(file), out var request, out _, out _));
        method = request.PlainMethod;
        return new ParameterReader(request.Params ?? new ParameterList());
    }

    private static T Again<T>(Action<ParameterList> write, Func<ParameterReader, T> read)
    {
        var list = new ParameterList();
        write(list);
        var overRest = new ParameterReader(ParameterList.FromRequest("", list.ToQuery()));
        var value = read(overRest);
        Assert.Null(overRest.Finish());
        Assert.True(WsApiRequest.TryRead(new WsApiRequest(new RequestId("x"), "v3/order.test", list).Encode(), out var request, out var id, out _));
        Assert.Equal(("x", "order.test"), (id.ToString(), request.PlainMethod));
        Assert.Equal(value, read(new ParameterReader(request.Params ?? new ParameterList())));
        return value;
    }
}
