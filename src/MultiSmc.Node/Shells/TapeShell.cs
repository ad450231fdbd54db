using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>
/// The shell whose clock is the market's: paper trading on a recording, a synthetic market, or an exchange's trades by their own times. It decides exactly
/// as a backtest on the same trades does; a person's commands stand between two events. Stopped, time stands still: nothing is taken back, and the session
/// goes on from there.
/// </summary>
/// <remarks>
/// A tape is read from its first event again, and the session walks along its journal beside it. A live market is not: its past is taken from the journal
/// itself, and the feed goes on behind the last trade there. A new session on one begins with what <see cref="NodeSetup.WarmUp"/> has, without entries, or
/// with the first trade that comes.
/// </remarks>
internal sealed class TapeShell : INodeShell
{
    private static readonly TimeSpan LongestNap = TimeSpan.FromMilliseconds(50);

    private readonly NodeSetup _setup;
    private readonly NodeSession _session;
    private readonly ShellInbox _inbox;
    private readonly Action _answerCalls;
    private readonly Func<bool> _isStopping;
    private readonly CommandWatch _commands;
    private readonly NodeVenue.Driven _venue;
    private DrivenSession? _driven;
    private RestoringJournal? _journal;
    private TradingKernel? _kernel;
    private (long Ticks, Timestamp Tape)? _pace;
    private bool _isOver;
    private bool _hasGoneOn;

    public TapeShell(NodeSetup setup, NodeSession session, ShellInbox inbox, IKernelObserver observers, Action answerCalls, Func<bool> isStopping)
    {
        _setup = setup;
        _session = session;
        _inbox = inbox;
        _answerCalls = answerCalls;
        _isStopping = isStopping;
        _commands = new CommandWatch(observers);
        _venue = (NodeVenue.Driven)setup.Venue; // NodeSetup refuses a tape's clock with a venue of the world's
    }

    public TradingKernel Kernel => _kernel ??= _setup.Kernel(_session.Header.Id);

    public Timestamp Now => _driven is { Inputs: > 0 } driven ? driven.Now : default;

    public NodePhase Phase { get; private set; } = NodePhase.Recovering;

    public long Inputs => _driven?.Inputs ?? 0;

    public long JournalDurable => _journal?.Session?.DurableSequence ?? 0;

    public IReadOnlyList<LinkStatus> Links => [];

    public TimeSpan Patience => LongestNap;

    public bool HasStopped => true;

    public void Begin()
    {
        var recorded = _session.Recover(null, out _);
        _journal = new RestoringJournal(recorded, () => _session.Open(null, NoJournalObserver.Instance));
        _driven = new DrivenSession(Kernel, _venue.Create(), _commands) { Journal = _journal };
        if (!_setup.Feed.BeginsAnew)
        {
            if (_journal.IsRestoring)
                Replay(_driven, _journal);
            else
                WarmUp(_driven);
            if (_isStopping())
                return; // what is missing comes by trade id when the session goes on
        }

        Phase = _journal.IsRestoring ? NodePhase.Recovering : NodePhase.Running;
        // A tape is read from its first event again, whatever it is told here.
        _setup.Feed.Start(_inbox, [.. Enumerable.Range(0, Kernel.InstrumentCount).Select(index => Kernel.Look(new InstrumentId(index)).LastTrade ?? default)]);
    }

    public void On(in InboxItem item)
    {
        // A tape has no connection that could be lost: what the feed says of one is for people, not for the kernel.
        if (item.Venue is not null || _isOver)
            return;
        var (driven, journal) = (_driven!, _journal!); // Begin came first
        Restore(driven, journal);
        if (!journal.IsRestoring)
        {
            Phase = NodePhase.Running;
            Wait(item.Market.Time);
            if (_isStopping())
                return; // the tape is read again when the session goes on
        }

        var market = item.Market;
        if (!_setup.Feed.BeginsAnew && market.Kind == MarketEventKind.Depth)
            return; // it is not journaled, so that the venue of a session that goes on could not see it again
        driven.On(in market);
        if (!_hasGoneOn && !journal.IsRestoring)
            GoOn(driven);
    }

    public CommandResult On(OperatorCommand command)
    {
        if (_driven is not { Inputs: > 0 } driven || _journal is not { IsRestoring: false })
            return new CommandResult(command.Id, false, "The tape has not begun yet; ask again.");
        driven.On(command);
        return _commands.ResultOf(command);
    }

    public void Idle() => _journal?.Session?.Flush();

    public bool OnFeedEnd()
    {
        var (driven, journal) = (_driven!, _journal!); // Begin came first
        Restore(driven, journal);
        driven.Finish();
        if (journal.IsRestoring)
            throw new NodeException(NodeFailureKind.Data, "the tape is shorter than what the session saw of it: give it its own tape, or start another session");
        _isOver = true;
        return true;
    }

    public void BeginStop() => Phase = NodePhase.Stopping;

    public void End()
    {
        if (_isOver)
            _journal?.Session?.Complete(Now);
        Phase = NodePhase.Ended;
    }

    public string Abandon() => "the simulated exchange ends with this process";

    public void Dispose() => _journal?.Dispose();

    // The market's events come from the journal, and with them everything that followed from them.
    private void Replay(DrivenSession driven, RestoringJournal journal)
    {
        while (!_isStopping())
        {
            Restore(driven, journal);
            if (!journal.TryFindMarket(out var market, out var until))
            {
                // What reached the session after its last event.
                if (journal.IsRestoring)
                    driven.On(until);
                return;
            }

            driven.On(in market);
        }
    }

    private void WarmUp(DrivenSession driven)
    {
        Phase = NodePhase.WarmingUp;
        var buffer = new MarketEvent[4_096];
        for (var count = _setup.WarmUp?.Read(buffer) ?? 0; count > 0 && !_isStopping(); count = _setup.WarmUp?.Read(buffer) ?? 0)
        {
            foreach (ref readonly var market in buffer.AsSpan(0, count))
            {
                if (market.Kind == MarketEventKind.Depth)
                    continue;
                var isFirst = driven.Inputs == 0;
                driven.On(in market);
                if (isFirst)
                    driven.On(Standby(driven, isOn: true));
            }

            _answerCalls();
        }
    }

    // The past is over with the first event behind it, also where the session was stopped before it came.
    private void GoOn(DrivenSession driven)
    {
        _hasGoneOn = true;
        if (Kernel.LocksOfAccount.HasFlag(EntryLock.Standby))
            driven.On(Standby(driven, isOn: false));
    }

    private static OperatorCommand.Standby Standby(DrivenSession driven, bool isOn) =>
        new(string.Create(CultureInfo.InvariantCulture, $"node-{driven.Inputs + 1}"), "node", isOn, KeepEntries: true);

    // A person's commands came between two events of the tape, where they come again.
    private static void Restore(DrivenSession driven, RestoringJournal journal)
    {
        while (journal.NextCommand is { } command)
            driven.On(command);
    }

    private void Wait(Timestamp until)
    {
        _answerCalls();
        if (_setup.Options.Speed <= 0)
            return;
        var pace = _pace ??= (_setup.Time.GetTimestamp(), until);
        var due = TimeSpan.FromTicks((long)((until - pace.Tape).Nanoseconds / 100 / _setup.Options.Speed));
        while (!_isStopping() && due - _setup.Time.GetElapsedTime(pace.Ticks) is var rest && rest > TimeSpan.Zero)
        {
            _journal?.Session?.Flush();
            _inbox.WaitForCall(rest < LongestNap ? rest : LongestNap);
            _answerCalls();
        }
    }
}
