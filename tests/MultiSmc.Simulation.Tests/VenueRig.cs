using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation.Tests;

/// <summary>A venue with one instrument, BTCUSDT (tick 0.01, lot 0.001), and a clock that a test moves by hand, one second per step.</summary>
internal sealed class VenueRig
{
    public static readonly Asset Btc = new("BTC");
    public static readonly Asset Usdt = new("USDT");
    public static readonly Asset Bnb = new("BNB");

    public static readonly Instrument BtcUsdt = new()
    {
        Id = new InstrumentId(0),
        Symbol = "BTCUSDT",
        Base = Btc,
        Quote = Usdt,
        TickSize = P("0.01"),
        LotSize = Q("0.001"),
        MinNotional = M("5"),
        MaxMarketQuantity = Q("50"),
    };

    public static readonly SimulationParameters Free = new()
    {
        InitialBalances = [new AssetAmount(Btc, M("10")), new AssetAmount(Usdt, M("10000"))],
        MakerFeePpm = 0,
        TakerFeePpm = 0,
    };

    private long _updateId;
    private int _names;

    public VenueRig(SimulationParameters? parameters = null) => Venue = new SimulatedVenue([BtcUsdt], parameters ?? Free);

    public SimulatedVenue Venue { get; }

    public Timestamp Now { get; set; } = Timestamp.FromMilliseconds(1_000_000);

    public static Price P(string text) => new(Raw(text));

    public static Quantity Q(string text) => new(Raw(text));

    public static Money M(string text) => new(Raw(text));

    /// <summary>A second later: a print.</summary>
    public List<VenueEvent> Print(string price, string quantity, AggressorSide aggressor)
    {
        Tick();
        return PrintNow(price, quantity, aggressor);
    }

    public List<VenueEvent> SellerPrint(string price, string quantity) => Print(price, quantity, AggressorSide.Seller);

    public List<VenueEvent> BuyerPrint(string price, string quantity) => Print(price, quantity, AggressorSide.Buyer);

    /// <summary>At the present time: a print.</summary>
    public List<VenueEvent> PrintNow(string price, string quantity, AggressorSide aggressor)
    {
        var trade = new TradeTick(++_updateId, Now, P(price), Q(quantity), aggressor);
        Venue.Advance(Now);
        Venue.OnMarket(new MarketEvent(BtcUsdt.Id, trade));
        return Drain();
    }

    /// <summary>A second later: a quote.</summary>
    public List<VenueEvent> Quote(string bid, string bidSize, string ask, string askSize)
    {
        Tick();
        Venue.Advance(Now);
        Venue.OnMarket(new MarketEvent(BtcUsdt.Id, new Quote(++_updateId, Now, P(bid), Q(bidSize), P(ask), Q(askSize))));
        return Drain();
    }

    /// <summary>A second later: the request, carried out at once where there is no latency.</summary>
    public List<VenueEvent> Do(VenueRequest request)
    {
        Tick();
        Venue.Submit(request, Now);
        Venue.Advance(new Timestamp(Now.Nanoseconds + 1));
        return Drain();
    }

    public List<VenueEvent> Place(OrderSpec spec) => Do(new VenueRequest.PlaceOrder(spec));

    public List<VenueEvent> Cancel(string id) => Do(new VenueRequest.CancelOrder(BtcUsdt.Id, new ClientOrderId(id)));

    public List<VenueEvent> Oco(string quantity, string target, string stop, string list = "L") => Do(OcoRequest(quantity, target, stop, list));

    public static VenueRequest.PlaceOco OcoRequest(string quantity, string target, string stop, string list = "L") => new(
        new ClientListId(list),
        Order(list + "-tp", Side.Sell, OrderType.LimitMaker, quantity, target),
        Order(list + "-sl", Side.Sell, OrderType.StopLoss, quantity, stop: stop));

    public List<VenueEvent> Buy(string price, string quantity, OrderType type = OrderType.LimitMaker) =>
        Place(Order($"o{++_names}", Side.Buy, type, quantity, price));

    public List<VenueEvent> Sell(string price, string quantity, OrderType type = OrderType.LimitMaker) =>
        Place(Order($"o{++_names}", Side.Sell, type, quantity, price));

    public static OrderSpec Order(
        string id, Side side, OrderType type, string quantity, string price = "0", string stop = "0", TimeInForce timeInForce = TimeInForce.Gtc) =>
        new()
        {
            ClientOrderId = new ClientOrderId(id),
            Instrument = BtcUsdt.Id,
            Side = side,
            Type = type,
            Quantity = Q(quantity),
            Price = P(price),
            StopPrice = P(stop),
            TimeInForce = timeInForce,
        };

    public Balance BalanceOf(Asset asset) => Venue.Balances.FirstOrDefault(b => b.Asset == asset).Balance;

    public List<VenueEvent> Drain()
    {
        var events = new List<VenueEvent>();
        while (Venue.TryTakeEvent(Timestamp.MaxValue, out var venueEvent, out _))
            events.Add(venueEvent ?? throw new InvalidOperationException("an event was announced but not given"));
        return events;
    }

    public void Tick() => Now += Duration.FromSeconds(1);

    private static long Raw(string text) => FixedPoint.TryParse(text, out var raw) ? raw : throw new ArgumentException(text);
}

/// <summary>Short readings of events.</summary>
internal static class EventReading
{
    public static List<ExecutionReport> Reports(this IEnumerable<VenueEvent> events) =>
        [.. events.OfType<VenueEvent.OrderReport>().Select(e => e.Report)];

    public static List<Fill> Fills(this IEnumerable<VenueEvent> events) => [.. events.Reports().Select(r => r.Fill).OfType<Fill>()];

    /// <summary>"New/New o1 | Trade/Filled o1 0.5@100": the sequence as one line.</summary>
    public static string Story(this IEnumerable<VenueEvent> events) => string.Join(" | ", events.Select(Line));

    public static string Line(this VenueEvent e) => e switch
    {
        VenueEvent.OrderReport(var r) => $"{r.Execution}/{r.Status} {r.Order.ClientOrderId}"
            + (r.Fill is { } f ? $" {f.Quantity}@{f.Price}" : "") + (r.Reason.Length > 0 ? $" {r.Reason}" : ""),
        VenueEvent.PlaceRefused refused => $"Refused {string.Join(',', refused.ClientOrderIds)} {refused.Code} {refused.Reason}",
        VenueEvent.CancelRefused refused => $"CancelRefused {refused.ClientOrderId}{refused.ListId?.Value} {refused.Code} {refused.Reason}",
        VenueEvent.AccountUpdate update => "Account " + string.Join(',', update.Balances.Select(b => $"{b.Asset}:{b.Balance.Free}+{b.Balance.Locked}")),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
