using System.Diagnostics;
using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Carries out what a person asks for. A command whose name was seen before is answered again, not carried out again.</summary>
internal sealed class CommandDesk(TradingKernel kernel)
{
    private const int Remembered = 1_024;

    private readonly Dictionary<string, CommandResult> _results = []; // looked up by name; never iterated
    private readonly Queue<string> _order = new();

    public void On(OperatorCommand command)
    {
        if (!_results.TryGetValue(command.Id, out var result))
        {
            result = CarryOut(command);
            _results.Add(command.Id, result);
            _order.Enqueue(command.Id);
            if (_order.Count > Remembered)
                _results.Remove(_order.Dequeue());
        }

        kernel.Effects.Add(EffectKind.CommandResult, default, result);
    }

    /// <summary>Saves what came of the last commands, or takes what was saved.</summary>
    public void Carry(StateCarrier state)
    {
        state.Section("commands", 1);
        var names = _order.ToArray();
        var count = state.Count(names.Length);
        for (var i = 0; i < count; i++)
        {
            var result = state.IsReading ? new CommandResult("", false, "") : _results[names[i]];
            result = new CommandResult(state.Word(result.CommandId), state.Flag(result.IsDone), state.Word(result.Message));
            if (!state.IsReading)
                continue;
            _order.Enqueue(result.CommandId);
            if (!_results.TryAdd(result.CommandId, result))
                throw state.Fault($"command {result.CommandId} is there twice");
        }
    }

    private CommandResult CarryOut(OperatorCommand command)
    {
        if (InstrumentOf(command) is { } instrument && (uint)instrument.Index >= (uint)kernel.InstrumentCount)
            return new CommandResult(command.Id, false, "This node does not trade that symbol.");
        return command switch
        {
            OperatorCommand.Pause pause => Pause(pause),
            OperatorCommand.Resume resume => Resume(resume),
            OperatorCommand.Standby standby => Standby(standby),
            OperatorCommand.Kill kill => Kill(kill),
            OperatorCommand.ClosePosition close => Close(close),
            OperatorCommand.CancelEntries cancel => Cancel(cancel),
            _ => throw new UnreachableException(),
        };
    }

    private static InstrumentId? InstrumentOf(OperatorCommand command) => command switch
    {
        OperatorCommand.Pause pause => pause.Instrument,
        OperatorCommand.Resume resume => resume.Instrument,
        OperatorCommand.ClosePosition close => close.Instrument,
        OperatorCommand.CancelEntries cancel => cancel.Instrument,
        _ => null,
    };

    private CommandResult Pause(OperatorCommand.Pause pause)
    {
        Lock(pause.Instrument, EntryLock.Paused, true, $"paused by {pause.By}");
        var taken = pause.KeepEntries ? 0 : kernel.CancelEntries(pause.Instrument, null, "paused", isFinal: false);
        return Done(pause, pause.KeepEntries ? $"Paused. Resting entries stay." : $"Paused. {Entries(taken)} taken back; positions stay protected.");
    }

    private CommandResult Resume(OperatorCommand.Resume resume)
    {
        Lock(resume.Instrument, EntryLock.Paused, false, $"resumed by {resume.By}");
        if (resume.Instrument is null)
        {
            for (var i = 0; i < kernel.InstrumentCount; i++)
                kernel.Locks.Set(new InstrumentId(i), EntryLock.Paused, false, $"resumed by {resume.By}", kernel.Effects);
            kernel.Locks.Set(EntryLock.Killed | EntryLock.Halted, false, $"resumed by {resume.By}", kernel.Effects);
            kernel.Risk.Reopen(kernel.Portfolio.Equity());
        }

        kernel.WakeEntries();
        var locks = resume.Instrument is { } instrument ? kernel.Locks.Of(instrument) : kernel.Locks.OfAccount;
        return Done(resume, locks == EntryLock.None ? "Resumed." : $"Resumed, but entries still wait: {EntryLockFacts.NameOf(locks)}.");
    }

    private CommandResult Standby(OperatorCommand.Standby standby)
    {
        kernel.Locks.Set(EntryLock.Standby, standby.IsOn, standby.IsOn ? "the node is starting or stopping" : "the node is ready", kernel.Effects);
        if (!standby.IsOn)
        {
            kernel.WakeEntries();
            return Done(standby, "Ready.");
        }

        var taken = standby.KeepEntries ? 0 : kernel.CancelEntries(null, null, "standby", isFinal: false);
        return Done(standby, $"On standby. {Entries(taken)} taken back; positions stay protected.");
    }

    private CommandResult Kill(OperatorCommand.Kill kill)
    {
        kernel.Locks.Set(EntryLock.Killed, true, $"killed by {kill.By}", kernel.Effects);
        var entries = kernel.CancelEntries(null, null, "killed", isFinal: false);
        var positions = kill.Flatten ? kernel.ClosePositions(null, null) : 0;
        kernel.Alert(default, "killed", $"Kill switch by {kill.By}: {Entries(entries)} taken back, {Positions(positions)} being sold.");
        return Done(kill, kill.Flatten
            ? $"Killed. {Entries(entries)} taken back, {Positions(positions)} being sold."
            : $"Killed. {Entries(entries)} taken back; positions stay protected.");
    }

    private CommandResult Close(OperatorCommand.ClosePosition close)
    {
        if (close.Part is { } part and not PositionPart.Share { Ppm: PositionPart.Whole })
            return ClosePart(close, part);
        var positions = kernel.ClosePositions(close.Instrument, close.Setup);
        return positions > 0
            ? Done(close, $"{Positions(positions)} being sold at market.")
            : new CommandResult(close.Id, false, "There is no such position.");
    }

    private CommandResult ClosePart(OperatorCommand.ClosePosition close, PositionPart part)
    {
        if (part is PositionPart.Share { Ppm: <= 0 or > PositionPart.Whole } or PositionPart.Amount { Base.Raw: <= 0 })
            return new CommandResult(close.Id, false, "A part is more than nothing and at most the whole.");
        var unit = kernel.UnitOf(close.Instrument);
        var outcome = unit.Strategy.ClosePart(close.Setup, part);
        return outcome.Positions > 0
            ? Done(close, string.Create(CultureInfo.InvariantCulture, $"{outcome.Quantity} {unit.Instrument.Base} being sold at market; {outcome.Rest} stay protected."))
            : new CommandResult(close.Id, false, outcome.Refusal);
    }

    private CommandResult Cancel(OperatorCommand.CancelEntries cancel)
    {
        var entries = kernel.CancelEntries(cancel.Instrument, cancel.Order, "by-hand", isFinal: true);
        return entries > 0
            ? Done(cancel, $"{Entries(entries)} taken back.")
            : new CommandResult(cancel.Id, false, "There is no such resting entry.");
    }

    private void Lock(InstrumentId? instrument, EntryLock flag, bool isOn, string reason)
    {
        if (instrument is { } one)
            kernel.Locks.Set(one, flag, isOn, reason, kernel.Effects);
        else
            kernel.Locks.Set(flag, isOn, reason, kernel.Effects);
    }

    private static string Entries(int count) => count == 1 ? "1 entry" : string.Create(CultureInfo.InvariantCulture, $"{count} entries");

    private static string Positions(int count) => count == 1 ? "1 position" : string.Create(CultureInfo.InvariantCulture, $"{count} positions");

    private static CommandResult Done(OperatorCommand command, string message) => new(command.Id, true, message);
}
