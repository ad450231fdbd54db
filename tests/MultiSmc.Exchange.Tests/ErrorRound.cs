using System.Net;

namespace MultiSmc.Exchange.Tests;

/// <summary>What is refused, with the exchange's codes, words and HTTP statuses.</summary>
public sealed class ErrorRound
{
    [Theory]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&symbol=NOPE", -1121, "Invalid symbol.")]
    [InlineData("symbol=BTCUSDT&side=LONG&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000", -1117, "Invalid side.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMITED&quantity=0.01&price=60000", -1116, "Invalid orderType.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=0.01&price=60000", -1115, "Invalid timeInForce.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.01&price=60000", -1102, "Mandatory parameter 'timeInForce' was not sent, was empty/null, or malformed.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&timeInForce=GTC&quantity=0.01&price=60000", -1106, "Parameter 'timeInForce' sent when not required.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&price=60000", -1106, "Parameter 'price' sent when not required.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=MARKET", -1102, "Param 'quantity' or 'quoteOrderQty' must be sent, but both were empty/null!")]
    [InlineData("symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=1", -1102, "Param 'stopPrice' or 'trailingDelta' must be sent, but both were empty/null!")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1e-3&price=60000", -1100, @"Illegal characters found in parameter 'quantity'; legal range is '^([0-9]{1,20})(\.[0-9]{1,20})?$'.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.010000001&price=60000", -1111, "Parameter 'quantity' has too much precision.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&colour=red", -1104, "Not all sent parameters were read; read '8' parameter(s) but was sent '9'.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=", -1105, "Parameter 'price' was empty.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&newClientOrderId=a!b", -1100, "Illegal characters found in parameter 'newClientOrderId'; legal range is '^[a-zA-Z0-9-_]{1,36}$'.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&strategyType=999", -1134, "'strategyType' value is less than 1000000.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000.001", -1013, "Filter failure: PRICE_FILTER")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.000015&price=60000", -1013, "Filter failure: LOT_SIZE")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00001&price=60000", -1013, "Filter failure: NOTIONAL")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=60000&icebergQty=0.00001", -1013, "Filter failure: ICEBERG_PARTS")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.01&price=60000&icebergQty=0.005", -1160, "Parameter 'icebergQty' is not supported if 'timeInForce' is not GTC.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=8000&price=60000", -2010, "Account has insufficient balance for requested action.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=0.01&price=60000", -2010, "Order would immediately match and take.")]
    [InlineData("symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.01&stopPrice=60000", -2010, "Order would trigger immediately.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&newClientOrderId=rest", -2010, "Duplicate order sent.")]
    [InlineData("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&pegPriceType=PRIMARY_PEG", -2010, "Pegged orders are not supported for this symbol.")]
    public async Task An_order_that_offends_is_refused(string parameters, int code, string text)
    {
        await using var exchange = await TestExchange.StartAsync();
        // Last price 60,000, one ask there; Alice has an open order named rest.
        (await exchange.Bob.OrderAsync("side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=60000")).Ok();
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=IOC&quantity=0.01&price=60000")).Ok();
        (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=40000&newClientOrderId=rest")).Ok();

        (await exchange.Alice.PostAsync("/api/v3/order", parameters)).Refused(code, text);
        if (code is not (-1013 or -2010 or -1160))
            (await exchange.Alice.PostAsync("/api/v3/order/test", parameters)).Refused(code, text);
    }

    [Theory]
    [InlineData("GET", "/api/v3/order", "symbol=BTCUSDT&orderId=1", -2013, "Order does not exist.")]
    [InlineData("GET", "/api/v3/order", "symbol=BTCUSDT", -1102, "Param 'origClientOrderId' or 'orderId' must be sent, but both were empty/null!")]
    [InlineData("DELETE", "/api/v3/order", "symbol=BTCUSDT&orderId=1", -2011, "Unknown order sent.")]
    [InlineData("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT", -2011, "Unknown order sent.")]
    [InlineData("GET", "/api/v3/openOrders", "symbol=NOPE", -1121, "Invalid symbol.")]
    [InlineData("GET", "/api/v3/myTrades", "symbol=BTCUSDT&fromId=1&startTime=1767225600000", -1128, "Combination of optional parameters invalid.")]
    [InlineData("GET", "/api/v3/myTrades", "symbol=BTCUSDT&startTime=1767225600000&endTime=1767398400000", -1127, "More than 24 hours between startTime and endTime.")]
    [InlineData("PUT", "/api/v3/order/amend/keepPriority", "symbol=BTCUSDT&orderId=1&newQty=1", -2038, "Unknown order sent.")]
    [InlineData("DELETE", "/api/v3/orderList", "symbol=BTCUSDT&orderListId=1", -2011, "Unknown order sent.")]
    public async Task What_is_not_there_is_told_so(string verb, string path, string parameters, int code, string text)
    {
        await using var exchange = await TestExchange.StartAsync();
        (await exchange.Alice.SendAsync(new HttpMethod(verb), path, parameters)).Refused(code, text);
    }

    [Fact]
    public async Task Two_ids_of_different_orders_are_refused()
    {
        await using var exchange = await TestExchange.StartAsync();
        var first = (await exchange.Alice.OrderAsync("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000&newClientOrderId=a")).Ok();
        var both = $"symbol=BTCUSDT&orderId={first.Number("orderId")}&origClientOrderId=b";
        Assert.Equal(-2039, (await exchange.Alice.GetAsync("/api/v3/order", both)).Json.GetProperty("code").GetInt32());
        (await exchange.Alice.DeleteAsync("/api/v3/order", both)).Refused(-2011, "Cancel order is invalid. Check origClOrdId and orderId.");
        (await exchange.Alice.DeleteAsync("/api/v3/order", "symbol=BTCUSDT&origClientOrderId=a&cancelRestrictions=ONLY_PARTIALLY_FILLED"))
            .Refused(-2011, "Order was not canceled due to cancel restrictions.");
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_404()
    {
        await using var exchange = await TestExchange.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await exchange.Alice.SendRawAsync(HttpMethod.Get, "/api/v1/ping", "")).Status);
    }
}
