namespace MultiSmc.Packets;

/// <summary>All that a tape gives.</summary>
/// <param name="Packets">Closed packets, oldest first.</param>
/// <param name="Counters">What was counted.</param>
/// <param name="Forming">The unfinished packet with its fields as if it closed now; null when there is none.</param>
public sealed record PacketBatch(ReadOnlyMemory<Packet> Packets, PacketCounters Counters, Packet? Forming);
