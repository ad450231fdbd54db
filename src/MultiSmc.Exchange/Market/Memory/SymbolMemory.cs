using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>One taker order at one price, as far as the tape tells: neighbouring trades of the same time, price and side.</summary>
/// <param name="Id">Rises by one.</param>
/// <param name="FirstId">First trade.</param>
/// <param name="LastId">Last trade.</param>
/// <param name="Time">Exchange time.</param>
/// <param name="Price">Price.</param>
/// <param name="Quantity">Of all its trades.</param>
/// <param name="Aggressor">Who took.</param>
internal readonly record struct AggregateTrade(
    long Id, long FirstId, long LastId, Timestamp Time, Price Price, Quantity Quantity, AggressorSide Aggressor);

/// <summary>What the public may know of one symbol.</summary>
internal sealed class SymbolMemory
{
    private readonly BarSeries[] _series;

    public SymbolMemory(Instrument instrument, MarketBoardOptions options)
    {
        Instrument = instrument;
        Trades = new TradeMemory(options.TradesMax);
        _series = [.. KlineInterval.All.Select(interval => new BarSeries(interval, options.BarsMax))];
    }

    /// <summary>Its rules as they are.</summary>
    public Instrument Instrument { get; set; }

    public TradeMemory Trades { get; }

    public DepthBook Depth { get; } = new();

    /// <summary>The last best bid and ask; nothing before the first.</summary>
    public Quote? Quote { get; private set; }

    /// <summary>The aggregate that the last trade belongs to; the next trade may add to it.</summary>
    public AggregateTrade Aggregate { get; private set; }

    /// <summary>The last trade; null before the first.</summary>
    public TradeTick? LastTrade { get; private set; }

    public BarSeries Series(KlineInterval interval) => _series[interval.Index];

    /// <summary>Takes a trade.</summary>
    /// <returns>False for one whose id is not above those before it: it was told already.</returns>
    public bool On(in TradeTick trade)
    {
        if (LastTrade is { } last && trade.Id <= last.Id)
            return false;
        LastTrade = trade;
        var aggregate = Aggregate;
        Aggregate = aggregate.Id > 0 && aggregate.LastId + 1 == trade.Id && aggregate.Time == trade.Time && aggregate.Price == trade.Price
            && aggregate.Aggressor == trade.Aggressor
            ? aggregate with { LastId = trade.Id, Quantity = aggregate.Quantity + trade.Quantity }
            : new AggregateTrade(aggregate.Id + 1, trade.Id, trade.Id, trade.Time, trade.Price, trade.Quantity, trade.Aggressor);
        Trades.Add(new StoredTrade(trade.Id, trade.Time.Nanoseconds, trade.Price.Raw, trade.Quantity.Raw, Aggregate.Id * 2 + (long)trade.Aggressor));
        var quoteRaw = QuoteOf(trade);
        foreach (var series in _series)
            series.Add(in trade, quoteRaw);
        return true;
    }

    public void On(in Quote quote) => Quote = quote;

    /// <summary>Takes a level of depth.</summary>
    public void On(in DepthChange change)
    {
        if (!Depth.On(in change) || Depth.UpdateId <= (Quote?.UpdateId ?? 0) || Depth.Count(Side.Buy) == 0 || Depth.Count(Side.Sell) == 0)
            return;
        // The book's best levels are a quote where they are newer than the one that is known.
        var (bid, ask) = (Depth.At(Side.Buy, 0), Depth.At(Side.Sell, 0));
        Quote = new Quote(Depth.UpdateId, change.Time, bid.Price, bid.Quantity, ask.Price, ask.Quantity);
    }

    /// <summary>Volume-weighted average of the trades of the last minutes, to the second; the last price where there were none, zero before the first.</summary>
    public Price AveragePrice(int minutes, Timestamp now)
    {
        var seconds = Series(KlineInterval.Second);
        Int128 quote = 0, volume = 0;
        var place = seconds.FindOpen(now.Nanoseconds - minutes * 60_000_000_000L);
        for (; place < seconds.Count; place++)
        {
            quote += seconds.At(place).QuoteRaw;
            volume += seconds.At(place).VolumeRaw;
        }

        return volume > 0 ? new Price((long)(quote * FixedPoint.Scale / volume)) : LastTrade?.Price ?? default;
    }

    private static long QuoteOf(in TradeTick trade)
    {
        var quote = (Int128)trade.Price.Raw * trade.Quantity.Raw / FixedPoint.Scale;
        return quote > long.MaxValue ? long.MaxValue : (long)quote;
    }
}
