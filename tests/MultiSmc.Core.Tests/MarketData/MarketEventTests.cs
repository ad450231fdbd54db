using CsCheck;

namespace MultiSmc.Core.Tests;

public sealed class EventOfATape
{
    [Fact]
    public void Gives_the_trade_back() =>
        Gen.Select(Gen.Int, Gen.Long, Gen.Long, Gen.Long, Gen.Long, Gen.Enum<AggressorSide>()).Sample((instrument, id, time, price, quantity, aggressor) =>
        {
            var trade = new TradeTick(id, new Timestamp(time), new Price(price), new Quantity(quantity), aggressor);
            var market = new MarketEvent(new InstrumentId(instrument), in trade);
            return market.Kind == MarketEventKind.Trade && market.Trade == trade && market.Time == trade.Time && market.Instrument.Index == instrument;
        });

    [Fact]
    public void Gives_the_quote_back() =>
        Gen.Select(Gen.Int, Gen.Long, Gen.Long, Gen.Select(Gen.Long, Gen.Long, Gen.Long, Gen.Long)).Sample((instrument, id, time, sides) =>
        {
            var quote = new Quote(id, new Timestamp(time), new Price(sides.Item1), new Quantity(sides.Item2), new Price(sides.Item3), new Quantity(sides.Item4));
            var market = new MarketEvent(new InstrumentId(instrument), in quote);
            return market.Kind == MarketEventKind.Quote && market.Quote == quote && market.Time == quote.Time && market.Instrument.Index == instrument;
        });
}
