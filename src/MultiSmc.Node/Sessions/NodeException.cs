namespace MultiSmc.Node;

/// <summary>What kind of thing ended a node, for the exit code.</summary>
public enum NodeFailureKind
{
    /// <summary>The journal, the disk, a rule of ours: deciding had to stop.</summary>
    Failure,

    /// <summary>The configuration or the session does not fit.</summary>
    Configuration,

    /// <summary>A recording is missing, bad, or another one.</summary>
    Data,

    /// <summary>The exchange or the network.</summary>
    Exchange,
}

/// <summary>A node can't start or go on. The message says where, why and what to do.</summary>
public sealed class NodeException : Exception
{
    /// <summary>An exception without a message.</summary>
    public NodeException()
    {
    }

    /// <param name="message">What happened and what to do.</param>
    public NodeException(string message)
        : base(message)
    {
    }

    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public NodeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="kind">What kind of thing it is.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">What led to it, or null.</param>
    public NodeException(NodeFailureKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What kind of thing it is.</summary>
    public NodeFailureKind Kind { get; }
}
