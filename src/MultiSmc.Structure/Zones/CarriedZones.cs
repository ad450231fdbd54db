using MultiSmc.Core;

namespace MultiSmc.Structure;

/// <summary>How zones are carried.</summary>
public static class CarriedZones
{
    /// <summary>Saves a zone, or takes a saved one. Prices and packets lie close together: each but the first is carried as its distance.</summary>
    public static void Zone(this StateCarrier state, ref Zone zone)
    {
        zone.Id = state.Int32(zone.Id);
        zone.Side = state.Enum(zone.Side);
        zone.Kind = state.Enum(zone.Kind);
        zone.State = state.Enum(zone.State);
        zone.Version = state.Int32(zone.Version);
        Span<long> packets = [zone.BrokenIndex, zone.Created, zone.OriginIndex, zone.ExtIndex];
        state.Steps(packets);
        (zone.BrokenIndex, zone.Created, zone.OriginIndex, zone.ExtIndex) = (packets[0], packets[1], packets[2], packets[3]);
        zone.TouchedAt = state.Int64(zone.TouchedAt);
        zone.EnteredAt = state.Int64(zone.EnteredAt);
        zone.EndedAt = state.Int64(zone.EndedAt);
        Span<long> prices =
        [
            zone.BrokenPrice, zone.Origin, zone.Ext, zone.Adverse, zone.Top, zone.Entry, zone.Bottom, zone.Eq, zone.Sl, zone.Tp1, zone.Tp2, zone.Tp3,
        ];
        state.Steps(prices);
        (zone.BrokenPrice, zone.Origin, zone.Ext, zone.Adverse) = (prices[0], prices[1], prices[2], prices[3]);
        (zone.Top, zone.Entry, zone.Bottom, zone.Eq) = (prices[4], prices[5], prices[6], prices[7]);
        (zone.Sl, zone.Tp1, zone.Tp2, zone.Tp3) = (prices[8], prices[9], prices[10], prices[11]);
    }
}
