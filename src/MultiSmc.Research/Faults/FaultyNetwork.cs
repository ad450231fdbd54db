using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Research;

/// <summary>
/// The exchange and the way to it: requests, their answers and the stream of reports, each of which may be late, doubled, overtaken or lost.
/// </summary>
internal sealed class FaultyNetwork
{
    /// <summary>The exchange does not take a request that is older than this (recvWindow).</summary>
    private static readonly Duration OldestRequest = Duration.FromSeconds(5);

    private static readonly Duration AnswerTimeout = Duration.FromSeconds(10);

    /// <summary>A question does nothing, so it is given up sooner.</summary>
    private static readonly Duration QueryTimeout = Duration.FromSeconds(3);

    private readonly FaultAgenda _agenda;
    private readonly FaultRates _rates;
    private readonly FaultCounts _counts;
    private readonly SimulatedVenue _venue;
    private readonly IReadOnlyList<Instrument> _instruments;
    private readonly PlantedBug _bug;
    private readonly HashSet<long> _swallowed = [];
    private SplitMix64 _random;
    private long _resent;

    public FaultyNetwork(
        FaultAgenda agenda, FaultRates rates, FaultCounts counts, SimulatedVenue venue, IReadOnlyList<Instrument> instruments, FillTally truth, ulong seed, PlantedBug bug)
    {
        _agenda = agenda;
        _rates = rates;
        _counts = counts;
        _venue = venue;
        _instruments = instruments;
        Truth = truth;
        _random = new SplitMix64(seed);
        _bug = bug;
    }

    /// <summary>Our orders' fills as the exchange has them.</summary>
    public FillTally Truth { get; }

    /// <summary>Hands an event to the node, if it is the one that asked (0: the stream, whoever runs).</summary>
    public required Action<VenueEvent, int> Deliver { get; init; }

    /// <summary>Told when an order that sells was lost on its way.</summary>
    public required Action<InstrumentId> ExitLost { get; init; }

    /// <summary>Number of the node's life; answers to an earlier one find nobody.</summary>
    public int Life { get; set; } = 1;

    public bool IsStreamUp { get; set; } = true;

    public bool IsStreamMute { get; set; }

    public bool IsOrderLinkUp { get; set; } = true;

    /// <summary>Faults happen; otherwise messages only take their time.</summary>
    public bool IsRough { get; set; } = true;

    /// <summary>The node sends a request.</summary>
    public void Send(VenueRequest request)
    {
        var (life, sentAt) = (Life, _agenda.Now);
        if (_bug == PlantedBug.UnprotectedRemainder && request is VenueRequest.PlaceOco oco && Roll(300_000))
        {
            Pretend(oco);
            return;
        }

        if (_bug == PlantedBug.LostCancel && request is VenueRequest.CancelOrder { ClientOrderId.Value: { } name } && name.Sum(static letter => letter) % 3 == 0)
            return;
        if (!IsOrderLinkUp || Rough(_rates.RequestLostPpm, "request lost"))
        {
            Unanswered(request, life);
            return;
        }

        if (Rough(_rates.OverloadPpm, "overload"))
        {
            Answer(FaultRequests.Overloaded(request, _agenda.Now), life);
            return;
        }

        _agenda.After(Delay(), () =>
        {
            if (_agenda.Now - sentAt > OldestRequest)
                Unanswered(request, life);
            else
                CarryOut(request, life);
        });
    }

    /// <summary>A person acts at the exchange itself.</summary>
    public void ByHand(VenueRequest request)
    {
        _venue.Submit(request, _agenda.Now);
        foreach (var venueEvent in Happened())
        {
            if (!FaultRequests.IsAnswer(venueEvent))
                Stream(venueEvent);
        }
    }

    /// <summary>The exchange has moved on by itself: its news go out.</summary>
    public void Publish()
    {
        while (_venue.TryTakeEvent(_agenda.Now, out var venueEvent, out _) && venueEvent is not null)
            Stream(venueEvent);
    }

    /// <summary>One chance in a million times <paramref name="ppm"/>.</summary>
    public bool Roll(int ppm) => _random.NextBelow(1_000_000) < ppm;

    public long Below(long bound) => _random.NextBelow(bound);

    private void CarryOut(VenueRequest request, int life)
    {
        _venue.Submit(request, _agenda.Now);
        var isLost = !IsOrderLinkUp || Rough(_rates.AnswerLostPpm, "answer lost");
        VenueEvent? echo = null;
        foreach (var venueEvent in Happened())
        {
            if (FaultRequests.IsAnswer(venueEvent))
            {
                if (!isLost)
                    Answer(venueEvent, life);
                continue;
            }

            echo ??= venueEvent is VenueEvent.OrderReport ? venueEvent : null;
            Stream(venueEvent);
        }

        if (isLost)
            Unanswered(request, life);
        else if (echo is not null && Roll(_rates.EchoPpm))
            Answer(echo, life); // the answer says the same as the stream, before it or after it
    }

    private void Unanswered(VenueRequest request, int life)
    {
        if (_bug == PlantedBug.DoubleSend && request is VenueRequest.PlaceOrder { Order: { } order })
        {
            var again = order with { ClientOrderId = new ClientOrderId($"again-{++_resent}") };
            _agenda.After(Delay(), () => CarryOut(new VenueRequest.PlaceOrder(again), life));
        }

        if (FaultRequests.NewOrders(request).Any(static order => order.Side == Side.Sell))
            ExitLost(request.Instrument);
        _agenda.After(FaultRequests.IsQuery(request) ? QueryTimeout : AnswerTimeout, () => Deliver(FaultRequests.Unanswered(request, _agenda.Now), life));
    }

    private void Answer(VenueEvent venueEvent, int life)
    {
        var spoilt = Spoil(venueEvent);
        _agenda.After(Delay(), () => Deliver(spoilt, life));
    }

    private void Stream(VenueEvent venueEvent)
    {
        if (venueEvent is VenueEvent.OrderReport { Report: { Fill: { } fill, Execution: ExecutionType.Trade } } && !FaultRequests.IsByHand(fill.ClientOrderId))
            Truth.Add(fill, _instruments[fill.Instrument.Index].Base);
        if (!IsStreamUp || IsStreamMute)
        {
            _counts.Add("report lost");
            return;
        }

        var spoilt = Spoil(venueEvent);
        _agenda.After(Delay(), () => Deliver(spoilt, 0));
        if (Rough(_rates.DuplicatePpm, "report twice"))
            _agenda.After(Delay(), () => Deliver(spoilt, 0));
    }

    private List<VenueEvent> Happened()
    {
        _venue.Advance(_agenda.Now + new Duration(1));
        var events = new List<VenueEvent>();
        while (_venue.TryTakeEvent(_agenda.Now + new Duration(1), out var venueEvent, out _) && venueEvent is not null)
            events.Add(venueEvent);
        return events;
    }

    private Duration Delay()
    {
        var delay = new Duration(_random.NextBelow(_rates.LatencyMax.Nanoseconds + 1));
        return Rough(_rates.LatePpm, "late") ? delay + new Duration(_random.NextBelow(3_000_000_000)) : delay;
    }

    private bool Rough(int ppm, string fault)
    {
        if (!IsRough || !Roll(ppm))
            return false;
        _counts.Add(fault);
        return true;
    }

    /// <summary>A defect of the adapter, planted: the exchange did not say this.</summary>
    private VenueEvent Spoil(VenueEvent venueEvent) => _bug is PlantedBug.LostFill or PlantedBug.DustLeak or PlantedBug.WrongFeeAsset
        ? venueEvent switch
        {
            VenueEvent.OrderReport report when report.Report.Fill is { } fill => new VenueEvent.OrderReport(report.Report with { Fill = Spoil(fill) }),
            VenueEvent.Fills fills => fills with { Executions = [.. fills.Executions.Select(Spoil).OfType<Fill>()] },
            _ => venueEvent,
        }
        : venueEvent;

    private Fill? Spoil(Fill fill)
    {
        var isHit = _swallowed.Contains(fill.TradeId.Value) || fill.TradeId.Value % 5 == 0;
        if (!isHit)
            return fill;
        _swallowed.Add(fill.TradeId.Value);
        return _bug switch
        {
            PlantedBug.LostFill => null,
            PlantedBug.DustLeak => fill with { Fee = new Money(fill.Fee.Raw + 1) },
            _ => fill with { FeeAsset = new Asset("XXX") },
        };
    }

    private void Pretend(VenueRequest.PlaceOco oco)
    {
        foreach (var order in new[] { oco.Above, oco.Below })
        {
            var report = new ExecutionReport
            {
                Order = order, VenueOrderId = new VenueOrderId(-1), ListId = oco.ListId, Execution = ExecutionType.New, Status = OrderStatus.New,
                Filled = Quantity.Zero, FilledQuote = Money.Zero, Time = _agenda.Now,
            };
            _agenda.After(Delay(), () => Deliver(new VenueEvent.OrderReport(report), Life));
        }
    }
}
