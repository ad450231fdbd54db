using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Research.Tests;

/// <summary>
/// The exchange and the wires to it, which do what the test says: the next request of a kind can be lost, delayed or refused, its answer can be lost,
/// and any word on its way back can be held, doubled, rewritten or overtaken. What is not scripted takes a millisecond.
/// </summary>
internal sealed class ScriptedNetwork(FaultAgenda agenda, SimulatedVenue venue, FillTally truth, Asset baseAsset)
{
    private static readonly Duration Unanswered = Duration.FromSeconds(5);

    private readonly List<Plan> _plans = [];
    private readonly List<VenueEvent> _held = [];
    private Predicate<VenueEvent>? _hold;

    public required Action<VenueEvent> Deliver { get; init; }

    /// <summary>Every request that left the node.</summary>
    public List<VenueRequest> Sent { get; } = [];

    /// <summary>Number of the node's life; answers to an earlier one find nobody.</summary>
    public int Life { get; set; } = 1;

    public bool IsStreamUp { get; set; } = true;

    public bool IsOrderLinkUp { get; set; } = true;

    public Duration AnswerLatency { get; set; } = Duration.FromMilliseconds(1);

    public Duration StreamLatency { get; set; } = Duration.FromMilliseconds(1);

    /// <summary>How often each word of the stream arrives.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>Changes the exchange's words on their way.</summary>
    public Func<VenueEvent, VenueEvent> Rewrite { get; set; } = static word => word;

    /// <summary>The next such requests never arrive.</summary>
    public void LoseRequest(Predicate<VenueRequest> which, int times = 1) => _plans.Add(new Plan(Fate.Lost, which, times, default, 0, ""));

    /// <summary>The next such requests are carried out, and the answer never arrives.</summary>
    public void LoseAnswer(Predicate<VenueRequest> which, int times = 1) => _plans.Add(new Plan(Fate.AnswerLost, which, times, default, 0, ""));

    /// <summary>The next such request takes this long; we hear nothing of it but what the stream says.</summary>
    public void Delay(Predicate<VenueRequest> which, Duration by) => _plans.Add(new Plan(Fate.Late, which, 1, by, 0, ""));

    /// <summary>The next such requests for new orders are refused.</summary>
    public void Refuse(Predicate<VenueRequest> which, int code, string reason, int times = 1) =>
        _plans.Add(new Plan(Fate.Refused, which, times, default, code, reason));

    /// <summary>From now on such words are kept on their way.</summary>
    public void Hold(Predicate<VenueEvent> which) => _hold = which;

    /// <summary>Held words arrive, and nothing is held any more.</summary>
    public void Release(bool isReversed = false)
    {
        _hold = null;
        if (isReversed)
            _held.Reverse();
        foreach (var word in _held)
            agenda.After(Duration.Zero, () => Deliver(word));
        _held.Clear();
    }

    /// <summary>Held words are lost, and nothing is held any more.</summary>
    public void LoseHeld()
    {
        _hold = null;
        _held.Clear();
    }

    public void Send(VenueRequest request)
    {
        Sent.Add(request);
        var life = Life;
        var plan = _plans.Find(plan => plan.Left > 0 && plan.Which(request));
        if (plan is not null)
            plan.Left--;
        if (!IsOrderLinkUp || plan?.Fate == Fate.Lost)
            agenda.After(Unanswered, () => Answer(FaultRequests.Unanswered(request, agenda.Now), life));
        else if (plan?.Fate == Fate.Refused)
            agenda.After(AnswerLatency, () => Answer(Refusal(request, plan, agenda.Now), life));
        else
            agenda.After(plan?.By ?? Duration.Zero, () => CarryOut(request, life, plan is null));
    }

    /// <summary>A person acts at the exchange itself.</summary>
    public void ByHand(VenueRequest request)
    {
        venue.Submit(request, agenda.Now);
        foreach (var word in Happened())
        {
            if (!FaultRequests.IsAnswer(word))
                Stream(word);
        }
    }

    /// <summary>The exchange has moved on by itself: its news go out.</summary>
    public void Publish()
    {
        foreach (var word in Happened())
            Stream(word);
    }

    private static VenueEvent.PlaceRefused Refusal(VenueRequest request, Plan plan, Timestamp now) => new(
        request.Instrument, now, [.. FaultRequests.NewOrders(request).Select(static order => order.ClientOrderId)], null, plan.Code, plan.Reason);

    private void CarryOut(VenueRequest request, int life, bool isAnswered)
    {
        venue.Submit(request, agenda.Now);
        foreach (var word in Happened())
        {
            var isAnswer = FaultRequests.IsAnswer(word);
            // The answer to a new order or cancel says the same as the stream.
            if (isAnswered && (isAnswer || word is VenueEvent.OrderReport))
                Carry(word, AnswerLatency, life);
            if (!isAnswer)
                Stream(word);
        }

        if (!isAnswered)
            agenda.After(Unanswered, () => Answer(FaultRequests.Unanswered(request, agenda.Now), life));
    }

    private void Stream(VenueEvent word)
    {
        if (word is VenueEvent.OrderReport { Report: { Fill: { } fill, Execution: ExecutionType.Trade } } && !FaultRequests.IsByHand(fill.ClientOrderId))
            truth.Add(fill, baseAsset);
        for (var i = 0; i < Copies && IsStreamUp; i++)
            Carry(word, StreamLatency, 0);
    }

    private void Carry(VenueEvent word, Duration latency, int life)
    {
        word = Rewrite(word);
        if (_hold?.Invoke(word) == true)
            _held.Add(word);
        else
            agenda.After(latency, () => Answer(word, life));
    }

    private void Answer(VenueEvent word, int life)
    {
        if (life == 0 || life == Life)
            Deliver(word);
    }

    private List<VenueEvent> Happened()
    {
        var until = agenda.Now + new Duration(1);
        venue.Advance(until);
        var words = new List<VenueEvent>();
        while (venue.TryTakeEvent(until, out var word, out _) && word is not null)
            words.Add(word);
        return words;
    }

    private enum Fate
    {
        Lost,
        AnswerLost,
        Late,
        Refused,
    }

    private sealed class Plan(Fate fate, Predicate<VenueRequest> which, int times, Duration by, int code, string reason)
    {
        public Fate Fate => fate;

        public Predicate<VenueRequest> Which => which;

        public Duration By => by;

        public int Code => code;

        public string Reason => reason;

        public int Left { get; set; } = times;
    }
}
