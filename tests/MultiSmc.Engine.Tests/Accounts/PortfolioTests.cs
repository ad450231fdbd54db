using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class AccountEquity
{
    private static readonly Instrument[] Two = Given.Instruments(2);

    // 1000 + 50.5 cash; 2.5 C0 at 100.20 = 250.50; 0.12345678 BNB at 600.01 = 74.0753025678, floored to 74.07530256.
    [Fact]
    public void Is_cash_and_everything_held_at_last_prices()
    {
        var portfolio = new Portfolio(
            Two,
            [Given.Holding(Given.Usdt, "1000", "50.5"), Given.Holding(Two[0].Base, "1", "1.5"), Given.Holding(Given.Bnb, "0.12345678")],
            [(Given.Bnb, Given.Price("600.01"))]);
        Assert.Equal(Given.Money("1124.57530256"), portfolio.Equity());
        portfolio.Mark(Two[0].Id, Given.Price("100.20"));
        Assert.Equal(Given.Money("1375.07530256"), portfolio.Equity());
        portfolio.Mark(Two[0].Id, Given.Price("100.21"));
        Assert.Equal(Given.Money("1375.10030256"), portfolio.Equity());
    }

    [Fact]
    public void Is_floored_asset_by_asset()
    {
        var portfolio = new Portfolio(Two, [Given.Holding(Two[0].Base, "0.00000003"), Given.Holding(Two[1].Base, "0.00000003")], []);
        portfolio.Mark(Two[0].Id, Given.Price("0.5"));
        portfolio.Mark(Two[1].Id, Given.Price("0.5"));
        Assert.Equal(Given.Money("0.00000002"), portfolio.Equity());
    }

    [Fact]
    public void Leaves_out_what_has_no_price()
    {
        var portfolio = new Portfolio(Two, [Given.Holding(Given.Usdt, "7"), Given.Holding(Two[1].Base, "5"), Given.Holding(new Asset("XYZ"), "9")], []);
        Assert.Equal(Given.Money("7"), portfolio.Equity());
    }

    [Fact]
    public void Follows_the_exchanges_word()
    {
        var portfolio = new Portfolio(Two, [Given.Holding(Given.Usdt, "1000"), Given.Holding(Given.Bnb, "1")], [(Given.Bnb, Given.Price("600"))]);
        portfolio.Apply(new VenueEvent.AccountUpdate(Two[0].Id, Given.Start, [Given.Holding(Two[0].Base, "2"), Given.Holding(Given.Usdt, "700", "100")]));
        portfolio.Mark(Two[0].Id, Given.Price("100"));
        Assert.Equal(Given.Money("1600"), portfolio.Equity());
        Assert.Equal(["BNB", "C0", "USDT"], portfolio.Balances.All.Select(entry => entry.Asset.Code));
    }
}

public sealed class AssetPrice
{
    [Fact]
    public void Is_the_last_trade_and_until_then_the_fixed_one()
    {
        var instruments = Given.Instruments(1);
        var portfolio = new Portfolio(instruments, [], [(instruments[0].Base, Given.Price("90"))]);
        Assert.Equal((Given.Price("90"), default), (portfolio.PriceOf(instruments[0].Base), portfolio.MarkOf(instruments[0].Id)));
        portfolio.Mark(instruments[0].Id, Given.Price("101"));
        Assert.Equal((Given.Price("101"), Given.Price("101")), (portfolio.PriceOf(instruments[0].Base), portfolio.MarkOf(instruments[0].Id)));
        Assert.Equal(default, portfolio.PriceOf(Given.Bnb));
    }
}

public sealed class AvailableCash
{
    private readonly OrderLedger _ledger = new();
    private readonly Portfolio _portfolio = new(Given.Instruments(2), [Given.Holding(Given.Usdt, "1000", "500")], []);

    [Fact]
    public void Is_free_cash_without_what_buys_on_their_way_will_lock()
    {
        Assert.Equal(Given.Money("1000"), _portfolio.AvailableQuote(_ledger));
        _ledger.Register(Given.Buy("a", "2", "100.25"), null);
        _ledger.Register(Given.Buy("b", "1", "10", instrument: 1), null);
        Assert.Equal(Given.Money("789.5"), _portfolio.AvailableQuote(_ledger));
    }

    [Fact]
    public void Is_not_touched_by_sells()
    {
        _ledger.Register(Given.Sell("a", "2", "100"), new ClientListId("list"));
        Assert.Equal(Given.Money("1000"), _portfolio.AvailableQuote(_ledger));
    }

    [Fact]
    public void Is_the_exchanges_number_once_it_has_answered()
    {
        var (first, second) = (Given.Buy("a", "2", "100"), Given.Buy("b", "3", "100"));
        _ledger.Register(first, null);
        _ledger.Register(second, null);
        _ledger.Refused(first.ClientOrderId, DoneBy.Refusal);
        Assert.Equal(Given.Money("700"), _portfolio.AvailableQuote(_ledger));
        _ledger.Apply(Given.Report(second, OrderStatus.New), out _);
        Assert.Equal(Given.Money("700"), _portfolio.AvailableQuote(_ledger)); // accepted, but the balances that we know don't show its lock yet
        _portfolio.Apply(new VenueEvent.AccountUpdate(new InstrumentId(0), Given.Start, [Given.Holding(Given.Usdt, "700", "800")]));
        _ledger.Settle(Given.Start);
        Assert.Equal(Given.Money("700"), _portfolio.AvailableQuote(_ledger));
    }

    [Fact]
    public void Is_never_below_nothing()
    {
        _ledger.Register(Given.Buy("a", "11", "100"), null);
        Assert.Equal(Money.Zero, _portfolio.AvailableQuote(_ledger));
    }
}

public sealed class PortfolioOfInstruments
{
    [Fact]
    public void Wants_them_by_their_ids() =>
        Assert.Throws<InvariantException>(() => new Portfolio([Given.Instrument(1), Given.Instrument(0)], [], []));

    [Fact]
    public void Wants_one_quote_asset() =>
        Assert.Throws<InvariantException>(() => new Portfolio([Given.Instrument(0), Given.Instrument(1) with { Quote = Given.Bnb }], [], []));
}
