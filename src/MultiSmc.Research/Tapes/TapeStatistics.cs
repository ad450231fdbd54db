using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>
/// What a tape of trades looks like: how busy and how clustered, runs of a side, sizes and their tail, prices' steps, volatility, the day. One pass,
/// constant memory, any length.
/// </summary>
/// <remarks>
/// An "order" here is a row of trades of one time and one side: what a tape shows of a taking order. Where times are coarse, two orders of a
/// millisecond look like one.
/// </remarks>
public sealed class TapeStatistics
{
    private const long SecondNs = 1_000_000_000;
    private readonly BarReturns[] _bars = [new(SecondNs), new(10 * SecondNs), new(60 * SecondNs)];
    private readonly CountDispersion[] _dispersion = [new(SecondNs), new(10 * SecondNs), new(60 * SecondNs), new(600 * SecondNs)];
    private readonly long[] _hours = new long[24];
    private long _firstNs;
    private TradeTick _last;
    private long _run;
    private long _sameTime;
    private long _sameSide;
    private long _unchanged;
    private double _squares;
    private double _quote;

    /// <summary>Number of trades.</summary>
    public long Count { get; private set; }

    /// <summary>Number of orders.</summary>
    public long Orders { get; private set; }

    /// <summary>Ids that are missing between the first trade and the last.</summary>
    public long MissingIds { get; private set; }

    /// <summary>From the first trade to the last, in seconds.</summary>
    public double Seconds => Count == 0 ? 0 : (_last.Time.Nanoseconds - _firstNs) / 1e9;

    /// <summary>Trades a second; null where no time passes.</summary>
    public double? TradesPerSecond => Seconds > 0 ? Count / Seconds : null;

    /// <summary>Trades of an order, on average.</summary>
    public double? TradesPerOrder => Orders > 0 ? (double)Count / Orders : null;

    /// <summary>Share of trades at the time of the one before.</summary>
    public double? SameTimeShare => ShareOf(_sameTime);

    /// <summary>Share of trades on the side of the one before.</summary>
    public double? SameSideShare => ShareOf(_sameSide);

    /// <summary>Share of trades at the price of the one before.</summary>
    public double? UnchangedShare => ShareOf(_unchanged);

    /// <summary>Share of trades that a buyer took.</summary>
    public double? BuyerShare => Signs.BuyerShare;

    /// <summary>Root mean square return from trade to trade, in basis points.</summary>
    public double? TickReturnBps => Count > 1 ? 1e4 * Math.Sqrt(_squares / (Count - 1)) : null;

    /// <summary>Mean quote amount of a trade.</summary>
    public double? MeanQuote => Count > 0 ? _quote / Count : null;

    /// <summary>Realised variance of a minute: mean square of one-minute returns.</summary>
    public double? VariancePerMinute => _bars[2].Variance;

    /// <summary>Correlation of flow with the return after it; see <see cref="FlowChance"/>.</summary>
    public double? FlowCorrelation => Forecast.Correlation;

    /// <summary>Two standard errors of <see cref="FlowCorrelation"/> where there is nothing to find.</summary>
    public double? FlowChance => Forecast.Chance;

    /// <summary>Tail index of quote amounts (Hill, largest hundredth).</summary>
    public double? SizeTailIndex => Sizes.TailIndex(0.01);

    /// <summary>Quantile of a trade's quote amount.</summary>
    /// <param name="share">Of trades below or at it, in [0, 1].</param>
    public double? QuoteQuantile(double share) => Sizes.Quantile(share) / 100;

    /// <summary>Quantile of the time from an order to the next, in seconds.</summary>
    /// <param name="share">Of gaps below or at it, in [0, 1].</param>
    public double? GapQuantile(double share) => Gaps.Quantile(share) / 1e6;

    /// <summary>Quantile of the number of trades in a run of one side.</summary>
    /// <param name="share">Of runs below or at it, in [0, 1].</param>
    public double? RunQuantile(double share) => Runs.Quantile(share);

    /// <summary>Index of dispersion of trade counts in windows of 1, 10, 60 or 600 seconds.</summary>
    public double? Dispersion(int seconds) => _dispersion[Place(seconds, [1, 10, 60, 600])].Value;

    /// <summary>Root mean square return in windows of 1, 10 or 60 seconds, in basis points of a second.</summary>
    public double? Volatility(int seconds) => _bars[Place(seconds, [1, 10, 60])].BpsPerRootSecond;

    /// <summary>Kurtosis of returns in windows of 1, 10 or 60 seconds.</summary>
    public double? Kurtosis(int seconds) => _bars[Place(seconds, [1, 10, 60])].Kurtosis;

    /// <summary>Autocorrelation at lag one of the size of returns in windows of 1, 10 or 60 seconds.</summary>
    public double? VolatilityMemory(int seconds) => _bars[Place(seconds, [1, 10, 60])].SizeMemory;

    /// <summary>Autocorrelation of sides at lags from 1 to 100 trades.</summary>
    public IReadOnlyList<(int Lag, double? Value)> SideMemory => Signs.Values;

    /// <summary>Share of all trades in each hour of the UTC day.</summary>
    public IReadOnlyList<double> HourShares => [.. _hours.Select(hour => Count == 0 ? 0 : (double)hour / Count)];

    internal LogHistogram Sizes { get; } = new();

    internal LogHistogram Gaps { get; } = new();

    internal LogHistogram Runs { get; } = new();

    private SignMemory Signs { get; } = new();

    private FlowForecast Forecast { get; } = new();

    /// <summary>Adds a trade; ids and times do not go back.</summary>
    public void Add(in TradeTick trade)
    {
        var timeNs = trade.Time.Nanoseconds;
        var isBuyer = trade.Aggressor == AggressorSide.Buyer;
        double price = trade.Price.Raw;
        if (Count == 0)
            Begin(timeNs);
        else
            Compare(in trade, timeNs, price);
        _run++;
        // Hundredths of the quote asset, for the histogram; a trade above 10^10 of it counts as that.
        var quote = price * trade.Quantity.Raw * 1e-16;
        _quote += quote;
        Sizes.Add((long)(Math.Min(quote, 1e10) * 100));
        Signs.Add(isBuyer);
        Forecast.Add(isBuyer, price);
        foreach (var window in _dispersion)
            window.Add(timeNs);
        foreach (var bars in _bars)
            bars.Add(timeNs, price);
        _hours[timeNs / (3_600 * SecondNs) % 24]++;
        Count++;
        _last = trade;
    }

    /// <summary>Adds a block of trades in an instrument's canonical units.</summary>
    public void Add(TradeColumns block, Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentNullException.ThrowIfNull(instrument);
        var (priceFactor, quantityFactor) = (instrument.PriceUnits.ToRaw(1), instrument.QuantityUnits.ToRaw(1));
        for (var i = 0; i < block.Count; i++)
        {
            Add(new TradeTick(
                block.Ids[i], new Timestamp(block.Times[i]), new Price(block.Prices[i] * priceFactor), new Quantity(block.Quantities[i] * quantityFactor),
                (AggressorSide)block.Buyers[i]));
        }
    }

    private void Begin(long timeNs)
    {
        _firstNs = timeNs;
        Orders = 1;
    }

    private void Compare(in TradeTick trade, long timeNs, double price)
    {
        var isSameTime = timeNs == _last.Time.Nanoseconds;
        var isSameSide = trade.Aggressor == _last.Aggressor;
        MissingIds += Math.Max(0, trade.Id - _last.Id - 1);
        if (isSameTime)
            _sameTime++;
        if (isSameSide)
        {
            _sameSide++;
        }
        else
        {
            Runs.Add(_run);
            _run = 0;
        }

        if (!(isSameTime && isSameSide))
        {
            Orders++;
            Gaps.Add(Math.Max(0, timeNs - _last.Time.Nanoseconds) / 1_000);
        }

        if (trade.Price == _last.Price)
        {
            _unchanged++;
            return;
        }

        // ln(1 + x) by its series: the step of one trade is small, and the next term is below its cube.
        var step = price / _last.Price.Raw - 1;
        var change = step - step * step / 2;
        _squares += change * change;
    }

    private double? ShareOf(long count) => Count > 1 ? (double)count / (Count - 1) : null;

    private static int Place(int seconds, ReadOnlySpan<int> known)
    {
        var place = known.IndexOf(seconds);
        ArgumentOutOfRangeException.ThrowIfNegative(place, nameof(seconds));
        return place;
    }
}
