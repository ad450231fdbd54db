using MultiSmc.Core;

namespace MultiSmc.Learning;

/// <summary>The order of one zone on its way from the first change to its outcome.</summary>
internal sealed class LabelledOrder
{
    private const long Million = 1_000_000;

    // Changes on their way to the exchange, oldest first; those before _next are in force or past.
    private readonly List<OrderChange> _changes = [];
    private int _next;
    private bool _isPlaced;
    private OrderChange _inForce;
    private LabelTrade _fill;

    public int ZoneId => _changes[0].ZoneId;

    public bool IsFilled { get; private set; }

    public long FillPacket { get; private set; }

    public void Apply(in OrderChange change) => _changes.Add(change);

    /// <summary>Brings into force what has arrived by <paramref name="time"/>; false when the order is gone by then.</summary>
    public bool Advance(Timestamp time, Duration latency)
    {
        while (_next < _changes.Count && _changes[_next].Time + latency <= time)
        {
            _inForce = _changes[_next++];
            _isPlaced = true;
        }

        return !_inForce.IsCancellation;
    }

    public bool TryFill(in LabelTrade trade, long packet, FillRule rule)
    {
        if (!_isPlaced)
            return false;
        // How far the price went beyond the limit: a buy fills below it, a sale above it.
        var beyond = (long)_inForce.Side * (_inForce.Entry - trade.Price);
        var meets = _inForce.Side > 0 ? AggressorSide.Seller : AggressorSide.Buyer;
        if (beyond < 0 || (beyond == 0 && (rule == FillRule.Through || trade.Aggressor != meets)))
            return false;
        _fill = trade;
        FillPacket = packet;
        IsFilled = true;
        return true;
    }

    public bool IsStopped(in LabelTrade trade) => (long)_inForce.Side * (trade.Price - _inForce.Sl) <= 0;

    public bool IsAtTarget(in LabelTrade trade, FillRule rule)
    {
        var beyond = (long)_inForce.Side * (trade.Price - _inForce.Tp);
        var meets = _inForce.Side > 0 ? AggressorSide.Buyer : AggressorSide.Seller;
        return beyond > 0 || (beyond == 0 && rule == FillRule.Touch && trade.Aggressor == meets);
    }

    public ZoneOutcome Exit(OutcomeKind kind, in LabelTrade trade, long packet, LabelParameters parameters)
    {
        var side = (int)_inForce.Side;
        var isTarget = kind == OutcomeKind.Target;
        var price = isTarget ? _inForce.Tp : trade.Price - side * parameters.StopSlippageTicks * parameters.Tick;
        var exitFee = isTarget ? parameters.MakerFeePpm : parameters.TakerFeePpm;
        var entry = _inForce.Entry;
        // Both legs pay their fee: the buyer on top, the seller out of the proceeds.
        var net = side * ((Int128)price * (Million - side * exitFee) - (Int128)entry * (Million + side * parameters.MakerFeePpm));
        return Filled(kind) with
        {
            ExitId = trade.Id,
            ExitTime = trade.Time,
            ExitPacket = packet,
            ExitPrice = price,
            GrossBps = (double)((Int128)side * ((Int128)price - entry) * 10_000) / entry,
            NetBps = (double)net / entry / 100,
            Label = net > 0 ? 1 : 0,
        };
    }

    /// <summary>The outcome when nothing more will be known.</summary>
    public ZoneOutcome End() => IsFilled ? Filled(OutcomeKind.Open) : Unfilled();

    public ZoneOutcome Unfilled() => Nothing(OutcomeKind.NoFill);

    private ZoneOutcome Filled(OutcomeKind kind) => Nothing(kind) with
    {
        FillId = _fill.Id,
        FillTime = _fill.Time,
        FillPacket = FillPacket,
        Entry = _inForce.Entry,
        Sl = _inForce.Sl,
        Tp = _inForce.Tp,
    };

    private ZoneOutcome Nothing(OutcomeKind kind) => new()
    {
        ZoneId = ZoneId,
        Side = _changes[0].Side,
        Kind = kind,
        FillId = -1,
        FillTime = new Timestamp(-1),
        FillPacket = -1,
        ExitId = -1,
        ExitTime = new Timestamp(-1),
        ExitPacket = -1,
        GrossBps = double.NaN,
        NetBps = double.NaN,
        Label = -1,
    };
}
