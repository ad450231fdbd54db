using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>
/// The shell whose clock is the tape's: paper trading on a recording or a synthetic market. It decides exactly as a backtest on the same tape does;
/// a person's commands stand between two events. Stopped, time stands still: nothing is taken back, and the session goes on from there.
/// </summary>
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
        Phase = _journal.IsRestoring ? NodePhase.Recovering : NodePhase.Running;
        // The tape is read from its first event again: a session that goes on is driven to where it stopped by it.
        _setup.Feed.Start(_inbox, new TradeId[Kernel.InstrumentCount]);
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
        driven.On(in market);
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
