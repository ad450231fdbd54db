using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>Says in the log what a kernel does that a person may want to read later: orders, fills, locks, alerts, commands, words of the venue about connections.</summary>
internal sealed class LogObserver(NodeLog log, IReadOnlyList<Instrument> instruments, Func<OrderLedger> ledger, Func<bool> isRecovering) : IKernelObserver
{
    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        if (isRecovering())
            return; // it was said when it happened
        if (input is { Kind: InputKind.Venue, Venue: VenueEvent.ConnectionChanged change })
            log.Write(change.IsUp ? LogLevel.Info : LogLevel.Warning, change.IsUp ? "link-up" : "link-down", change.Reason, ("link", change.Link.ToString()));
        foreach (ref readonly var effect in effects.Effects)
            On(in input, in effect, effects);
    }

    private void On(in KernelInput input, in Effect effect, EffectBuffer effects)
    {
        var symbol = instruments[effect.Instrument.Index].Symbol;
        var sequence = input.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture);
        switch (effect.Payload)
        {
            case VenueRequest request when effect.Kind == EffectKind.Submit:
                OnSubmit(request, effects, symbol, sequence);
                break;
            case Fill fill:
                log.Write(
                    LogLevel.Info, "fill", $"{fill.Side} {fill.Quantity} {symbol} at {fill.Price}", ("symbol", symbol), ("order", fill.ClientOrderId.ToString()), ("input", sequence),
                    ("time", input.Time.ToString()));
                break;
            case Alert alert:
                log.Write(alert.IsNews ? LogLevel.Info : LogLevel.Warning, alert.Code, alert.Message, ("symbol", symbol), ("input", sequence), ("time", input.Time.ToString()));
                break;
            case CommandResult when input.Command is OperatorCommand.Standby { IsOn: true }:
                break; // the node's own: its lock says so, and a stop has its own line
            case CommandResult result:
                log.Write(LogLevel.Info, "command", result.Message, ("command", result.CommandId), ("done", result.IsDone ? "true" : "false"), ("input", sequence));
                break;
            case EntryLockChange change:
                var names = string.Join(' ', EntryLockFacts.NamesOf(change.After));
                var whose = change.Instrument is null ? "entries" : $"{symbol}: entries"; // those of one symbol may be open while something locks all
                log.Write(LogLevel.Info, "entries", $"{whose} {(names.Length == 0 ? "open" : $"locked ({names})")}: {change.Reason}", ("symbol", change.Instrument is null ? "" : symbol));
                break;
            default:
                break;
        }
    }

    private void OnSubmit(VenueRequest request, EffectBuffer effects, string symbol, string sequence)
    {
        var (kind, order, words) = OrderWords.Of(request, effects, ledger());
        if (kind.Length > 0)
            log.Write(LogLevel.Info, kind, $"{kind} {symbol}: {words}", ("symbol", symbol), ("order", order), ("input", sequence));
    }
}
