using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Why no new entry may be placed. Several may hold at once; entries open again when none does.</summary>
[Flags]
public enum EntryLock
{
    /// <summary>Entries are allowed.</summary>
    None = 0,

    /// <summary>A person paused it.</summary>
    Paused = 1,

    /// <summary>The kill switch was used; only a person opens it again.</summary>
    Killed = 2,

    /// <summary>Our books and the exchange's are being compared.</summary>
    Reconciling = 4,

    /// <summary>No connection for trades, reports or requests.</summary>
    Disconnected = 8,

    /// <summary>Something impossible was seen; only a person opens it again.</summary>
    Halted = 16,

    /// <summary>The exchange takes no orders for the instrument now.</summary>
    NotTrading = 32,

    /// <summary>Prices are too old.</summary>
    StaleData = 64,

    /// <summary>The node is starting (warming up, connecting) or stopping.</summary>
    Standby = 128,
}

/// <summary>Entries were locked or unlocked.</summary>
/// <param name="Instrument">Whose, or null for all.</param>
/// <param name="Before">What held before.</param>
/// <param name="After">What holds now.</param>
/// <param name="Reason">In words a trader understands.</param>
public sealed record EntryLockChange(InstrumentId? Instrument, EntryLock Before, EntryLock After, string Reason);

/// <summary>Words for locks.</summary>
public static class EntryLockFacts
{
    private static readonly EntryLock[] ByWeight =
    [
        EntryLock.Halted, EntryLock.Killed, EntryLock.Paused, EntryLock.Standby, EntryLock.Disconnected, EntryLock.Reconciling, EntryLock.NotTrading, EntryLock.StaleData,
    ];

    /// <summary>Stable name of the weightiest lock that holds ("killed"), or "" when none does.</summary>
    public static string NameOf(EntryLock locks) => locks switch
    {
        EntryLock.None => "",
        _ when locks.HasFlag(EntryLock.Halted) => "halted",
        _ when locks.HasFlag(EntryLock.Killed) => "killed",
        _ when locks.HasFlag(EntryLock.Paused) => "paused",
        _ when locks.HasFlag(EntryLock.Standby) => "standby",
        _ when locks.HasFlag(EntryLock.Disconnected) => "disconnected",
        _ when locks.HasFlag(EntryLock.Reconciling) => "reconciling",
        _ when locks.HasFlag(EntryLock.NotTrading) => "not-trading",
        _ => "stale-data",
    };

    /// <summary>Stable names of all locks that hold, the weightiest first.</summary>
    public static IReadOnlyList<string> NamesOf(EntryLock locks)
    {
        var names = new List<string>();
        foreach (var each in ByWeight)
        {
            if (locks.HasFlag(each))
                names.Add(NameOf(each));
        }

        return names;
    }
}
