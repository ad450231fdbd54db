namespace MultiSmc.Binance;

/// <summary>What kept something from being loaded.</summary>
public enum DownloadFault
{
    /// <summary>The network or the exchange failed, and went on failing: the same command may work later.</summary>
    Network,

    /// <summary>The exchange sent something that is not what it should be.</summary>
    BadContent,

    /// <summary>The folder cannot be written: full, not allowed, in use.</summary>
    Folder,
}

/// <summary>Something cannot be loaded: says what, why and what to do.</summary>
public sealed class DownloadException : Exception
{
    /// <summary>An exception without a reason.</summary>
    public DownloadException()
        : this("it cannot be loaded")
    {
    }

    /// <param name="message">What happened.</param>
    public DownloadException(string message)
        : base(message)
    {
    }

    /// <param name="message">What happened.</param>
    /// <param name="innerException">What led to it.</param>
    public DownloadException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <param name="fault">What kind of failure.</param>
    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public DownloadException(DownloadFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    /// <summary>What kind of failure.</summary>
    public DownloadFault Fault { get; }
}
