using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>
/// Runs the fill rules beside real resting orders: the same market, the same order from the moment it is live to the moment it ends, and in the end what
/// the rules foretold against what really happened. Pure: whoever drives it gives the times. One account without limits stands behind the forecasts, so
/// funds never decide; the shadow of one order does not take from the shadow of another but by the rules' own budget.
/// </summary>
public sealed class ShadowFills : IExchangeSink
{
    private readonly SpotExchange _exchange;
    private readonly AccountId _account;
    private readonly Dictionary<ClientOrderId, Shadow> _shadows = [];
    private Timestamp _now = new(long.MinValue);

    /// <param name="instruments">Each at the place that its <see cref="Instrument.Id"/> says.</param>
    /// <param name="parameters">The rules to be tried; they must read a recorded market.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or the rules have no recorded market.</exception>
    public ShadowFills(IReadOnlyList<Instrument> instruments, ExchangeParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.Liquidity != LiquiditySource.Recorded)
            throw new ArgumentException("shadow fills are judged by a recorded market", nameof(parameters));
        _exchange = new SpotExchange(instruments, parameters, this);
        var assets = instruments.SelectMany(static instrument => new[] { instrument.Base, instrument.Quote }).Distinct();
        _account = _exchange.Open(new AccountParameters
        {
            // Half of what fits: proceeds come on top.
            InitialBalances = [.. assets.Select(static asset => new AssetAmount(asset, new Money(long.MaxValue / 2)))], MakerFeePpm = 0, TakerFeePpm = 0,
        });
    }

    /// <summary>Shows the rules the next event of the market.</summary>
    public void OnMarket(in MarketEvent market)
    {
        _now = market.Time > _now ? market.Time : _now;
        _exchange.OnMarket(in market, _now);
    }

    /// <summary>A real order went live on the book.</summary>
    /// <param name="order">The order: LIMIT or LIMIT_MAKER; what it took before it rested is not in its quantity.</param>
    /// <param name="liveAt">The exchange's time.</param>
    /// <exception cref="ArgumentException">The order does not rest, or its name is followed already.</exception>
    public void Begin(OrderSpec order, Timestamp liveAt)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Type is not (OrderType.Limit or OrderType.LimitMaker))
            throw new ArgumentException($"{order.ClientOrderId}: only a resting order has a shadow", nameof(order));
        if (!_shadows.TryAdd(order.ClientOrderId, new Shadow(order)))
            throw new ArgumentException($"{order.ClientOrderId} is followed already", nameof(order));
        Submit(new VenueRequest.PlaceOrder(order), liveAt);
    }

    /// <summary>A real execution of an order that is followed; others are passed over.</summary>
    public void OnFill(Fill fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        if (_shadows.TryGetValue(fill.ClientOrderId, out var shadow))
            shadow.Real.Add(fill);
    }

    /// <summary>The real order has ended: what was foretold against what happened.</summary>
    /// <param name="id">The order.</param>
    /// <param name="endedAt">The exchange's time of its end; later market events decide nothing any more.</param>
    /// <returns>Null for an order that was not followed.</returns>
    public ShadowResult? End(ClientOrderId id, Timestamp endedAt)
    {
        if (!_shadows.Remove(id, out var shadow))
            return null;
        if (_exchange.Find(_account, shadow.Order.Instrument, id) is { Status: OrderStatus.New or OrderStatus.PartiallyFilled })
            Submit(new VenueRequest.CancelOrder(shadow.Order.Instrument, id), endedAt);
        return new ShadowResult(shadow.Order, shadow.IsRefused, shadow.Foretold.Sum(), shadow.Real.Sum());
    }

    /// <inheritdoc/>
    void IExchangeSink.OnEvent(AccountId account, VenueEvent venueEvent)
    {
        if (venueEvent is VenueEvent.OrderReport { Report: { Fill: { } fill } } && _shadows.TryGetValue(fill.ClientOrderId, out var filled))
            filled.Foretold.Add(fill);
        else if (venueEvent is VenueEvent.PlaceRefused { ClientOrderIds: [var id] } && _shadows.TryGetValue(id, out var refused))
            refused.IsRefused = true;
    }

    /// <inheritdoc/>
    void IExchangeSink.OnList(AccountId account, ListView list, ListStatusType type, Timestamp time)
    {
        // Shadows are single orders.
    }

    /// <inheritdoc/>
    void IExchangeSink.OnPrint(InstrumentId instrument, in TradeTick trade)
    {
        // Shadows of one account never meet.
    }

    private void Submit(VenueRequest request, Timestamp time)
    {
        _now = time > _now ? time : _now;
        _exchange.Submit(_account, request, _now);
    }

    private sealed class Shadow(OrderSpec order)
    {
        public OrderSpec Order => order;

        public bool IsRefused { get; set; }

        public Tally Foretold { get; } = new();

        public Tally Real { get; } = new();
    }

    private sealed class Tally
    {
        private Quantity _quantity;
        private Timestamp? _first;
        private Timestamp? _last;
        private string _evidence = "";

        public void Add(Fill fill)
        {
            _quantity += fill.Quantity;
            _first ??= fill.Time;
            _last = fill.Time;
            _evidence = _evidence.Length > 0 ? _evidence : fill.Evidence;
        }

        public ShadowOutcome Sum() => new(_quantity, _first, _last, _evidence);
    }
}

/// <summary>What became of an order, foretold or real.</summary>
/// <param name="Filled">Base quantity.</param>
/// <param name="First">Time of the first execution, or null.</param>
/// <param name="Last">Time of the last one, or null.</param>
/// <param name="Evidence">Tier and rule of the first foretold execution; empty for a real one.</param>
public readonly record struct ShadowOutcome(Quantity Filled, Timestamp? First, Timestamp? Last, string Evidence);

/// <summary>One order: the rules' forecast and the truth.</summary>
/// <param name="Order">The order.</param>
/// <param name="IsRefused">By the rules it would not have come to rest (it would have taken).</param>
/// <param name="Foretold">What the rules say.</param>
/// <param name="Real">What happened.</param>
public sealed record ShadowResult(OrderSpec Order, bool IsRefused, ShadowOutcome Foretold, ShadowOutcome Real)
{
    /// <summary>Whether the rules were right about whether it would be filled at all.</summary>
    public bool IsRight => (Foretold.Filled > Quantity.Zero) == (Real.Filled > Quantity.Zero);

    /// <summary>Foretold less real, as a share of the order's quantity, in [−1, 1].</summary>
    public double FilledError => (double)(Foretold.Filled.Raw - Real.Filled.Raw) / Order.Quantity.Raw;

    /// <summary>Foretold first execution less the real one, below zero when foretold too early; null unless both were filled.</summary>
    public Duration? FirstError => Foretold.First is { } foretold && Real.First is { } real ? foretold - real : null;
}
