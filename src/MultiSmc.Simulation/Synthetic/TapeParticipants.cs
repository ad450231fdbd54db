using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>How the participants of a synthetic market quote.</summary>
public sealed record TapeParticipantsParameters
{
    /// <summary>Seed of the levels' sizes.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Levels quoted on each side; 1 or more.</summary>
    public int Levels { get; init; } = 10;

    /// <summary>Ticks between best bid and best ask; 1 or more.</summary>
    public int SpreadTicks { get; init; } = 1;

    /// <summary>Largest quantity quoted at a level, in lots; sizes are uniform between one lot and it. 1 or more.</summary>
    public long LevelLotsMax { get; init; } = 1_000;
}

/// <summary>
/// The participants of a synthetic market as accounts on an exchange: one quotes levels on both sides, one takes. They follow a sequence of trades: before
/// each the quotes move to its price, then the taker sends a LIMIT IOC for its quantity. Others' orders stand in the same book by price and time: they
/// are met by the taker, or by the quotes when these move over them, and what they take is not there for the sequence.
/// </summary>
public sealed class TapeParticipants
{
    private readonly SpotExchange _exchange;
    private readonly Instrument _instrument;
    private readonly TapeParticipantsParameters _parameters;
    private readonly AccountId _maker;
    private readonly AccountId _taker;
    private SplitMix64 _random;
    private long _names;
    private long _bestBidRaw;

    /// <param name="exchange">Where they trade; its orders must be all there is to meet.</param>
    /// <param name="instrument">What they trade.</param>
    /// <param name="parameters">How.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public TapeParticipants(SpotExchange exchange, InstrumentId instrument, TapeParticipantsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.Levels, 1, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.SpreadTicks, 1, nameof(parameters));
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters.LevelLotsMax, 1, nameof(parameters));
        _exchange = exchange;
        _instrument = exchange.InstrumentOf(instrument);
        _parameters = parameters;
        _random = new SplitMix64(parameters.Seed);
        // A quarter of what fits: they never run out, and their gains still fit.
        var deep = new AccountParameters
        {
            InitialBalances = [new AssetAmount(_instrument.Base, new Money(long.MaxValue / 4)), new AssetAmount(_instrument.Quote, new Money(long.MaxValue / 4))],
            MakerFeePpm = 0, TakerFeePpm = 0,
        };
        _maker = exchange.Open(deep);
        _taker = exchange.Open(deep);
    }

    /// <summary>The account that quotes.</summary>
    public AccountId Maker => _maker;

    /// <summary>The account that takes.</summary>
    public AccountId Taker => _taker;

    /// <summary>Plays the next trade of the sequence.</summary>
    /// <param name="trade">Its price, quantity and side count; its id does not.</param>
    /// <param name="time">Not before the exchange's last step.</param>
    public void Play(in TradeTick trade, Timestamp time)
    {
        var tick = _instrument.TickSize.Raw;
        var isBuyer = trade.Aggressor == AggressorSide.Buyer;
        var bid = isBuyer ? trade.Price.Raw - _parameters.SpreadTicks * tick : trade.Price.Raw;
        if (bid != _bestBidRaw)
            Quote(bid, time);
        var (restingSide, takingSide) = isBuyer ? (Side.Sell, Side.Buy) : (Side.Buy, Side.Sell);
        Span<BookLevel> best = stackalloc BookLevel[1];
        var shown = _exchange.CopyDepth(_instrument.Id, restingSide, best) > 0 && best[0].Price == trade.Price ? best[0].Quantity : Quantity.Zero;
        if (shown < trade.Quantity)
            Place(_maker, restingSide, trade.Price.Raw, trade.Quantity - shown, TimeInForce.Gtc, time);
        Place(_taker, takingSide, trade.Price.Raw, trade.Quantity, TimeInForce.Ioc, time);
    }

    private void Quote(long bid, Timestamp time)
    {
        var tick = _instrument.TickSize.Raw;
        if (_bestBidRaw != 0)
            _exchange.Submit(_maker, new VenueRequest.CancelAll(_instrument.Id), time);
        _bestBidRaw = bid;
        for (var level = 0; level < _parameters.Levels; level++)
        {
            PlaceLevel(Side.Buy, bid - level * tick, time);
            PlaceLevel(Side.Sell, bid + (_parameters.SpreadTicks + level) * tick, time);
        }
    }

    private void PlaceLevel(Side side, long priceRaw, Timestamp time)
    {
        // Always drawn, so that a price off the scale does not shift the sizes that follow.
        var quantity = new Quantity((1 + _random.NextBelow(_parameters.LevelLotsMax)) * _instrument.LotSize.Raw);
        if (priceRaw > 0)
            Place(_maker, side, priceRaw, quantity, TimeInForce.Gtc, time);
    }

    private void Place(AccountId account, Side side, long priceRaw, Quantity quantity, TimeInForce timeInForce, Timestamp time) => _exchange.Submit(
        account,
        new VenueRequest.PlaceOrder(new OrderSpec
        {
            ClientOrderId = new ClientOrderId(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"syn-{++_names}")),
            Instrument = _instrument.Id,
            Side = side,
            Type = OrderType.Limit,
            Quantity = quantity,
            Price = new Price(priceRaw),
            TimeInForce = timeInForce,
        }),
        time);
}
