using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Learning;

/// <summary>
/// Turns what the detector says about zones into the timeline of their orders: placed when the zone is created, re-priced with each new version,
/// taken away when the zone is cancelled, superseded or expires. The end by a segment break has no entry: the labeler learns of it by itself.
/// </summary>
/// <param name="tpIndex">Which target of the zone the order aims at, 0 to 2.</param>
public sealed class OrderTimelineBuilder(int tpIndex)
{
    /// <summary>Judges one event.</summary>
    /// <param name="structureEvent">The event.</param>
    /// <param name="zone">Its zone as it stands after the event's packet, ended or not; not looked at when the event has none.</param>
    /// <param name="seq">Ordinal of the accepted trade that closed the packet.</param>
    /// <param name="closeTime">The packet's close time.</param>
    /// <param name="change">What becomes of the order.</param>
    /// <returns>False when the event does not touch an order.</returns>
    public bool TryBuild(in StructureEvent structureEvent, in Zone zone, long seq, Timestamp closeTime, out OrderChange change)
    {
        change = default;
        switch (structureEvent.Kind)
        {
            case StructureEventKind.ZoneCreated:
            case StructureEventKind.ZoneExtended:
                Invariant.That(zone.Id == structureEvent.ZoneId, "the zone is the event's");
                // A zone may follow the price and end with the same packet: one change a packet, and the end is the one that counts.
                if (!zone.IsWaiting)
                    return false;
                change = new OrderChange
                {
                    ZoneId = zone.Id,
                    Side = zone.Side,
                    Seq = seq,
                    Time = closeTime,
                    Entry = zone.Entry,
                    Sl = zone.Sl,
                    Tp = zone.Tp(tpIndex),
                };
                return true;
            case StructureEventKind.ZoneCancelled when structureEvent.Reason != StructureReason.Segment:
            case StructureEventKind.ZoneSuperseded:
            case StructureEventKind.ZoneExpired:
                change = new OrderChange
                {
                    ZoneId = structureEvent.ZoneId,
                    Side = structureEvent.Side,
                    Seq = seq,
                    Time = closeTime,
                    IsCancellation = true,
                };
                return true;
            default:
                return false;
        }
    }
}
