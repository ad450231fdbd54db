using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class ParticipantsOfATapeParticipants
{
    private static readonly Instrument Traded = BtcUsdt with { MinNotional = default, MaxMarketQuantity = default };

    [Fact]
    public void Print_the_sequence_they_follow_when_nobody_stands_in_the_way()
    {
        var (rig, tape) = Play(seed: 3, stranger: null);
        // One print may be made of several orders at its price.
        var printed = rig.Prints.GroupBy(p => p.Time).Select(g => (g.Key, g.First().Price.Raw, g.Sum(p => p.Quantity.Raw), g.First().Aggressor));
        Assert.Equal(tape.Select((t, i) => (new Timestamp(i + 1), t.Price.Raw, t.Quantity.Raw, t.Aggressor)), printed);
        Assert.Equal(Enumerable.Range(1, rig.Prints.Count).Select(i => (long)i), rig.Prints.Select(p => p.Id));
    }

    [Fact]
    public void Meet_a_strangers_order_by_price_and_time_and_conserve_every_asset()
    {
        var lowest = Play(seed: 3, stranger: null).Tape.Min(t => t.Price.Raw);
        var bid = new Price(lowest + 20 * Traded.TickSize.Raw);
        var stranger = Order("mine", Side.Buy, OrderType.LimitMaker, "2") with { Price = bid };
        var (rig, _) = Play(seed: 3, stranger);
        var order = rig.Exchange.Find(new AccountId(0), Traded.Id, stranger.ClientOrderId)!;
        Assert.Equal((OrderStatus.Filled, bid.Notional(Q("2"))), (order.Status, order.FilledQuote));
        Assert.All(rig.Exchange.FillsOf(new AccountId(0), Traded.Id), fill => Assert.Equal((Liquidity.Maker, bid), (fill.Liquidity, fill.Price)));
        foreach (var (asset, start) in new[] { (Btc, M("10")), (Usdt, M("1000000")) })
            Assert.Equal((Int128)start.Raw + 2 * (Int128)(long.MaxValue / 4), Enumerable.Range(0, 3).Sum(i => rig.BalanceOf(i, asset).Total.Raw, 0));
    }

    private static (ExchangeRig Rig, List<TradeTick> Tape) Play(ulong seed, OrderSpec? stranger)
    {
        var account = ExchangeRig.Rich with { InitialBalances = [new AssetAmount(Btc, M("10")), new AssetAmount(Usdt, M("1000000"))] };
        var rig = new ExchangeRig(Traded, accounts: 1, account: account);
        var market = new TapeParticipants(rig.Exchange, Traded.Id, new TapeParticipantsParameters { Seed = seed });
        using var source = new SyntheticTape(Traded, new SyntheticTapeParameters
        {
            Seed = seed, TradeCount = 3_000, StartTime = default, StartPrice = P("100"), VolatilityPpm = 200_000, TypicalNotional = M("50"),
        });
        var events = new MarketEvent[3_000];
        var tape = new List<TradeTick>();
        for (var count = source.Read(events); count > 0; count = source.Read(events))
            tape.AddRange(events.Take(count).Select(e => e.Trade));
        for (var i = 0; i < tape.Count; i++)
        {
            if (i == 1 && stranger is not null)
                rig.Exchange.Submit(new AccountId(0), new VenueRequest.PlaceOrder(stranger), new Timestamp(1));
            market.Play(tape[i], new Timestamp(i + 1));
        }

        return (rig, tape);
    }
}

internal static class Sums
{
    public static Int128 Sum(this IEnumerable<int> items, Func<int, long> of, int start)
    {
        Int128 sum = start;
        foreach (var item in items)
            sum += of(item);
        return sum;
    }
}
