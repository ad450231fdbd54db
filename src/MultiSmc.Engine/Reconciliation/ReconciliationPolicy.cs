using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>How patiently the kernel waits for the exchange, and how often it compares books.</summary>
public sealed record ReconciliationPolicy
{
    /// <summary>An order or cancel without an answer for this long is asked for.</summary>
    public Duration AnswerTimeout { get; init; } = Duration.FromSeconds(10);

    /// <summary>First pause before a question is asked again; each further one is twice as long.</summary>
    public Duration FirstRetry { get; init; } = Duration.FromMilliseconds(500);

    /// <summary>Longest pause between two questions.</summary>
    public Duration LongestRetry { get; init; } = Duration.FromSeconds(10);

    /// <summary>How often the exchange must say that it knows no such order before we believe it: right after placing it may only not know it yet.</summary>
    public int AbsencesBelieved { get; init; } = 4;

    /// <summary>Time between two comparisons of all books; zero for none.</summary>
    public Duration Interval { get; init; } = Duration.FromSeconds(300);

    /// <summary>A connection may be gone for this long before resting entries are taken back.</summary>
    public Duration DisconnectGrace { get; init; } = Duration.FromSeconds(10);
}
