using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>What a <see cref="MarketStream"/> hands on.</summary>
public enum StreamMessageKind : byte
{
    /// <summary>A connection is open and subscribed; messages of its own follow.</summary>
    Opened,

    /// <summary>A message of the exchange, whole, as it came.</summary>
    Data,

    /// <summary>A connection is gone, unplanned: what came meanwhile is lost.</summary>
    Closed,
}

/// <summary>A message or a turn of the connection.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Connection">Number of the connection, from 1; two are open at once while one takes over from the other.</param>
/// <param name="ReceivedAt">Local time.</param>
/// <param name="Bytes">The message, UTF-8; the consumer's to keep.</param>
/// <param name="Reason">Why it was closed; empty otherwise.</param>
public readonly record struct StreamMessage(StreamMessageKind Kind, int Connection, Timestamp ReceivedAt, ReadOnlyMemory<byte> Bytes, string Reason);

/// <summary>A stream that cannot go on: its consumer is too slow, the exchange refuses what is asked, or cannot be reached at all.</summary>
public sealed class StreamException : Exception
{
    /// <summary>An exception without a reason.</summary>
    public StreamException()
        : this("the stream cannot go on")
    {
    }

    /// <param name="message">What happened and what to do.</param>
    public StreamException(string message)
        : base(message)
    {
    }

    /// <param name="message">What happened and what to do.</param>
    /// <param name="innerException">What led to it.</param>
    public StreamException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
