using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Node;

namespace MultiSmc.Terminal;

/// <summary>Two steps to everything that acts: what would happen, then that it shall. Handed to the node; what comes of it comes back as news.</summary>
internal sealed class CommandDesk(TerminalModel model, INodeControl? control) : IAsyncDisposable
{
    private const int MaxIdLength = 64;

    private readonly PreparedCommands<OperatorCommand> _prepared = new(model.Clock);
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<Task> _running = [];
    private readonly Lock _gate = new();

    /// <summary>Whether there is somebody to hand commands to.</summary>
    public bool IsReadOnly => control is null || model.Setup.Mode is TerminalMode.Backtest or TerminalMode.Replay;

    /// <summary>Shows what a command would do.</summary>
    public PrepareReply Prepare(PrepareRequest request, Role role)
    {
        if (IsReadOnly || role != Role.Trade)
            return Refuse("read-only");
        var (make, preview, code) = model.Read(state => Look(state, request));
        if (make is null || preview is null)
            return Refuse(code);
        var (token, expires) = _prepared.Add(make);
        return new PrepareReply { Ok = true, Token = token, Expires = expires.ToUnixTimeMilliseconds(), Preview = preview };
    }

    /// <summary>Carries out what was shown.</summary>
    public ExecuteReply Execute(ExecuteRequest request, Role role)
    {
        if (IsReadOnly || control is null || role != Role.Trade)
            return new ExecuteReply("rejected", "read-only", Params.None);
        if (string.IsNullOrEmpty(request.Token) || string.IsNullOrEmpty(request.CommandId) || request.CommandId.Length > MaxIdLength)
            return new ExecuteReply("rejected", "bad-request", Params.None);
        var (command, reply) = _prepared.Take(request.Token, request.CommandId);
        if (command is null)
            return reply;
        var task = HandAsync(control, command);
        lock (_gate)
        {
            _running.RemoveWhere(static done => done.IsCompleted);
            _running.Add(task);
        }

        return reply;
    }

    /// <summary>Waits for what is on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_gate)
            running = [.. _running];
        await Task.WhenAll(running).ConfigureAwait(false);
        _stop.Dispose();
    }

    // The result that the kernel gives comes as an effect; only where the command never reached it, the desk speaks.
    private async Task HandAsync(INodeControl node, OperatorCommand command)
    {
        try
        {
            await Task.Yield();
            await node.ExecuteAsync(command, _stop.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // Whatever a node fails by: the person who pressed the button must be told.
            var parameters = new Params { ["message"] = failure is OperationCanceledException ? "the node is stopping" : failure.Message };
            model.Read(state =>
            {
                state.Tell(new CommandNews(
                    command.Id, CommandKinds.Of(command), "terminal", "failed", CommandKinds.SymbolOf(command, state), "not-connected", parameters, model.Clock.GetUtcNow().ToUnixTimeMilliseconds()));
                return true;
            });
        }
    }

    private static PrepareReply Refuse(string code) => new() { Ok = false, Code = code, P = Params.None };

    private static (Func<string, OperatorCommand>? Make, Preview? Preview, string Code) Look(SessionState state, PrepareRequest request)
    {
        var book = request.Symbol is null ? null : state.Find(request.Symbol);
        if (request.Symbol is not null && book is null)
            return (null, null, "unknown-symbol");
        InstrumentId? instrument = book?.Instrument.Id;
        var preview = new CommandPreview(state, book);
        switch (request.Kind)
        {
            case "cancel-order":
                if (request.OrderId is null || state.Orders.Find(request.OrderId) is not { IsOpen: true } order)
                    return (null, null, "unknown-order");
                if (order.Role != "entry")
                    return (null, null, "unsupported"); // protection is not taken from a position that is held: close it instead
                return (id => new OperatorCommand.CancelEntries(id, "terminal", order.Spec.Instrument, order.Spec.ClientOrderId), preview.Cancel(request.Kind, [order]), "");
            case "cancel-all":
                var entries = preview.Entries();
                return entries.Count == 0
                    ? (null, null, "nothing-to-do")
                    : (id => new OperatorCommand.CancelEntries(id, "terminal", instrument, null), preview.Cancel(request.Kind, entries), "");
            case "close-position":
                if (book is null)
                    return (null, null, "unknown-symbol");
                var positions = preview.Positions(request.Args?.Setup);
                if (positions.Count == 0)
                    return (null, null, "no-position");
                var ppm = request.Args?.PartPpm ?? PositionPart.Whole;
                if (ppm is <= 0 or > PositionPart.Whole)
                    return (null, null, "bad-request");
                if (!positions.TrueForAll(position => CommandPreview.CanSell(position, book.Instrument, state.Money.MarkOf(book.Instrument.Id), ppm)))
                    return (null, null, "part-too-small");
                var part = ppm == PositionPart.Whole ? null : new PositionPart.Share(ppm);
                return (
                    id => new OperatorCommand.ClosePosition(id, "terminal", book.Instrument.Id, request.Args?.Setup) { Part = part },
                    preview.Sell(request.Kind, preview.Protection(positions), positions, ppm),
                    "");
            case "pause":
                var keep = request.Args?.KeepEntries ?? false;
                return (id => new OperatorCommand.Pause(id, "terminal", instrument, keep), preview.Cancel(request.Kind, keep ? [] : preview.Entries()), "");
            case "resume":
                return (id => new OperatorCommand.Resume(id, "terminal", instrument), preview.Cancel(request.Kind, []), "");
            case "kill":
                var flatten = request.Args?.Flatten ?? false;
                var all = new CommandPreview(state, null);
                var held = flatten ? all.Positions(null) : [];
                return (id => new OperatorCommand.Kill(id, "terminal", flatten), all.Sell(request.Kind, [.. all.Entries(), .. all.Protection(held)], held), "");
            case "apply-threshold" or "promote-model" or "roll-back-model" or "shadow-model":
                return (null, null, "unsupported");
            default:
                return (null, null, "bad-request");
        }
    }
}
