namespace MultiSmc.Journal;

/// <summary>What a record of a block holds: the low three bits of its first byte.</summary>
internal enum RecordKind : byte
{
    /// <summary>A trade.</summary>
    Trade = 0,

    /// <summary>A best bid and ask.</summary>
    Quote = 1,

    /// <summary>Word from the exchange.</summary>
    Venue = 2,

    /// <summary>A timer.</summary>
    Timer = 3,

    /// <summary>A command.</summary>
    Command = 4,

    /// <summary>What the kernel did with the input before it; absent when it did nothing.</summary>
    Effects = 5,
}
