using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Simulation;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>What a data set is made with.</summary>
/// <param name="PriceDecimals">Decimals of the canonical price unit.</param>
/// <param name="Packets">How trades become packets; null for a set of bars.</param>
/// <param name="Structure">How packets become structure.</param>
/// <param name="Labels">How zones are labelled; null for a set of bars.</param>
public sealed record DatasetParameters(int PriceDecimals, PacketParameters? Packets, StructureParameters Structure, LabelParameters? Labels)
{
    /// <summary>What the data set of a market is made with, under the costs and latency of its backtest.</summary>
    /// <param name="market">The market and its trading plan.</param>
    /// <param name="venue">What the backtest's venue assumes: <c>queue</c> labels by the cautious rule, like <c>trade-through</c>.</param>
    public static DatasetParameters Of(MarketPlan market, SimulationParameters venue) => new(
        market.Packets.PriceDecimals,
        market.Packets,
        market.Structure,
        new LabelParameters
        {
            FillRule = venue.FillModel == FillModel.Touch ? FillRule.Touch : FillRule.Through,
            Latency = venue.LatencyToVenue,
            HoldPackets = market.Strategy.HoldPackets,
            TpIndex = market.Strategy.TpIndex,
            MakerFeePpm = market.Strategy.MakerFeePpm,
            TakerFeePpm = market.Strategy.TakerFeePpm,
            StopSlippageTicks = market.Strategy.StopSlippageTicks,
            Tick = market.Instrument.TickUnits,
            ApproachPpm = market.Strategy.ApproachPpm,
            ApproachRangeMilli = market.Strategy.ApproachRangeMilli,
        });
}

/// <summary>
/// Builder, detector, features and labels along one tape, with everything they produce: the data set for a model, and the tables of a conformance set.
/// Nothing in a sample uses a trade after its packet; its label does, and says how far (its span).
/// </summary>
public sealed class DatasetRun
{
    private readonly StructureDetector _detector;
    private readonly OrderTimelineBuilder? _timeline;
    private readonly TripleBarrierLabeler? _labeler;
    private readonly FeatureEngine? _features;
    private readonly SampleCollector? _collector;
    private readonly SortedDictionary<int, Zone> _zones = [];
    private readonly UnitScale _priceUnits;
    private readonly double[] _row = new double[FeatureEngine.Count];
    private long _seq = -1;

    /// <param name="parameters">How it is made.</param>
    public DatasetRun(DatasetParameters parameters)
    {
        _detector = new StructureDetector(parameters.Structure);
        _priceUnits = new UnitScale(parameters.PriceDecimals);
        if (parameters.Packets is { } packets)
        {
            Builder = new PacketBuilder(packets);
            _features = new FeatureEngine(packets.Bucket);
        }

        if (parameters.Labels is not { } labels || _features is null)
            return;
        FillRule = labels.FillRule;
        _timeline = new OrderTimelineBuilder(labels.TpIndex);
        _labeler = new TripleBarrierLabeler(labels);
        _collector = new SampleCollector(_features, labels);
    }

    /// <summary>The packet builder; null for a set of bars.</summary>
    public PacketBuilder? Builder { get; }

    /// <summary>When its orders are taken to fill.</summary>
    public FillRule FillRule { get; }

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

    /// <summary>Features of the samples as doubles, one row a sample; the collector's floats are what a model sees.</summary>
    public List<double[]> FeatureRows { get; } = [];

    /// <summary>The questions to a model, in the order in which they arose, with their answers; whole after <see cref="Finish"/>.</summary>
    public TrainingSample[] Samples() => _collector?.Join(Outcomes) ?? [];

    /// <summary>Features of a sample as a model sees them.</summary>
    public ReadOnlySpan<float> FeaturesOf(int sample) => _collector is { } collector ? collector.Features(sample) : [];

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
        if (_collector is null || _labeler is null || _features is null)
            return;
        _features.Add(in packet);
        foreach (ref readonly var zone in _detector.LiveZones)
        {
            if (!_collector.Offer(in zone, packet.Index, packet.Close, _labeler.IsWaiting(zone.Id)))
                continue;
            _features.Compute(in zone, packet.Close, _row);
            FeatureRows.Add([.. _row]);
        }
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
