using MultiSmc.Journal;

namespace MultiSmc.Node;

/// <summary>Nothing waits for the disk: the orders of a simulated exchange go nowhere. A failure is thrown by the next input.</summary>
internal sealed class NoJournalObserver : IJournalObserver
{
    public static NoJournalObserver Instance { get; } = new();

    public void OnDurable(long sequence)
    {
        // nothing waits for it
    }

    public void OnFailed(JournalFailure failure)
    {
        // the next input throws it
    }
}
