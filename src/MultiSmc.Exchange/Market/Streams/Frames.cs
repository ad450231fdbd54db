using System.Buffers.Binary;

namespace MultiSmc.Exchange;

/// <summary>What a WebSocket frame is (RFC 6455, 5.2).</summary>
internal enum FrameKind : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>
/// A server's frames: header and payload in one piece of memory, the same bytes for every connection, since a server does not mask what it sends.
/// </summary>
internal static class Frames
{
    /// <summary>Room that the longest header needs.</summary>
    public const int HeaderMax = 10;

    /// <summary>Writes the header of a frame in front of its payload.</summary>
    /// <param name="memory">The payload begins at <see cref="HeaderMax"/>.</param>
    /// <param name="length">Of the payload.</param>
    /// <param name="kind">What it is.</param>
    /// <returns>The frame.</returns>
    public static ReadOnlySpan<byte> Finish(Span<byte> memory, int length, FrameKind kind)
    {
        var begin = length switch { < 126 => HeaderMax - 2, <= ushort.MaxValue => HeaderMax - 4, _ => 0 };
        memory[begin] = (byte)(0x80 | (byte)kind);
        switch (length)
        {
            case < 126:
                memory[begin + 1] = (byte)length;
                break;
            case <= ushort.MaxValue:
                memory[begin + 1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(memory[(begin + 2)..], (ushort)length);
                break;
            default:
                memory[begin + 1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(memory[(begin + 2)..], (ulong)length);
                break;
        }

        return memory[begin..(HeaderMax + length)];
    }

    /// <summary>A frame of its own; for what is sent seldom.</summary>
    public static byte[] Of(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        var memory = new byte[HeaderMax + payload.Length];
        payload.CopyTo(memory.AsSpan(HeaderMax));
        return Finish(memory, payload.Length, kind).ToArray();
    }

    /// <summary>A close frame.</summary>
    /// <param name="status">1000 normal, 1001 going away, 1002 protocol, 1008 policy, 1009 too big.</param>
    /// <param name="reason">ASCII, at most 123 characters.</param>
    public static byte[] Close(ushort status, string reason)
    {
        Span<byte> payload = stackalloc byte[2 + 123];
        BinaryPrimitives.WriteUInt16BigEndian(payload, status);
        var length = System.Text.Encoding.ASCII.GetBytes(reason, payload[2..]);
        return Of(FrameKind.Close, payload[..(2 + length)]);
    }
}
