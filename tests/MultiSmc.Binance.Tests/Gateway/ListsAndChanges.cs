using MultiSmc.Binance.Tests.Rig;
using MultiSmc.Binance.Tests.Wire;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance.Tests.Gateway;

/// <summary>Lists, cancel-replace, amendments, changed rules, balances by event.</summary>
public sealed class ListsAndChanges
{
    private static readonly OrderSpec Target = GatewayRig.Buy("s-2-1") with { Side = Side.Sell, Price = new Price(6_600_000_000_000) };
    private static readonly OrderSpec Stop = GatewayRig.Buy("s-2-2", OrderType.StopLoss) with { Side = Side.Sell, Price = default, StopPrice = new Price(5_500_000_000_000) };

    [Theory]
    [InlineData(400, -2010, "The relationship of the prices for the orders is not correct.", true)]
    [InlineData(504, -1007, "Timeout waiting for response from backend server.", false)]
    public async Task All_legs_of_a_list_share_its_fate(int status, int code, string text, bool isRefused)
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On("POST /api/v3/orderList/oco", _ => Reply.Error(status, code, text)));
        rig.Gateway.Send(new VenueRequest.PlaceOco(new ClientListId("s-2-L"), Target, Stop));
        var (names, list) = isRefused
            ? await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>() is var refusal ? (refusal.ClientOrderIds, refusal.ListId) : default
            : await rig.Inbox.NextAsync<VenueEvent.PlaceUnknown>() is var lost ? (lost.ClientOrderIds, lost.ListId) : default;
        Assert.Equal(["s-2-1", "s-2-2"], names.Select(static name => name.Value));
        Assert.Equal("s-2-L", list?.Value);
        var sent = rig.Exchange.Requests.Single(static seen => seen.Name == "POST /api/v3/orderList/oco").Parameters;
        Assert.Equal(("LIMIT_MAKER", "66000.00", "STOP_LOSS", "55000.00", "0.01000", "SELL"),
            (sent.Find("aboveType"), sent.Find("abovePrice"), sent.Find("belowType"), sent.Find("belowStopPrice"), sent.Find("quantity"), sent.Find("side")));
    }

    [Theory]
    [InlineData(false, false, "POST /api/v3/orderList/oto", true)]
    [InlineData(false, true, "POST /api/v3/orderList/opo", false)]
    [InlineData(true, false, "POST /api/v3/orderList/otoco", true)]
    [InlineData(true, true, "POST /api/v3/orderList/opoco", false)]
    public async Task An_entry_with_what_follows_goes_to_its_own_endpoint(bool isOco, bool fromProceeds, string endpoint, bool hasQuantity)
    {
        await using var rig = await GatewayRig.StartAsync(exchange => exchange.On(endpoint, _ => Reply.Error(400, -1013, "Filter failure: PERCENT_PRICE_BY_SIDE")));
        rig.Gateway.Send(isOco
            ? new VenueRequest.PlaceOtoco(new ClientListId("s-2-L"), GatewayRig.Buy(), Target, Stop, fromProceeds)
            : new VenueRequest.PlaceOto(new ClientListId("s-2-L"), GatewayRig.Buy(), Stop, fromProceeds));
        var refusal = await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>();
        Assert.Equal(isOco ? 3 : 2, refusal.ClientOrderIds.Count);
        var sent = rig.Exchange.Requests.Single(seen => seen.Name == endpoint).Parameters;
        Assert.Equal((hasQuantity, "BUY", "SELL"), (sent.Has("pendingQuantity"), sent.Find("workingSide"), sent.Find("pendingSide")));
    }

    [Fact]
    public async Task A_list_is_cancelled_as_a_whole()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On("DELETE /api/v3/orderList", static _ => Reply.Ok(Text("rest/orderList.cancel.json").Replace("LTCBTC", "BTCUSDT", StringComparison.Ordinal))));
        rig.Gateway.Send(new VenueRequest.CancelList(GatewayRig.Btc, new ClientListId("s-2-L")));
        await rig.Inbox.NextAsync<VenueEvent.OrderReport>(static word => word.Report.Order.ClientOrderId.Value == "pO9ufTiFGg3nw2fOdgeOXa");
        await rig.Inbox.NextAsync<VenueEvent.OrderReport>(static word => word.Report.Order.ClientOrderId.Value == "TXOvglzXuaubXAaENpaRCB");
        Assert.Equal("s-2-L", rig.Exchange.Requests.Single(static seen => seen.Name == "DELETE /api/v3/orderList").Parameters.Find("listClientOrderId"));
    }

    [Fact]
    public async Task Half_of_a_replacement_is_told_as_half()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(
            "POST /api/v3/order/cancelReplace", static _ => new Reply(409, Text("rest/order.cancelReplace.cancelOk.newFailed.json"))));
        rig.Gateway.Send(new VenueRequest.ReplaceOrder(new ClientOrderId("86M8erehfExV8z2RC8Zo8k"), GatewayRig.Buy(), StopOnFailure: false));
        var cancelled = (await rig.Inbox.NextAsync<VenueEvent.OrderReport>()).Report;
        var refused = await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>();
        Assert.Equal(("86M8erehfExV8z2RC8Zo8k", OrderStatus.Canceled), (cancelled.Order.ClientOrderId.Value, cancelled.Status));
        Assert.Equal((-2010, "s-1-1"), (refused.Code, refused.ClientOrderIds.Single().Value));
    }

    [Fact]
    public async Task A_replacement_of_which_nothing_was_done_is_two_refusals()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(
            "POST /api/v3/order/cancelReplace", static _ => new Reply(400, Text("rest/order.cancelReplace.stopOnFailure.cancelFailed.json"))));
        rig.Gateway.Send(new VenueRequest.ReplaceOrder(new ClientOrderId("s-0-1"), GatewayRig.Buy(), StopOnFailure: true));
        Assert.Equal("s-0-1", (await rig.Inbox.NextAsync<VenueEvent.CancelRefused>()).ClientOrderId?.Value);
        Assert.Equal("s-1-1", (await rig.Inbox.NextAsync<VenueEvent.PlaceRefused>()).ClientOrderIds.Single().Value);
    }

    [Fact]
    public async Task An_amendment_keeps_the_name_and_its_refusal_is_not_the_orders()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On(
            "PUT /api/v3/order/amend/keepPriority", static _ => Reply.Error(400, -2038, "The requested action would change no state; rejecting.")));
        rig.Gateway.Send(new VenueRequest.AmendOrder(GatewayRig.Btc, new ClientOrderId("s-1-1"), new Quantity(500_000)));
        Assert.Equal(-2038, (await rig.Inbox.NextAsync<VenueEvent.CancelRefused>()).Code);
        var sent = rig.Exchange.Requests.Single(static seen => seen.Name.StartsWith("PUT", StringComparison.Ordinal)).Parameters;
        Assert.Equal(("s-1-1", "s-1-1", "0.00500"), (sent.Find("origClientOrderId"), sent.Find("newClientOrderId"), sent.Find("newQty")));
    }

    [Fact]
    public async Task Changed_rules_are_told_once_and_unknown_ones_noticed()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.On("GET /api/v3/exchangeInfo", static _ => Reply.Ok(Rules("HALT", "0.10000000"))));
        var change = await rig.Inbox.NextAsync<VenueEvent.InstrumentChanged>();
        Assert.Equal((GatewayRig.Btc, TradingStatus.Halt, new Price(10_000_000)), (change.Now.Id, change.Now.Status, change.Now.TickSize));
        Assert.Equal("""["BTCUSDT"]""", rig.Exchange.Requests.Single(static seen => seen.Name == "GET /api/v3/exchangeInfo").Parameters.Find("symbols"));
        lock (rig.Notices)
            Assert.Contains(rig.Notices, static text => text.Contains("T_PLUS_SELL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Most_of_an_asset_in_one_order_becomes_a_bound_of_the_instrument()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange =>
        {
            exchange.On("GET /api/v3/exchangeInfo", static _ => Reply.Ok(Rules("TRADING", "0.01000000")));
            exchange.On("GET /api/v3/myFilters", static _ => Reply.Ok(
                """{"exchangeFilters":[],"symbolFilters":[],"assetFilters":[{"filterType":"MAX_ASSET","asset":"BTC","limit":"0.50000000"},{"filterType":"MAX_ASSET","asset":"USDT","limit":"20000.00000000"}]}"""));
        });
        var now = (await rig.Inbox.NextAsync<VenueEvent.InstrumentChanged>()).Now;
        Assert.Equal((new Quantity(50_000_000), new Money(2_000_000_000_000)), (now.MaxQuantity, now.MaxNotional));
        Assert.Equal(FilterVerdict.LotSize, now.CheckLimit(new Price(3_000_000_000_000), new Quantity(50_001_000)));
        Assert.Equal(FilterVerdict.Notional, now.CheckLimit(new Price(5_000_000_000_000), new Quantity(50_000_000)));
        Assert.Equal(FilterVerdict.Notional, now.CheckMarketNotional(new Price(5_000_000_000_000), new Quantity(50_000_000)));
        Assert.Equal(FilterVerdict.Passes, now.CheckLimit(new Price(3_000_000_000_000), new Quantity(50_000_000)));
    }

    [Theory]
    [InlineData(0, 0, false, "BTC", 7, 7, 0, false)]
    [InlineData(5, 0, false, "BTC", 7, 5, 0, false)]
    [InlineData(9, 0, false, "BTC", 0, 9, 0, false)]
    [InlineData(9, 8, true, "USDT", 7, 9, 7, true)]
    [InlineData(9, 6, true, "USDT", 7, 9, 6, true)]
    [InlineData(9, 6, false, "USDT", 7, 9, 6, true)]
    [InlineData(9, 6, false, "ETH", 1, 9, 6, false)]
    public void The_tighter_bound_counts(long maxQuantity, long maxNotional, bool bindsMarket, string asset, long limit, long quantity, long notional, bool bindsMarketThen)
    {
        var instrument = GatewayRig.Bitcoin with { MaxQuantity = new Quantity(maxQuantity), MaxNotional = new Money(maxNotional), AppliesMaxNotionalToMarket = bindsMarket };
        var bounded = AssetBounds.Apply(instrument, [new SymbolFilter.MaxAsset(new Asset(asset), new Money(limit))]);
        Assert.Equal((quantity, notional, bindsMarketThen), (bounded.MaxQuantity.Raw, bounded.MaxNotional.Raw, bounded.AppliesMaxNotionalToMarket));
    }

    [Fact]
    public async Task Balances_and_transfers_come_as_they_are()
    {
        await using var rig = await GatewayRig.StartAsync(static exchange => exchange.OnSubscribed = static async session =>
        {
            await session.EventAsync("""{"e":"outboundAccountPosition","E":1767225600200,"u":1767225600199,"B":[{"a":"USDT","f":"10.00000000","l":"1.00000000"},{"a":"BTC","f":"2.00000000","l":"0.00000000"}]}""");
            await session.EventAsync("""{"e":"balanceUpdate","E":1767225600300,"a":"USDT","d":"-5.00000000","T":1767225600299}""");
        });
        var update = await rig.Inbox.NextAsync<VenueEvent.AccountUpdate>();
        var transfer = await rig.Inbox.NextAsync<VenueEvent.Transfer>();
        Assert.False(update.IsWhole);
        Assert.Equal(Timestamp.FromMilliseconds(1767225600199), update.Time);
        Assert.Equal(["BTC", "USDT"], update.Balances.Select(static entry => entry.Asset.Code));
        Assert.Equal((new Asset("USDT"), new Money(-500_000_000)), (transfer.Asset, transfer.Amount));
    }

    [Fact]
    public async Task A_request_that_the_end_overtakes_is_unknown()
    {
        var arrived = new TaskCompletionSource();
        var rig = await GatewayRig.StartAsync(exchange => exchange.OnAsync("POST /api/v3/order", async _ =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return Reply.Ok("");
        }));
        rig.Gateway.Send(new VenueRequest.PlaceOrder(GatewayRig.Buy()));
        await arrived.Task;
        await rig.DisposeAsync();
        await rig.Inbox.NextAsync<VenueEvent.PlaceUnknown>();
    }

    private static string Text(string file) => System.Text.Encoding.UTF8.GetString(Golden.Bytes(file));

    private static string Rules(string status, string tick) =>
        $$"""
        {"timezone":"UTC","serverTime":1767225600000,"rateLimits":[],"exchangeFilters":[],"symbols":[
         {"symbol":"BTCUSDT","status":"{{status}}","baseAsset":"BTC","baseAssetPrecision":8,"quoteAsset":"USDT","quotePrecision":8,"quoteAssetPrecision":8,"orderTypes":["LIMIT"],
          "filters":[{"filterType":"PRICE_FILTER","minPrice":"0.10000000","maxPrice":"1000000.00000000","tickSize":"{{tick}}"},
           {"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"},{"filterType":"T_PLUS_SELL","endTime":1}]}]}
        """;
}
