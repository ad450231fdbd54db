using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>
/// Brings our books to the exchange's truth: asks for orders whose outcome is unknown, for fills that were reported but not seen, and compares
/// everything after a connection came back and from time to time. Nothing is ever sent again because an answer was lost.
/// </summary>
/// <remarks>Rules and cases: docs/reconciliation.md. Each answer is an input like any other, so a replay reconciles identically.</remarks>
internal sealed partial class Reconciler
{
    private readonly TradingKernel _kernel;
    private readonly ReconciliationPolicy _policy;
    private readonly List<Enquiry> _enquiries = [];
    private readonly FillSearch _fills;
    private Timestamp? _nextReview;
    private Round? _round;
    private bool _isPeriodic;

    public Reconciler(TradingKernel kernel, ReconciliationPolicy policy, int instruments)
    {
        _kernel = kernel;
        _policy = policy;
        _fills = new FillSearch(kernel, instruments);
    }

    /// <summary>No question is open.</summary>
    public bool IsSettled => _round is null && _enquiries.Count == 0;

    /// <summary>Nothing that the round under way asks for was asked before this; null while there is none.</summary>
    public Timestamp? AskedAt => _round?.StartedAt;

    /// <summary>Something was sent: its answer is watched for.</summary>
    public void OnSent() => ReviewAt(_kernel.Now + _policy.AnswerTimeout);

    /// <summary>The answer to new orders was lost.</summary>
    public void OnPlaceUnknown(VenueEvent.PlaceUnknown lost)
    {
        foreach (var name in lost.ClientOrderIds)
        {
            if (_kernel.Ledger.Lost(name) is { IsOpen: true } order)
                Enquire(order, _kernel.Now);
        }
    }

    /// <summary>The answer to a cancel was lost.</summary>
    public void OnCancelUnknown(VenueEvent.CancelUnknown lost)
    {
        var open = _kernel.Ledger.Open;
        for (var i = 0; i < open.Count; i++)
        {
            if (IsAbout(open[i], lost.ClientOrderId, lost.ListId))
                Enquire(open[i], _kernel.Now);
        }

        // One that we had given up and that works after all: it must not rest because its cancel was lost.
        if (lost.ClientOrderId is { } name && _kernel.Ledger.Find(name) is { DoneBy: DoneBy.Verdict } risen)
            Enquire(risen, _kernel.Now);
    }

    /// <summary>A cancel was refused: the order ended before. The report that says how may still be on its way, so we wait before we ask.</summary>
    public void OnCancelRefused(VenueEvent.CancelRefused refusal)
    {
        var open = _kernel.Ledger.Open;
        for (var i = 0; i < open.Count; i++)
        {
            var order = open[i];
            if (!IsAbout(order, refusal.ClientOrderId, refusal.ListId))
                continue;
            var pause = Math.Min(_policy.FirstRetry.Nanoseconds << Math.Min(++order.CancelRefusals, 16), _policy.LongestRetry.Nanoseconds);
            Enquire(order, _kernel.Now + new Duration(pause));
        }
    }

    /// <summary>A fill was booked.</summary>
    public void OnBooked(Fill fill) => _fills.OnBooked(fill);

    /// <summary>An order of ours changed by a report.</summary>
    public void OnReported(OrderState order, ExecutionReport report)
    {
        if (order.IsMissingFills)
            AskFills(order.Spec.Instrument);
        var isAnswer = report.Execution == ExecutionType.Status;
        if (!order.IsOpen && isAnswer)
            AskAccount(order.Spec.Side == Side.Buy ? _kernel.Portfolio.Currency : _kernel.UnitOf(order.Spec.Instrument).Instrument.Base, report.Time);
        if (!order.IsOpen || isAnswer)
            Forget(order);
        if (order.IsOpen && isAnswer && order.IsCancelSent)
            _kernel.SendCancel(order); // the first one never arrived; a cancel may be sent twice, an order may not
    }

    /// <summary>The exchange knows no such order.</summary>
    public void OnAbsent(VenueEvent.OrderAbsent absent)
    {
        if (Find(absent.ClientOrderId) is not { Order: { } order } enquiry)
            return;
        if (++enquiry.Absences < _policy.AbsencesBelieved)
        {
            enquiry.RetryAbsent(_kernel.Now, _policy);
            ReviewAt(enquiry.Due);
            return;
        }

        _enquiries.Remove(enquiry);
        var wasKnown = order.State == WorkingState.Live;
        _kernel.GiveUp(order);
        if (wasKnown)
            _kernel.Halt($"The exchange no longer knows order {absent.ClientOrderId}, which it had accepted.");
        CloseRoundIfDone();
    }

    /// <summary>Executions came in answer to a question.</summary>
    public void OnFills(VenueEvent.Fills answer)
    {
        var instrument = answer.Instrument;
        if (_fills.Take(answer) is { } newest)
            AskAccount(_kernel.Portfolio.Currency, newest);
        var enquiry = FindFills(instrument);
        if (enquiry is null)
            return;
        if (!answer.IsComplete || _fills.IsAnyMissing(instrument))
        {
            // Fills lag behind reports for a moment; the exchange answers with a prefix of them.
            enquiry.Request = _fills.Question(instrument);
            if (answer.IsComplete)
                enquiry.Retry(_kernel.Now, _policy);
            else
                Ask(enquiry);
            ReviewAt(enquiry.Due);
        }
        else
        {
            _enquiries.Remove(enquiry);
        }

        CloseRoundIfDone();
    }

    /// <summary>A question could not be answered: it is asked again.</summary>
    public void OnQueryFailed(VenueEvent.QueryFailed failed)
    {
        foreach (var enquiry in _enquiries)
        {
            if (!enquiry.IsAsked || !enquiry.Request.Equals(failed.Request))
                continue;
            enquiry.Retry(_kernel.Now, _policy);
            ReviewAt(enquiry.Due);
        }
    }

    /// <summary>Compares everything: orders, fills, balances. Entries stay locked until it is done.</summary>
    public void Start(bool isLocking, string reason)
    {
        if (isLocking)
            _kernel.Locks.Set(EntryLock.Reconciling, true, reason, _kernel.Effects);
        foreach (var enquiry in _enquiries)
        {
            enquiry.Hasten(_kernel.Now);
            Ask(enquiry);
        }

        if (_round is not null)
        {
            _round.IsStale = true; // it began before the connection was whole: another one follows
            return;
        }

        _round = new Round(_kernel.Now, AddAndAsk(new VenueRequest.QueryAccount(default)));
        for (var i = 0; i < _kernel.InstrumentCount; i++)
        {
            AddAndAsk(new VenueRequest.QueryOpenOrders(new InstrumentId(i)));
            AskFills(new InstrumentId(i));
        }

        if (!_isPeriodic && _policy.Interval > Duration.Zero)
        {
            _isPeriodic = true;
            _kernel.SetTimer(_kernel.Now + _policy.Interval, KernelTimers.Round);
        }
    }

    /// <summary>Time for the next comparison.</summary>
    public void OnRoundTimer()
    {
        _kernel.SetTimer(_kernel.Now + _policy.Interval, KernelTimers.Round);
        if (_round is null)
            Start(isLocking: false, "");
    }

    /// <summary>Balances came.</summary>
    public void OnAccount(VenueEvent.AccountUpdate update)
    {
        if (_round is { } running)
            running.AreFillsNewer = false;
        if (!update.IsWhole)
            return;
        _enquiries.RemoveAll(enquiry => enquiry.Request is VenueRequest.QueryAccount);
        if (_round is { } round)
            round.IsAccountKnown = true;
        CloseRoundIfDone();
    }

    /// <summary>All open orders of an instrument came; each has been taken in as a report.</summary>
    public void OnOpenOrders(VenueEvent.OpenOrders answer)
    {
        _enquiries.RemoveAll(enquiry => enquiry.Request is VenueRequest.QueryOpenOrders && enquiry.Request.Instrument == answer.Instrument);
        var open = _kernel.Ledger.Open;
        for (var i = 0; i < open.Count; i++)
        {
            // Only what was sent before the question can be missed in the answer.
            var order = open[i];
            if (order.Spec.Instrument == answer.Instrument && _round is { } round && order.SentAt < round.StartedAt
                && !answer.Reports.Any(report => report.Order.ClientOrderId == order.Spec.ClientOrderId))
                Enquire(order, _kernel.Now);
        }

        CloseRoundIfDone();
    }

    /// <summary>Asks what is due, and what was sent and never answered.</summary>
    public void Review()
    {
        var now = _kernel.Now;
        if (_nextReview is { } next && next <= now)
            _nextReview = null;
        Timestamp? wake = null;
        var open = _kernel.Ledger.Open;
        for (var i = 0; i < open.Count; i++)
        {
            var order = open[i];
            var since = order.State == WorkingState.Sent ? order.SentAt : order.CancelSentAt;
            if (since is not { } sent || Find(order.Spec.ClientOrderId) is not null)
                continue;
            if (sent + _policy.AnswerTimeout > now)
            {
                wake = Earlier(wake, sent + _policy.AnswerTimeout);
                continue;
            }

            _kernel.Ledger.Lost(order.Spec.ClientOrderId);
            Enquire(order, now);
        }

        for (var i = 0; i < _enquiries.Count; i++)
        {
            if (_enquiries[i].Due <= now)
                Ask(_enquiries[i]);
            wake = Earlier(wake, _enquiries[i].Due);
        }

        if (wake is { } at)
            ReviewAt(at);
    }

    private static bool IsAbout(OrderState order, ClientOrderId? name, ClientListId? list) =>
        name is { } id ? order.Spec.ClientOrderId == id : list is not null && order.ListId == list;

    private static Timestamp Earlier(Timestamp? one, Timestamp other) => one is { } known && known < other ? known : other;

    private void Enquire(OrderState order, Timestamp askAt)
    {
        var enquiry = Find(order.Spec.ClientOrderId);
        if (enquiry is null)
        {
            enquiry = new Enquiry(new VenueRequest.QueryOrder(order.Spec.Instrument, order.Spec.ClientOrderId), order, askAt);
            _enquiries.Add(enquiry);
        }

        if (enquiry.IsAsked)
            return;
        if (askAt <= _kernel.Now)
            Ask(enquiry);
        else
            ReviewAt(askAt);
    }

    private void AskFills(InstrumentId instrument)
    {
        if (FindFills(instrument) is null && _kernel.Ledger.FirstSentAt(instrument) is not null)
            AddAndAsk(_fills.Question(instrument));
    }

    // What a question found and no report told, no report told the balances of either. A round asks for them anyway.
    private void AskAccount(Asset asset, Timestamp changedAt)
    {
        if (_round is null && changedAt > _kernel.Portfolio.AsOf(asset) && !_enquiries.Exists(static enquiry => enquiry.Request is VenueRequest.QueryAccount))
            AddAndAsk(new VenueRequest.QueryAccount(default));
    }

    private Enquiry AddAndAsk(VenueRequest request)
    {
        var enquiry = new Enquiry(request, null, _kernel.Now);
        _enquiries.Add(enquiry);
        Ask(enquiry);
        return enquiry;
    }

    private void Ask(Enquiry enquiry)
    {
        enquiry.Ask(_kernel.Now, _policy.AnswerTimeout);
        _kernel.Effects.Submit(enquiry.Request);
        ReviewAt(enquiry.Due);
    }

    private void ReviewAt(Timestamp due)
    {
        if (_nextReview is { } next && next <= due)
            return;
        _nextReview = due;
        _kernel.SetTimer(due, KernelTimers.Review);
    }

    private void Forget(OrderState order)
    {
        if (_enquiries.RemoveAll(enquiry => enquiry.Order == order) > 0)
            CloseRoundIfDone();
    }

    private Enquiry? Find(ClientOrderId order) => _enquiries.Find(enquiry => enquiry.Order is { } about && about.Spec.ClientOrderId == order);

    private Enquiry? FindFills(InstrumentId instrument) =>
        _enquiries.Find(enquiry => enquiry.Request is VenueRequest.QueryFills && enquiry.Request.Instrument == instrument);

    private void CloseRoundIfDone()
    {
        if (_round is not { IsAccountKnown: true } round || _enquiries.Count > 0)
            return;
        if (round.IsStale)
        {
            _round = null;
            Start(isLocking: true, "connected again");
            return;
        }

        if (!AreBalancesComparable(round))
            return;
        _round = null;
        _kernel.OnReconciled();
    }

    /// <summary>
    /// What is held can only be compared with what was booked when both are of one moment: fills are asked for after the balances, so that no sale
    /// behind them is missing, and the balances once more when a fill is younger than they are. Otherwise a fill on its way would look like theft.
    /// </summary>
    private bool AreBalancesComparable(Round round)
    {
        if (!round.AreFillsNewer)
        {
            round.AreFillsNewer = true;
            for (var i = 0; i < _kernel.InstrumentCount; i++)
                AskFills(new InstrumentId(i));
            if (_enquiries.Count > 0)
                return false;
        }

        if (!_fills.IsAheadOfBalances())
            return true;
        round.Account.Retry(_kernel.Now, _policy);
        _enquiries.Add(round.Account);
        ReviewAt(round.Account.Due);
        return false;
    }
}
