using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>Where a symbol's next events stand until they are read: those of one order at a time, so its size is bounded.</summary>
/// <param name="instrument">Whose.</param>
/// <param name="hasBook">Whether quotes and depth are kept; trades always are.</param>
internal sealed class EventTape(Instrument instrument, bool hasBook)
{
    private const int Capacity = 1_024;
    private readonly SyntheticEvent[] _events = new SyntheticEvent[Capacity];
    private readonly long _tickRaw = instrument.TickSize.Raw;
    private readonly long _lotRaw = instrument.LotSize.Raw;
    private int _next;
    private int _count;
    private long _updateId;

    /// <summary>Whether all was read.</summary>
    public bool IsEmpty => _next == _count;

    /// <summary>Id of the last change of the book.</summary>
    public long UpdateId => _updateId;

    /// <summary>The next event; there must be one.</summary>
    public ref readonly SyntheticEvent Peek => ref _events[_next];

    /// <summary>Goes behind the next event.</summary>
    public void Skip() => _next++;

    /// <summary>Forgets what was read: room for the events of the next order.</summary>
    public void Clear() => _next = _count = 0;

    public void Trade(long id, long timeNs, long ticks, long lots, bool isBuyer) =>
        _events[_count++] = new SyntheticEvent(
            instrument.Id,
            new TradeTick(id, new Timestamp(timeNs), PriceOf(ticks), QuantityOf(lots), isBuyer ? AggressorSide.Buyer : AggressorSide.Seller));

    public void Depth(long timeNs, bool isBid, TickLevel level)
    {
        _updateId++;
        if (hasBook)
        {
            _events[_count++] = new SyntheticEvent(
                instrument.Id,
                new LevelChange(_updateId, new Timestamp(timeNs), isBid ? Side.Buy : Side.Sell, PriceOf(level.Ticks), QuantityOf(level.Lots)));
        }
    }

    public void Quote(long timeNs, TickLevel bid, TickLevel ask)
    {
        if (hasBook)
        {
            _events[_count++] = new SyntheticEvent(
                instrument.Id,
                new Quote(_updateId, new Timestamp(timeNs), PriceOf(bid.Ticks), QuantityOf(bid.Lots), PriceOf(ask.Ticks), QuantityOf(ask.Lots)));
        }
    }

    public Price PriceOf(long ticks) => new(ticks * _tickRaw);

    public Quantity QuantityOf(long lots) => new(lots * _lotRaw);
}
