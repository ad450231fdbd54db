namespace MultiSmc.Journal;

/// <summary>The journal can't be opened, read or written as asked. The message says which file, what, and what to do.</summary>
public sealed class JournalException : Exception
{
    /// <summary>An exception without a message.</summary>
    public JournalException()
    {
    }

    /// <param name="message">Which file, what, what to do.</param>
    public JournalException(string message)
        : base(message)
    {
    }

    /// <param name="message">Which file, what, what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public JournalException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What stopped the journal, when it stopped while trading.</summary>
    public JournalFailure? Failure { get; init; }
}
