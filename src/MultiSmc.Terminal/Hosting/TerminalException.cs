namespace MultiSmc.Terminal;

/// <summary>The terminal can't be started: says what and how to mend it.</summary>
public sealed class TerminalException : Exception
{
    /// <param name="message">In words a user understands.</param>
    public TerminalException(string message)
        : base(message)
    {
    }

    /// <param name="message">In words a user understands.</param>
    /// <param name="inner">What happened.</param>
    public TerminalException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
