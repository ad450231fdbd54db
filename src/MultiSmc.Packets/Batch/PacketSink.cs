namespace MultiSmc.Packets;

/// <summary>Growing array of packets that are written in place.</summary>
internal sealed class PacketSink(int capacity = 1024)
{
    private Packet[] _packets = new Packet[capacity];

    public int Count { get; private set; }

    public Span<Packet> Span => _packets.AsSpan(0, Count);

    public ReadOnlyMemory<Packet> Memory => _packets.AsMemory(0, Count);

    /// <summary>The next free slot, for the caller to overwrite whole.</summary>
    public ref Packet Next()
    {
        if (Count == _packets.Length)
            Array.Resize(ref _packets, _packets.Length * 2);
        return ref _packets[Count++];
    }

    public void Append(ReadOnlySpan<Packet> packets)
    {
        foreach (ref readonly var packet in packets)
            Next() = packet;
    }

    public void Clear() => Count = 0;
}
