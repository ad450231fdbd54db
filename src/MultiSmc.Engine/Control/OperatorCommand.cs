using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What a person (or the node on its behalf) asks of the kernel: an input like any other, journaled and replayed. A closed set.</summary>
public abstract record OperatorCommand
{
    private OperatorCommand(string id, string by)
    {
        Id = id;
        By = by;
    }

    /// <summary>Name of this command: its result bears it; the same name twice is carried out once.</summary>
    public string Id { get; }

    /// <summary>Who asked: "terminal", "cli", "node".</summary>
    public string By { get; }

    /// <summary>No new entries; those that rest are taken back. Positions stay protected.</summary>
    /// <param name="CommandId">Name of the command.</param>
    /// <param name="From">Who asked.</param>
    /// <param name="Instrument">One instrument, or null for all.</param>
    /// <param name="KeepEntries">Leave resting entries where they are.</param>
    public sealed record Pause(string CommandId, string From, InstrumentId? Instrument, bool KeepEntries) : OperatorCommand(CommandId, From);

    /// <summary>Entries again, after a pause, a kill or a halt that a person has looked into.</summary>
    /// <param name="CommandId">Name of the command.</param>
    /// <param name="From">Who asked.</param>
    /// <param name="Instrument">One instrument, or null for all.</param>
    public sealed record Resume(string CommandId, string From, InstrumentId? Instrument) : OperatorCommand(CommandId, From);

    /// <summary>The node itself starts or stops: no new entries meanwhile. A person's pause is not touched by it.</summary>
    /// <param name="CommandId">Name of the command.</param>
    /// <param name="From">Who asked.</param>
    /// <param name="IsOn">It starts or stops; otherwise it is ready.</param>
    /// <param name="KeepEntries">Leave resting entries where they are; otherwise they are taken back and placed again when the node is ready.</param>
    public sealed record Standby(string CommandId, string From, bool IsOn, bool KeepEntries) : OperatorCommand(CommandId, From);

    /// <summary>The kill switch: resting entries are taken back, no new ones; positions are sold or stay protected.</summary>
    /// <param name="CommandId">Name of the command.</param>
    /// <param name="From">Who asked.</param>
    /// <param name="Flatten">Sell every position at market.</param>
    public sealed record Kill(string CommandId, string From, bool Flatten) : OperatorCommand(CommandId, From);

    /// <summary>Sell what one instrument (or one setup of it) holds, at market.</summary>
    /// <param name="CommandId">Name of the command.</param>
    /// <param name="From">Who asked.</param>
    /// <param name="Instrument">Whose.</param>
    /// <param name="Setup">One setup, or null for all of the instrument.</param>
    public sealed record ClosePosition(string CommandId, string From, InstrumentId Instrument, int? Setup) : OperatorCommand(CommandId, From)
    {
        /// <summary>How much of it: the rest stays, with its own target and stop. Null: all.</summary>
        public PositionPart? Part { get; init; }
    }

    /// <summary>Take back one resting entry, or all of an instrument, or all.</summary>
    /// <param name="CommandId">Name of the command.</param>
    /// <param name="From">Who asked.</param>
    /// <param name="Instrument">Whose, or null for all.</param>
    /// <param name="Order">One order, or null for all entries.</param>
    public sealed record CancelEntries(string CommandId, string From, InstrumentId? Instrument, ClientOrderId? Order) : OperatorCommand(CommandId, From);
}

/// <summary>What came of a command.</summary>
/// <param name="CommandId">Which.</param>
/// <param name="IsDone">Carried out; otherwise <paramref name="Message"/> says why not.</param>
/// <param name="Message">In words a trader understands.</param>
public sealed record CommandResult(string CommandId, bool IsDone, string Message);
