using MultiSmc.Engine;

namespace MultiSmc.Terminal;

/// <summary>The page's words for the kernel's commands.</summary>
internal static class CommandKinds
{
    public static string Of(OperatorCommand command) => command switch
    {
        OperatorCommand.Pause => "pause",
        OperatorCommand.Resume => "resume",
        OperatorCommand.Kill => "kill",
        OperatorCommand.ClosePosition => "close-position",
        OperatorCommand.CancelEntries { Order: not null } => "cancel-order",
        _ => "cancel-all",
    };

    public static string Origin(string by) => by is "terminal" or "cli" or "node" or "signal" ? by : "node";

    public static string? SymbolOf(OperatorCommand command, SessionState state)
    {
        var instrument = command switch
        {
            OperatorCommand.Pause pause => pause.Instrument,
            OperatorCommand.Resume resume => resume.Instrument,
            OperatorCommand.ClosePosition close => close.Instrument,
            OperatorCommand.CancelEntries cancel => cancel.Instrument,
            _ => null,
        };
        return instrument is { } one && (uint)one.Index < (uint)state.Symbols.Length ? state.Symbols[one.Index].Name : null;
    }
}
