using System.Threading.Channels;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Where a stream's messages go, one at a time: a connection that takes over from another calls behind its last.</summary>
internal interface IStreamSink
{
    /// <summary>Takes a message or a turn of the connection; must not wait.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="connection">Number of the connection.</param>
    /// <param name="receivedAt">Local time.</param>
    /// <param name="bytes">The message; good during the call only.</param>
    /// <param name="reason">Why it was closed; empty otherwise.</param>
    /// <returns>False where it can take no more: the stream fails.</returns>
    bool TryTake(StreamMessageKind kind, int connection, Timestamp receivedAt, ReadOnlySpan<byte> bytes, string reason);

    /// <summary>Nothing more comes.</summary>
    void Complete(StreamException? failure);
}

/// <summary>Keeps messages for a consumer that takes them in its own time.</summary>
internal sealed class ChannelSink : IStreamSink
{
    private readonly Channel<StreamMessage> _channel;

    public ChannelSink(int capacity) => _channel = Channel.CreateBounded<StreamMessage>(new BoundedChannelOptions(capacity)
    {
        // A writer never waits: a failed TryWrite ends the stream (see StreamLink).
        FullMode = BoundedChannelFullMode.Wait,
        SingleReader = true,
        SingleWriter = false, // one at a time, not one thread
    });

    public ChannelReader<StreamMessage> Messages => _channel.Reader;

    public bool TryTake(StreamMessageKind kind, int connection, Timestamp receivedAt, ReadOnlySpan<byte> bytes, string reason) =>
        _channel.Writer.TryWrite(new StreamMessage(kind, connection, receivedAt, bytes.ToArray(), reason));

    public void Complete(StreamException? failure) => _channel.Writer.TryComplete(failure);
}
