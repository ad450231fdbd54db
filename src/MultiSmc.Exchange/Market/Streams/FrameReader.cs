using System.Buffers.Binary;

namespace MultiSmc.Exchange;

/// <summary>A client broke the WebSocket protocol, or sent too much at once.</summary>
/// <param name="status">Close status to answer with.</param>
/// <param name="message">Why.</param>
internal sealed class FrameException(ushort status, string message) : Exception(message)
{
    public ushort Status { get; } = status;
}

/// <summary>A message or a control frame of a client.</summary>
/// <param name="Kind">Text, binary, close, ping or pong.</param>
/// <param name="Payload">Good until the next read.</param>
internal readonly record struct ClientFrame(FrameKind Kind, ReadOnlyMemory<byte> Payload);

/// <summary>Reads a client's frames (RFC 6455): unmasks them and joins the parts of a message.</summary>
/// <remarks>
/// The framework's own WebSocket answers pings and swallows pongs by itself, and takes one write for each message; this server has to count control
/// frames, to watch for pongs, and to write thousands of messages at once.
/// </remarks>
internal sealed class FrameReader(Stream stream, int messageMax)
{
    private readonly byte[] _control = new byte[125];
    private byte[] _buffer = new byte[1024];
    private byte[] _message = [];
    private int _begin;
    private int _end;
    private int _messageLength;
    private FrameKind _messageKind;

    /// <summary>The next message or control frame; null at the end of the connection.</summary>
    /// <exception cref="FrameException">The client does not keep to the protocol.</exception>
    public async ValueTask<ClientFrame?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!await FillAsync(2, cancellationToken).ConfigureAwait(false))
                return null;
            var (first, second) = (_buffer[_begin], _buffer[_begin + 1]);
            var (kind, isFinal) = ((FrameKind)(first & 0x0F), (first & 0x80) != 0);
            Check(first, second, kind, isFinal);
            var header = (second & 0x7F) switch { 126 => 8, 127 => 14, _ => 6 };
            if (!await FillAsync(header, cancellationToken).ConfigureAwait(false))
                return null;
            var length = PayloadLength(second & 0x7F);
            if (length + (kind < FrameKind.Close ? _messageLength : 0) > messageMax)
                throw new FrameException(1009, $"a message of more than {messageMax} bytes");
            if (!await FillAsync(header + (int)length, cancellationToken).ConfigureAwait(false))
                return null;
            var payload = _buffer.AsMemory(_begin + header, (int)length);
            Unmask(payload.Span, _buffer.AsSpan(_begin + header - 4, 4));
            _begin += header + (int)length;
            if (Take(kind, isFinal, payload) is { } frame)
                return frame;
        }
    }

    private void Check(byte first, byte second, FrameKind kind, bool isFinal)
    {
        if ((first & 0x70) != 0)
            throw new FrameException(1002, "an extension that was not agreed on");
        if ((second & 0x80) == 0)
            throw new FrameException(1002, "a frame without a mask");
        if (kind >= FrameKind.Close && (!isFinal || (second & 0x7F) > 125))
            throw new FrameException(1002, "a control frame that is split or too long");
        if (kind is not (FrameKind.Continuation or FrameKind.Text or FrameKind.Binary or FrameKind.Close or FrameKind.Ping or FrameKind.Pong))
            throw new FrameException(1002, "an unknown kind of frame");
        var isContinued = _messageKind != FrameKind.Continuation;
        if (kind < FrameKind.Close && isContinued != (kind == FrameKind.Continuation))
            throw new FrameException(1002, "a message inside a message, or the rest of none");
    }

    private long PayloadLength(int seven)
    {
        var length = seven switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_begin + 2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(_buffer.AsSpan(_begin + 2)),
            _ => seven,
        };
        return length >= 0 ? length : throw new FrameException(1002, "a length that can't be");
    }

    private ClientFrame? Take(FrameKind kind, bool isFinal, Memory<byte> payload)
    {
        if (kind >= FrameKind.Close)
        {
            payload.CopyTo(_control);
            return new ClientFrame(kind, _control.AsMemory(0, payload.Length));
        }

        if (kind != FrameKind.Continuation && isFinal)
            return new ClientFrame(kind, payload);
        if (kind != FrameKind.Continuation)
            (_messageKind, _messageLength) = (kind, 0);
        if (_messageLength + payload.Length > _message.Length)
            Array.Resize(ref _message, Math.Min(messageMax, (_messageLength + payload.Length) * 2));
        payload.CopyTo(_message.AsMemory(_messageLength));
        _messageLength += payload.Length;
        if (!isFinal)
            return null;
        var whole = new ClientFrame(_messageKind, _message.AsMemory(0, _messageLength));
        (_messageKind, _messageLength) = (FrameKind.Continuation, 0);
        return whole;
    }

    /// <summary>Sees to it that so many bytes are in the buffer.</summary>
    private async ValueTask<bool> FillAsync(int needed, CancellationToken cancellationToken)
    {
        if (_end - _begin >= needed)
            return true;
        _buffer.AsSpan(_begin, _end - _begin).CopyTo(_buffer);
        (_begin, _end) = (0, _end - _begin);
        if (needed > _buffer.Length)
            Array.Resize(ref _buffer, needed);
        while (_end < needed)
        {
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return false;
            _end += read;
        }

        return true;
    }

    private static void Unmask(Span<byte> payload, ReadOnlySpan<byte> mask)
    {
        for (var i = 0; i < payload.Length; i++)
            payload[i] ^= mask[i & 3];
    }
}
