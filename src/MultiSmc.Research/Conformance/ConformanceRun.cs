using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>Builder, detector and labels along one tape, with everything they produce, for comparison with a conformance set.</summary>
public sealed class ConformanceRun
{
    private readonly StructureDetector _detector;
    private readonly OrderTimelineBuilder? _timeline;
    private readonly TripleBarrierLabeler? _labeler;
    private readonly SortedDictionary<int, Zone> _zones = [];
    private readonly UnitScale _priceUnits;
    private long _seq = -1;

    /// <param name="parameters">The set's parameters.</param>
    public ConformanceRun(GoldenParameters parameters)
    {
        _detector = new StructureDetector(parameters.Structure);
        _priceUnits = new UnitScale(parameters.PriceDecimals);
        if (parameters.Packets is { } packets)
            Builder = new PacketBuilder(packets);
        if (parameters.Labels is not { } labels)
            return;
        _timeline = new OrderTimelineBuilder(labels.TpIndex);
        _labeler = new TripleBarrierLabeler(labels);
    }

    /// <summary>The packet builder; null for a set of bars.</summary>
    public PacketBuilder? Builder { get; }

    /// <summary>Packets in order.</summary>
    public List<Packet> Packets { get; } = [];

    /// <summary>Structure events in order.</summary>
    public List<StructureEvent> Events { get; } = [];

    /// <summary>Zones by id, as last seen.</summary>
    public IEnumerable<Zone> Zones => _zones.Values;

    /// <summary>Order changes in the order in which they happened.</summary>
    public List<OrderChange> Changes { get; } = [];

    /// <summary>Outcomes in the order in which they became known.</summary>
    public IReadOnlyList<ZoneOutcome> Outcomes => _labeler?.Completed ?? [];

    /// <summary>The trend at the end.</summary>
    public Direction Trend => _detector.Trend;

    /// <summary>Bars taken, for a set of bars.</summary>
    public long Bars { get; private set; }

    /// <summary>The next bar of a set of bars.</summary>
    public void Add(in Bar bar)
    {
        Bars++;
        Take(_detector.Add(in bar), Timestamp.MaxValue);
    }

    /// <summary>The next trade.</summary>
    public void Add(in TradeTick trade)
    {
        if (Builder is null || _labeler is null)
            throw new InvalidOperationException("a set of bars has no trades");
        var step = Builder.Add(in trade);
        if (step.Acceptance != TradeAcceptance.Accepted)
            return;
        var closed = step.Closed;
        // A packet that the day anchor cut short ended with the trade before this one.
        if (closed.Length > 0 && (closed[0].Flags & PacketFlags.Truncated) != 0)
        {
            Close(in closed[0]);
            closed = closed[1..];
        }

        if (step.IsSegmentBreak)
        {
            _labeler.EndSegment();
            Take(_detector.Reset(), Timestamp.MaxValue);
        }

        _seq++;
        _priceUnits.TryToUnits(trade.Price.Raw, out var price);
        _labeler.Add(new LabelTrade(trade.Id, trade.Time, price, trade.Aggressor));
        foreach (ref readonly var packet in closed)
            Close(in packet);
    }

    /// <summary>The tape has ended.</summary>
    public void Finish() => _labeler?.EndSegment();

    private void Close(in Packet packet)
    {
        Packets.Add(packet);
        var events = _detector.Add(new Bar(packet.Open, packet.High, packet.Low, packet.Close));
        _labeler?.ClosePacket(packet.Index);
        Take(events, packet.CloseTime);
    }

    private void Take(ReadOnlySpan<StructureEvent> events, Timestamp closeTime)
    {
        foreach (ref readonly var item in events)
        {
            Events.Add(item);
            if (item.ZoneId < 0 || item.Kind < StructureEventKind.ZoneCreated)
                continue;
            var zone = _detector.GetZone(item.ZoneId);
            _zones[zone.Id] = zone;
            if (_timeline is null || _labeler is null || item.Reason == StructureReason.Segment
                || !_timeline.TryBuild(in item, in zone, _seq, closeTime, out var change))
                continue;
            Changes.Add(change);
            _labeler.Apply(in change);
        }
    }
}
