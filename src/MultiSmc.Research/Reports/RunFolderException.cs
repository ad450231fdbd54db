namespace MultiSmc.Research;

/// <summary>A run's folder can't be written as asked; the message says what to do.</summary>
public sealed class RunFolderException : IOException
{
    /// <summary>An exception without a message.</summary>
    public RunFolderException()
    {
    }

    /// <param name="message">What stands in the way and what to do.</param>
    public RunFolderException(string message)
        : base(message)
    {
    }

    /// <param name="message">What stands in the way and what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public RunFolderException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
