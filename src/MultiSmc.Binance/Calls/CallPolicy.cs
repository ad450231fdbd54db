namespace MultiSmc.Binance;

/// <summary>How long calls to the exchange wait and how they are repeated. Placements are never repeated.</summary>
public sealed class CallPolicy
{
    /// <summary>Longest wait for an answer; the exchange itself gives up after 10 s.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time for a connection to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an entry may wait for the limits: one that comes late is worse than none.</summary>
    public TimeSpan EntryWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an exit may wait for the limits.</summary>
    public TimeSpan ExitWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For how long reads and cancels are repeated, waits included.</summary>
    public TimeSpan RepeatFor { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>First pause before a repetition; it doubles.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>For how long a signed request is good (recvWindow).</summary>
    public TimeSpan ReceiveWindow { get; init; } = TimeSpan.FromSeconds(5);
}
