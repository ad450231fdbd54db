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
    private readonly ForeignOrders _foreign = new();
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
        Assert.Contains("(MAX_NUM_ALGO_ORDERS)", OrderRoom.FullFor(_ledger, _foreign, limited, OrderPlaces.Oco, OrderPlaces.Oco), StringComparison.Ordinal);
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

    [Fact]
    public void Count_what_others_have_open_here_and_of_the_account()
    {
        Hear(Here, 1, OrderType.LimitMaker);
        Hear(Here, 2, OrderType.StopLoss);
        Hear(There, 2, OrderType.StopLoss); // numbers are by symbol

        Assert.Equal("", Full(Here with { MaxOrders = 4, MaxAlgoOrders = 2, MaxOrderLists = 1, MaxOrdersOfAccount = 5, MaxAlgoOrdersOfAccount = 3, MaxOrderListsOfAccount = 1 }, OrderPlaces.Oco));
        AssertSays("(MAX_NUM_ORDERS)", Full(Here with { MaxOrders = 3 }, OrderPlaces.Oco));
        AssertSays("(MAX_NUM_ALGO_ORDERS)", Full(Here with { MaxAlgoOrders = 1 }, OrderPlaces.Oco));
        AssertSays("(EXCHANGE_MAX_NUM_ORDERS)", Full(Here with { MaxOrdersOfAccount = 4 }, OrderPlaces.Oco));
        AssertSays("(EXCHANGE_MAX_NUM_ALGO_ORDERS)", Full(Here with { MaxAlgoOrdersOfAccount = 2 }, OrderPlaces.Oco));
    }

    [Fact]
    public void Do_not_count_what_others_have_no_more()
    {
        var limited = Here with { MaxAlgoOrders = 1 };
        Hear(Here, 1, OrderType.StopLoss, now: 10);
        Hear(Here, 1, OrderType.StopLoss, OrderStatus.Canceled, now: 20);
        Hear(Here, 1, OrderType.StopLoss, now: 21); // an older word comes late
        Assert.Equal("", Full(limited, OrderPlaces.Oco));

        // What a whole answer does not name is over, unless it was heard of after the answer was asked for.
        Hear(Here, 2, OrderType.StopLoss, now: 30);
        Hear(There, 3, OrderType.StopLoss, now: 30);
        _foreign.Apply(new VenueEvent.OpenOrders(Here.Id, new Timestamp(90), []), askedAt: new Timestamp(30));
        Assert.NotEqual("", Full(limited, OrderPlaces.Oco));
        _foreign.Apply(new VenueEvent.OpenOrders(Here.Id, new Timestamp(90), []), askedAt: new Timestamp(40));
        Assert.Equal("", Full(limited, OrderPlaces.Oco));
        Assert.Equal(There.Id, Assert.Single(_foreign.Open).Instrument);
    }

    private void Hear(Instrument instrument, long number, OrderType type, OrderStatus status = OrderStatus.New, long now = 0) => _foreign.Apply(
        instrument.Id,
        new ExecutionReport
        {
            Order = new OrderSpec { ClientOrderId = new ClientOrderId($"x{number}"), Instrument = instrument.Id, Side = Side.Sell, Type = type, Quantity = new Quantity(FixedPoint.Scale) },
            VenueOrderId = new VenueOrderId(number), Execution = ExecutionType.Status, Status = status, Filled = Quantity.Zero,
            FilledQuote = Money.Zero, Time = default,
        },
        new Timestamp(now));

    private string Full(Instrument instrument, OrderPlaces fresh) => OrderRoom.FullFor(_ledger, _foreign, instrument, fresh, default);

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
