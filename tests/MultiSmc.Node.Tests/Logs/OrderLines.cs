using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Strategy;

namespace MultiSmc.Node.Tests;

/// <summary>What a trader reads of an order: whose, what for, how much, at what price, why.</summary>
public sealed class OrderLines
{
    private static readonly InstrumentId Btc = new(0);
    private readonly EffectBuffer _effects = new();
    private readonly OrderLedger _ledger = new();

    [Fact]
    public void An_entry_names_its_setup_and_levels()
    {
        var entry = Order("s-1-1", Side.Buy, OrderType.LimitMaker) with { Price = At(79_925) };
        _effects.Add(EffectKind.Trace, Btc, new StrategyTrace.EntryPlaced(3, 9, default, entry, At(79_000), At(82_000), 0.4, 1));

        Assert.Equal(
            ("order", "s-1-1", "entry of setup 3, buy 2 at 79925, stop 79000, target 82000"),
            OrderWords.Of(new VenueRequest.PlaceOrder(entry), _effects, _ledger));
    }

    [Fact]
    public void A_cancelled_entry_says_which_and_why()
    {
        var entry = Order("s-1-1", Side.Buy, OrderType.LimitMaker) with { Price = At(79_925) };
        _ledger.Register(entry, null, default);
        _effects.Add(EffectKind.Trace, Btc, new StrategyTrace.EntryCancelSent(3, 9, default, entry.ClientOrderId, "zone-expired"));

        Assert.Equal(
            ("cancel", "s-1-1", "entry of setup 3, buy 2 at 79925: zone-expired"),
            OrderWords.Of(new VenueRequest.CancelOrder(Btc, entry.ClientOrderId), _effects, _ledger));
        _effects.Clear();
        Assert.Equal("buy 2 at 79925", OrderWords.Of(new VenueRequest.CancelOrder(Btc, entry.ClientOrderId), _effects, _ledger).Words);
    }

    [Fact]
    public void Target_and_stop_name_their_setup_and_why_they_are_taken_back()
    {
        var list = new ClientListId("s-2-1");
        var above = Order("s-2-2", Side.Sell, OrderType.LimitMaker) with { Price = At(82_000) };
        var below = Order("s-2-3", Side.Sell, OrderType.StopLoss) with { StopPrice = At(79_000) };
        _effects.Add(EffectKind.Trace, Btc, new StrategyTrace.ProtectionPlaced(3, 9, default, list, above.Quantity, At(79_000), At(82_000)));
        _effects.Add(EffectKind.Trace, Btc, new StrategyTrace.ProtectionCancelSent(
            3, 9, default, list.Value, above.Quantity, At(79_000), At(82_000), ProtectionCancelCause.Exit, ExitReason.Time));

        Assert.Equal("target and stop of setup 3, sell 2, target 82000, stop 79000", OrderWords.Of(new VenueRequest.PlaceOco(list, above, below), _effects, _ledger).Words);
        Assert.Equal(
            ("cancel", "s-2-1", "target 82000 and stop 79000 of setup 3, sell 2: the position is sold at market (held long enough)"),
            OrderWords.Of(new VenueRequest.CancelList(Btc, list), _effects, _ledger));
    }

    [Fact]
    public void A_sale_says_why()
    {
        var sale = Order("s-3-1", Side.Sell, OrderType.Market);
        _effects.Add(EffectKind.Trace, Btc, new StrategyTrace.ExitSent(3, 9, default, ExitReason.Manual, sale.Quantity));

        Assert.Equal("sale of setup 3 (by hand), sell 2 at market", OrderWords.Of(new VenueRequest.PlaceOrder(sale), _effects, _ledger).Words);
    }

    [Fact]
    public void Questions_are_not_told() =>
        Assert.Equal(("", "", ""), OrderWords.Of(new VenueRequest.QueryOrder(Btc, new ClientOrderId("s-1-1")), _effects, _ledger));

    private static Price At(long price) => new(price * FixedPoint.Scale);

    private static OrderSpec Order(string name, Side side, OrderType type) => new()
    {
        ClientOrderId = new ClientOrderId(name), Instrument = Btc, Side = side, Type = type, Quantity = new Quantity(2 * FixedPoint.Scale),
    };
}
