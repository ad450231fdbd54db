namespace MultiSmc.Core;

/// <summary>A saved state can't be taken: it is cut off, damaged, of another program or of another configuration. The message says where and why.</summary>
public sealed class StateException : Exception
{
    /// <summary>An exception without a message.</summary>
    public StateException()
    {
    }

    /// <param name="message">Where and why.</param>
    public StateException(string message)
        : base(message)
    {
    }

    /// <param name="message">Where and why.</param>
    /// <param name="innerException">What led to it.</param>
    public StateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
