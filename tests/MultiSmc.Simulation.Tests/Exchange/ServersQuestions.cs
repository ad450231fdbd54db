using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

/// <summary>What a server of the exchange needs beside orders and events: judgements without effect, other names, matches that were not.</summary>
public sealed class ServersQuestions
{
    [Fact]
    public void A_judgement_says_what_a_placement_would_and_changes_nothing()
    {
        var rig = new ExchangeRig();
        rig.Limit(0, "rest", Side.Buy, "100", "1");
        var spec = Order("rest", Side.Buy, OrderType.Limit, "1", "90");
        var judged = rig.Exchange.Judge(new AccountId(0), spec, rig.Now);
        Assert.Equal((-2010, "Duplicate order sent."), (judged?.Code ?? 0, judged?.Reason ?? ""));
        Assert.Null(rig.Exchange.JudgeForm(new AccountId(0), spec, rig.Now));
        Assert.Null(rig.Exchange.Judge(new AccountId(1), spec, rig.Now));
        Assert.Equal("A Open rest:New", rig.Do(0, new VenueRequest.QueryOpenOrders(rig.Instrument.Id)));
    }

    [Fact]
    public void A_renamed_order_keeps_its_place_and_frees_its_name()
    {
        var rig = new ExchangeRig();
        rig.Limit(0, "a", Side.Buy, "100", "1");
        rig.Limit(0, "b", Side.Buy, "99", "1");
        var account = new AccountId(0);
        Assert.False(rig.Exchange.TryRename(account, rig.Instrument.Id, new ClientOrderId("a"), new ClientOrderId("b")));
        Assert.False(rig.Exchange.TryRename(account, rig.Instrument.Id, new ClientOrderId("none"), new ClientOrderId("c")));
        Assert.True(rig.Exchange.TryRename(account, rig.Instrument.Id, new ClientOrderId("a"), new ClientOrderId("c")));
        Assert.Null(rig.Exchange.Find(account, rig.Instrument.Id, new ClientOrderId("a")));
        rig.Limit(0, "a", Side.Buy, "100", "1");
        Assert.Contains("c", rig.Limit(1, "sell", Side.Sell, "100", "0.5"), StringComparison.Ordinal);
        Assert.Equal("0.5", rig.Exchange.Find(account, rig.Instrument.Id, new ClientOrderId("c"))?.Filled.ToString());
    }

    [Fact]
    public void A_prevented_match_is_told_with_what_would_have_been_traded()
    {
        var told = new List<PreventedMatch>();
        var exchange = new SpotExchange([BtcUsdt], new ExchangeParameters { Liquidity = LiquiditySource.Orders }, new Listener(told));
        var account = exchange.Open(ExchangeRig.Rich);
        var time = Timestamp.FromMilliseconds(1_000_000);
        exchange.Submit(account, new VenueRequest.PlaceOrder(Order("maker", Side.Sell, OrderType.Limit, "0.5", "100")), time);
        exchange.Submit(account, new VenueRequest.PlaceOrder(Order("taker", Side.Buy, OrderType.Limit, "2", "101")), time);
        var match = Assert.Single(told);
        Assert.Equal((2, 1, "100", "0.5", SelfTradePrevention.ExpireMaker), (match.Taker.Value, match.Maker.Value, match.Price.ToString(), match.Quantity.ToString(), match.Mode));
    }

    private sealed class Listener(List<PreventedMatch> told) : IExchangeSink
    {
        public void OnEvent(AccountId account, VenueEvent venueEvent)
        {
            // Matches alone are looked at.
        }

        public void OnList(AccountId account, ListView list, ListStatusType type, Timestamp time)
        {
            // As above.
        }

        public void OnPrint(InstrumentId instrument, in TradeTick trade)
        {
            // As above.
        }

        public void OnPrevented(AccountId account, PreventedMatch match) => told.Add(match);
    }
}
