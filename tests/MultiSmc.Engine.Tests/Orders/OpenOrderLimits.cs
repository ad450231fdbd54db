using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

/// <summary>Our open orders, counted against what the exchange allows.</summary>
public sealed class OpenOrderLimits
{
    // No words: there is room, and nothing is said.
    private static void AssertSays(string words, string full)
    {
        if (words.Length == 0)
            Assert.Equal("", full);
        else
            Assert.Contains(words, full, StringComparison.Ordinal);
    }

    private static readonly Instrument Here = Of(0, "AAAUSDT");
    private static readonly Instrument There = Of(1, "BBBUSDT");
    private readonly OrderLedger _ledger = new();
    private int _names;

    [Fact]
    public void Are_none_where_the_exchange_tells_none()
    {
        for (var i = 0; i < 500; i++)
            Add(Here, OrderType.LimitMaker);

        Assert.Equal("", Full(Here, OrderPlaces.Oco));
    }

    [Theory]
    [InlineData(5, "")]
    [InlineData(4, "(MAX_NUM_ORDERS)")]
    public void Count_each_leg_of_a_list_as_an_order(int limit, string words)
    {
        AddOco(Here);
        Add(Here, OrderType.LimitMaker);
        AddOco(There);

        AssertSays(words, Full(Here with { MaxOrders = limit }, OrderPlaces.Oco));
    }

    [Theory]
    [InlineData(2, "")]
    [InlineData(1, "(MAX_NUM_ALGO_ORDERS)")]
    public void Count_stops(int limit, string words)
    {
        AddOco(Here);

        AssertSays(words, Full(Here with { MaxAlgoOrders = limit }, OrderPlaces.Oco));
    }

    [Theory]
    [InlineData(3, "")]
    [InlineData(2, "(MAX_NUM_ORDER_LISTS)")]
    public void Count_lists_once(int limit, string words)
    {
        AddOco(Here);
        AddOco(Here);

        AssertSays(words, Full(Here with { MaxOrderLists = limit }, OrderPlaces.Oco));
    }

    [Theory]
    [InlineData(6, 3, 3, "")]
    [InlineData(5, 3, 3, "(EXCHANGE_MAX_NUM_ORDERS)")]
    [InlineData(6, 2, 3, "(EXCHANGE_MAX_NUM_ALGO_ORDERS)")]
    [InlineData(6, 3, 2, "(EXCHANGE_MAX_NUM_ORDER_LISTS)")]
    public void Of_the_account_count_all_instruments(int orders, int algos, int lists, string words)
    {
        AddOco(Here);
        AddOco(There);
        var limited = Here with { MaxOrdersOfAccount = orders, MaxAlgoOrdersOfAccount = algos, MaxOrderListsOfAccount = lists };

        AssertSays(words, Full(limited, OrderPlaces.Oco));
    }

    [Fact]
    public void Leave_room_for_the_exits_of_entries_that_rest()
    {
        Add(Here, OrderType.LimitMaker, Side.Buy);
        var limited = Here with { MaxAlgoOrders = 1 };

        Assert.Equal("", Full(limited, OrderPlaces.Oco));
        Assert.Contains("(MAX_NUM_ALGO_ORDERS)", OrderRoom.FullFor(_ledger, limited, OrderPlaces.Oco, OrderPlaces.Oco), StringComparison.Ordinal);
    }

    [Fact]
    public void Do_not_count_what_is_over()
    {
        var order = Add(Here, OrderType.StopLoss);
        var limited = Here with { MaxAlgoOrders = 1 };
        Assert.NotEqual("", Full(limited, OrderPlaces.Oco));

        _ledger.Refused(order.Spec.ClientOrderId, DoneBy.Refusal);

        Assert.Equal("", Full(limited, OrderPlaces.Oco));
    }

    private string Full(Instrument instrument, OrderPlaces fresh) => OrderRoom.FullFor(_ledger, instrument, fresh, default);

    private void AddOco(Instrument instrument)
    {
        var list = new ClientListId($"l{++_names}");
        Add(instrument, OrderType.LimitMaker, Side.Sell, list);
        Add(instrument, OrderType.StopLoss, Side.Sell, list);
    }

    private OrderState Add(Instrument instrument, OrderType type, Side side = Side.Sell, ClientListId? list = null) => _ledger.Register(
        new OrderSpec
        {
            ClientOrderId = new ClientOrderId($"o{++_names}"), Instrument = instrument.Id, Side = side, Type = type, Quantity = new Quantity(FixedPoint.Scale),
        },
        list,
        default);

    private static Instrument Of(int id, string symbol) => new()
    {
        Id = new InstrumentId(id), Symbol = symbol, Base = new Asset(symbol[..3]), Quote = new Asset("USDT"), TickSize = new Price(1), LotSize = new Quantity(1),
    };
}
