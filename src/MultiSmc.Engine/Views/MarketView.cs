using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine;

/// <summary>One instrument inside the kernel, as people look at it. A copy: it does not change.</summary>
/// <param name="Instrument">Its rules now.</param>
/// <param name="Last">Last traded price; zero before the first.</param>
/// <param name="Locks">What keeps new entries from being placed, the account's locks included.</param>
/// <param name="Counters">What its packet builder has counted.</param>
/// <param name="Packets">Packets closed so far.</param>
/// <param name="LastTrade">Id of the last accepted trade; null before the first.</param>
/// <param name="Forming">The packet under way; null when it has nothing yet.</param>
/// <param name="Bucket">Size of a packet, in canonical units of quote.</param>
/// <param name="Trend">The structure's direction.</param>
/// <param name="Zones">Zones that live, in canonical units.</param>
/// <param name="Setups">Zones being traded, oldest first.</param>
public sealed record MarketView(
    Instrument Instrument,
    Price Last,
    EntryLock Locks,
    PacketCounters Counters,
    long Packets,
    TradeId? LastTrade,
    Packet? Forming,
    long Bucket,
    Direction Trend,
    IReadOnlyList<Zone> Zones,
    IReadOnlyList<SetupView> Setups)
{
    /// <summary>What the plan itself waits for before it places any entry ("cooldown-after-stop"); empty when nothing.</summary>
    public string Hold { get; init; } = "";
}
