using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>Structure events and zones as comma-separated tables; prices in canonical units, −1 = never, empty = does not apply.</summary>
public static class StructureTable
{
    /// <summary>Names of the columns of events.</summary>
    public const string EventHeader = "packet,event,zone,side,kind,index,price,label,replaces,ext,entry,sl,reason,by";

    /// <summary>Names of the columns of zones.</summary>
    public const string ZoneHeader =
        "id,side,kind,broken_index,broken_price,created,origin_index,origin,ext_index,ext,version,state,touched_at,entered_at,ended_at," +
        "top,entry,bottom,eq,sl,tp1,tp2,tp3";

    /// <summary>An event as a row, without a line end.</summary>
    public static string Row(in StructureEvent item)
    {
        var isSwing = item.Kind is StructureEventKind.SwingHigh or StructureEventKind.SwingLow;
        var hasLevel = item.Kind <= StructureEventKind.ChochBear;
        var isZone = item.Kind >= StructureEventKind.ZoneCreated;
        var hasRange = item.Kind is StructureEventKind.ZoneCreated or StructureEventKind.ZoneExtended;
        return string.Join(
            ',',
            RowText.Of(item.Packet),
            RowText.Snake(item.Kind.ToString()),
            isZone && item.ZoneId >= 0 ? RowText.Of(item.ZoneId) : "",
            isZone ? RowText.Of((long)item.Side) : "",
            item.Kind == StructureEventKind.ZoneCreated ? RowText.Snake(item.BreakKind.ToString()) : "",
            hasLevel ? RowText.Of(item.Index) : "",
            hasLevel ? RowText.Of(item.Price) : "",
            ShortLabel(item.Label),
            isSwing ? item.IsReplacement ? "1" : "0" : "",
            hasRange ? RowText.Of(item.Ext) : "",
            hasRange ? RowText.Of(item.Entry) : "",
            hasRange ? RowText.Of(item.Sl) : "",
            item.Reason == StructureReason.None ? "" : RowText.Snake(item.Reason.ToString()),
            item.Kind == StructureEventKind.ZoneSuperseded ? RowText.Of(item.By) : "");
    }

    /// <summary>A zone as a row, without a line end.</summary>
    public static string Row(in Zone zone) => string.Join(
        ',',
        RowText.Of(zone.Id),
        RowText.Of((long)zone.Side),
        RowText.Snake(zone.Kind.ToString()),
        RowText.Of(zone.BrokenIndex),
        RowText.Of(zone.BrokenPrice),
        RowText.Of(zone.Created),
        RowText.Of(zone.OriginIndex),
        RowText.Of(zone.Origin),
        RowText.Of(zone.ExtIndex),
        RowText.Of(zone.Ext),
        RowText.Of(zone.Version),
        RowText.Snake(zone.State.ToString()),
        RowText.Of(zone.TouchedAt),
        RowText.Of(zone.EnteredAt),
        RowText.Of(zone.EndedAt),
        RowText.Of(zone.Top),
        RowText.Of(zone.Entry),
        RowText.Of(zone.Bottom),
        RowText.Of(zone.Eq),
        RowText.Of(zone.Sl),
        RowText.Of(zone.Tp1),
        RowText.Of(zone.Tp2),
        RowText.Of(zone.Tp3));

    private static string ShortLabel(SwingLabel label) => label switch
    {
        SwingLabel.HigherHigh => "HH",
        SwingLabel.LowerHigh => "LH",
        SwingLabel.EqualHigh => "EH",
        SwingLabel.LowerLow => "LL",
        SwingLabel.HigherLow => "HL",
        SwingLabel.EqualLow => "EL",
        _ => "",
    };
}
