using System.Diagnostics;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>How a node's run ended. A closed set.</summary>
public abstract record NodeOutcome
{
    private NodeOutcome()
    {
    }

    /// <summary>The tape came to its end; the session is over.</summary>
    public sealed record Completed : NodeOutcome;

    /// <summary>It was asked to stop; the session goes on with the next start.</summary>
    public sealed record Stopped : NodeOutcome;

    /// <summary>It had to end. What protects positions on an exchange stands.</summary>
    /// <param name="Kind">What kind of thing ended it.</param>
    /// <param name="Message">What happened and what to do.</param>
    /// <param name="Fault">What was thrown; null for a plain outcome.</param>
    public sealed record Failed(NodeFailureKind Kind, string Message, Exception? Fault) : NodeOutcome;
}

/// <summary>
/// A running node: one thread drives the kernel with what comes through the inbox; journal, venue, observers and control hang on it. Made, run once, thrown away.
/// </summary>
public sealed class TradingNode : INodeControl, IAsyncDisposable
{
    private static readonly TimeSpan StatusAge = TimeSpan.FromSeconds(1);

    private readonly NodeSetup _setup;
    private readonly ShellInbox _inbox;
    private readonly List<NodeLock> _locks = [];
    private volatile bool _isStopAsked;
    private volatile NodeStatus? _latest;
    private INodeShell? _shell;
    private StatusBuilder? _status;
    private ControlServer? _control;
    private long _statusTicks;
    private bool _isDisposed;

    /// <param name="setup">What it is made of.</param>
    /// <exception cref="ArgumentException">A tape's clock needs a simulated exchange.</exception>
    public TradingNode(NodeSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup.Clock == NodeClock.Market && setup.Venue is not NodeVenue.Driven)
            throw new ArgumentException("a real exchange does not wait for a tape: the clock must be the world's", nameof(setup));
        _setup = setup;
        setup.Folder.Make();
        Log = new NodeLog(setup.Folder.Logs, setup.Time);
        _inbox = new ShellInbox(setup.Options.InboxCapacity, setup.Clock == NodeClock.Market, setup.Time);
    }

    /// <inheritdoc/>
    public NodeStatus? Latest => _latest;

    /// <inheritdoc/>
    public NodeLog Log { get; }

    /// <inheritdoc/>
    public Task<CommandResult> ExecuteAsync(OperatorCommand command, CancellationToken cancellation)
    {
        var call = new CommandCall(command);
        _inbox.Call(call);
        return call.Answer.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task<NodeStatus?> StatusAsync(CancellationToken cancellation)
    {
        var call = new StatusCall();
        _inbox.Call(call);
        return call.Answer.WaitAsync(cancellation);
    }

    /// <summary>Runs until the tape ends, until it is asked to stop, or until it has to end.</summary>
    /// <param name="stop">Asks it to stop in good order.</param>
    public async Task<NodeOutcome> RunAsync(CancellationToken stop)
    {
        using var onStop = stop.Register(() =>
        {
            _isStopAsked = true;
            _inbox.Wake();
        });
        var ended = new TaskCompletionSource<NodeOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() => ended.SetResult(RunKernel())) { Name = "kernel", IsBackground = true, Priority = ThreadPriority.AboveNormal };
        thread.Start();
        var outcome = await ended.Task.ConfigureAwait(false);
        Tell(outcome);
        return outcome;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _inbox.Close();
        if (_control is not null)
            await _control.DisposeAsync().ConfigureAwait(false);
        await _setup.Feed.DisposeAsync().ConfigureAwait(false);
        if (_setup.Venue is NodeVenue.Exchange exchange)
            await exchange.Gateway.DisposeAsync().ConfigureAwait(false);
        _setup.WarmUp?.Dispose();
        await Log.DisposeAsync().ConfigureAwait(false);
        foreach (var each in _locks)
            each.Dispose();
    }

    private NodeOutcome RunKernel()
    {
        NodeSession? session = null;
        try
        {
            _locks.Add(NodeLock.Take(_setup.Folder.Lock, "this state folder"));
            foreach (var (path, what) in _setup.Locks)
                _locks.Add(NodeLock.Take(path, what));
            session = NodeSession.Choose(_setup);
            Tell(session);
            _status = new StatusBuilder(_setup, session, Timestamp.Of(_setup.Time.GetUtcNow()));
            var lines = new LogObserver(Log, session.Header.Instruments, () => _shell!.Kernel.Ledger, () => _shell is not { Phase: not NodePhase.Recovering }); // no input before the shell
            var observers = new ObserverGroup([_status, lines, .. _setup.Observers], Log);
            _shell = MakeShell(session, observers);
            _control = ControlServer.Start(this, _setup.Folder, session.Header.Instruments, _setup.Time);
            return Drive(_shell);
        }
        catch (Exception fault)
        {
            // The host loop of the kernel's thread: whatever it was, deciding has stopped; what protects positions stands.
            return Fail(fault);
        }
        finally
        {
            _inbox.Close();
            _shell?.Dispose();
            session?.Dispose();
        }
    }

    private INodeShell MakeShell(NodeSession session, ObserverGroup observers)
    {
        if (_setup.Clock == NodeClock.Market)
            return new TapeShell(_setup, session, _inbox, observers, AnswerCalls, () => _isStopAsked);
        IVenueSide venue = _setup.Venue switch
        {
            NodeVenue.Driven driven => new DrivenSide(driven.Create(), _setup.Options.VenueLag),
            NodeVenue.Exchange exchange => new GatewaySide(exchange.Gateway, Log),
            _ => throw new UnreachableException(),
        };
        return new WallShell(_setup, session, _inbox, venue, observers, Log, AnswerCalls, () => _isStopAsked);
    }

    private NodeOutcome Drive(INodeShell shell)
    {
        shell.Begin();
        var isStopping = false;
        while (true)
        {
            if (_isStopAsked && !isStopping)
            {
                isStopping = true;
                shell.BeginStop();
            }

            isStopping |= shell.OutOfRoom is not null;
            if (isStopping && shell.HasStopped)
            {
                if (shell.OutOfRoom is { } full)
                    throw new JournalException(full.Message) { Failure = full };
                shell.End();
                Status(shell);
                return new NodeOutcome.Stopped();
            }

            var isFeedOver = _setup.Feed.Completion.IsCompleted; // asked before what it sent is taken
            var items = _inbox.Take(shell.Patience);
            foreach (ref readonly var item in items)
            {
                shell.On(in item);
                if (item.Venue is null && _setup.Clock == NodeClock.Wall)
                    _status!.Latency.Add(_setup.Time.GetElapsedTime(item.ReceivedTicks).Ticks * 100); // made before the shell
            }

            AnswerCalls();
            if (items.IsEmpty)
                shell.Idle();
            RefreshStatus(shell);
            if (_inbox.IsOverflown)
                throw new NodeException("the node is too far behind the market to go on: more inputs wait than it may hold; use a faster machine or trade fewer symbols");
            if (!isFeedOver || !items.IsEmpty || isStopping)
                continue;
            if (_setup.Feed.Completion.Exception?.InnerException is { } fault)
            {
                var kind = _setup.Clock == NodeClock.Market ? NodeFailureKind.Data : NodeFailureKind.Exchange;
                throw new NodeException(kind, $"no more trades can be had: {fault.Message}", fault);
            }

            if (shell.OnFeedEnd())
            {
                shell.End();
                Status(shell);
                return new NodeOutcome.Completed();
            }
        }
    }

    private void AnswerCalls()
    {
        while (_inbox.TryTakeCall(out var call))
        {
            if (call is CommandCall command)
                command.Complete(_shell!.On(command.Command)); // calls are taken by the shell's thread alone
            else if (call is StatusCall status)
                status.Complete(Status(_shell!));
        }
    }

    private void RefreshStatus(INodeShell shell)
    {
        if (_latest is null || _setup.Time.GetElapsedTime(_statusTicks) >= StatusAge)
            Status(shell);
    }

    private NodeStatus Status(INodeShell shell)
    {
        _statusTicks = _setup.Time.GetTimestamp();
        var status = _status!.Build(shell, _inbox.Count); // made before the shell
        _latest = status;
        return status;
    }

    private NodeOutcome.Failed Fail(Exception fault)
    {
        var (kind, message) = fault switch
        {
            NodeException node => (node.Kind, node.Message),
            JournalException journal => (NodeFailureKind.Failure, journal.Message),
            InvariantException broken => (NodeFailureKind.Failure, $"a rule of the program is broken, so it stops deciding: {broken.Message}"),
            InvalidDataException data => (NodeFailureKind.Data, data.Message),
            IOException or UnauthorizedAccessException => (NodeFailureKind.Failure, fault.Message),
            _ => (NodeFailureKind.Failure, $"this is a defect of the program; please report it: {fault}"),
        };
        if (_shell is { } shell)
        {
            Log.Write(LogLevel.Alarm, "stopped-deciding", message);
            var done = shell.Abandon();
            Log.Write(LogLevel.Alarm, "abandoned", done);
            message = $"{message} ({done})";
        }

        return new NodeOutcome.Failed(kind, message, fault);
    }

    private void Tell(NodeSession session)
    {
        foreach (var cut in session.Mended.CutBlocks)
            Log.Write(LogLevel.Warning, "journal-mended", $"cut from the journal's end: {cut}");
        Log.Write(
            LogLevel.Info,
            session.IsResumed ? "session-resumed" : "session-started",
            session.IsResumed ? $"session {session.Header.Id} goes on behind input {session.LastSequence}" : $"session {session.Header.Id} begins",
            ("session", session.Header.Id),
            ("mode", _setup.Mode),
            ("clock", _setup.Clock == NodeClock.Market ? "market" : "wall"),
            ("configuration", session.Header.ConfigurationHash),
            ("version", session.Header.KernelVersion));
    }

    private void Tell(NodeOutcome outcome)
    {
        if (outcome is NodeOutcome.Failed failed)
            Log.Write(LogLevel.Alarm, "node-failed", failed.Message);
        else
            Log.Write(LogLevel.Info, "node-ended", outcome is NodeOutcome.Completed ? "the tape has ended" : "stopped; the session goes on with the next start");
    }
}
