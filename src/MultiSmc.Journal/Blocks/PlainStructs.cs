using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Journal;

/// <summary>The three values that close with a packet, field by field, by hand: they come often enough that boxes would be felt. A test holds each field here.</summary>
internal static class PlainStructs
{
    public static void Write(ByteWriter to, in Packet packet)
    {
        Span<long> integers =
        [
            packet.Index, packet.FirstId, packet.LastId, packet.OpenTime.Nanoseconds, packet.CloseTime.Nanoseconds, packet.ElapsedNs,
            packet.Open, packet.High, packet.Low, packet.Close,
            packet.TradeCount, packet.PartCount, packet.BuyCount, packet.SideFlips,
            packet.Base, packet.Quote, packet.BuyBase, packet.BuyQuote, packet.MaxTradeQuote, packet.Path, packet.NetMove, packet.ReturnCount,
            packet.Segment, (long)packet.Flags,
        ];
        foreach (var integer in integers)
            to.WriteSigned(integer);
        Span<double> reals =
        [
            packet.RealisedVariance, packet.Imbalance, packet.Vwap, packet.RealisedVolatility, packet.Efficiency, packet.Intensity, packet.Vpin,
        ];
        foreach (var real in reals)
            to.WriteDouble(real);
    }

    public static void Write(ByteWriter to, in StructureEvent structureEvent)
    {
        Span<long> integers =
        [
            structureEvent.Packet, (long)structureEvent.Kind, structureEvent.ZoneId, (long)structureEvent.Side, (long)structureEvent.BreakKind,
            structureEvent.Index, structureEvent.Price, (long)structureEvent.Label, structureEvent.IsReplacement ? 1 : 0,
            structureEvent.Ext, structureEvent.Entry, structureEvent.Sl, (long)structureEvent.Reason, structureEvent.By,
        ];
        foreach (var integer in integers)
            to.WriteSigned(integer);
    }

    public static void Write(ByteWriter to, in Zone zone)
    {
        Span<long> integers =
        [
            zone.Id, (long)zone.Side, (long)zone.Kind, (long)zone.State, zone.Version, zone.BrokenIndex, zone.BrokenPrice, zone.Created,
            zone.OriginIndex, zone.Origin, zone.ExtIndex, zone.Ext, zone.TouchedAt, zone.EnteredAt, zone.EndedAt, zone.Adverse,
            zone.Top, zone.Entry, zone.Bottom, zone.Eq, zone.Sl, zone.Tp1, zone.Tp2, zone.Tp3,
        ];
        foreach (var integer in integers)
            to.WriteSigned(integer);
    }

    public static Zone ReadZone(ref ByteReader from) => new()
    {
        Id = (int)from.ReadSigned(),
        Side = (Direction)from.ReadSigned(),
        Kind = (BreakKind)from.ReadSigned(),
        State = (ZoneState)from.ReadSigned(),
        Version = (int)from.ReadSigned(),
        BrokenIndex = from.ReadSigned(),
        BrokenPrice = from.ReadSigned(),
        Created = from.ReadSigned(),
        OriginIndex = from.ReadSigned(),
        Origin = from.ReadSigned(),
        ExtIndex = from.ReadSigned(),
        Ext = from.ReadSigned(),
        TouchedAt = from.ReadSigned(),
        EnteredAt = from.ReadSigned(),
        EndedAt = from.ReadSigned(),
        Adverse = from.ReadSigned(),
        Top = from.ReadSigned(),
        Entry = from.ReadSigned(),
        Bottom = from.ReadSigned(),
        Eq = from.ReadSigned(),
        Sl = from.ReadSigned(),
        Tp1 = from.ReadSigned(),
        Tp2 = from.ReadSigned(),
        Tp3 = from.ReadSigned(),
    };
}
