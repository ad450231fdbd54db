using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>What a session is: everything that its replay needs beside its inputs.</summary>
public sealed record SessionHeader
{
    /// <summary>Short name, as in the client order ids; unique within a journal.</summary>
    public required string Id { get; init; }

    /// <summary>"backtest", "paper", "live".</summary>
    public required string Kind { get; init; }

    /// <summary>Our time at its start.</summary>
    public required Timestamp StartedAt { get; init; }

    /// <summary>Version of the program: a snapshot of another one is not loaded.</summary>
    public required string KernelVersion { get; init; }

    /// <summary>The instruments in the order of their ids.</summary>
    public required IReadOnlyList<Instrument> Instruments { get; init; }

    /// <summary>Name of the configuration, for messages.</summary>
    public string ConfigurationName { get; init; } = "";

    /// <summary>The configuration as the shell can read it again; never a secret.</summary>
    public string Configuration { get; init; } = "";

    /// <summary>Identity of the effective configuration.</summary>
    public string ConfigurationHash { get; init; } = "";
}

/// <summary>A session as it lies in a journal.</summary>
/// <param name="Number">Its number in the journal, from 1, in the order of the starts.</param>
/// <param name="Header">What it is.</param>
/// <param name="LastSequence">Its last input on disk, or 0.</param>
/// <param name="EndedAt">When it was ended in good order, or null.</param>
/// <param name="InputsDroppedAt">When retention dropped its inputs, or null.</param>
public sealed record StoredSession(long Number, SessionHeader Header, long LastSequence, Timestamp? EndedAt, Timestamp? InputsDroppedAt);
