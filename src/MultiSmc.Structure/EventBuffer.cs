namespace MultiSmc.Structure;

/// <summary>The events of the current packet, in order.</summary>
internal sealed class EventBuffer
{
    private StructureEvent[] _items = new StructureEvent[64];
    private int _count;

    public ReadOnlySpan<StructureEvent> Items => _items.AsSpan(0, _count);

    public void Clear() => _count = 0;

    public void Swing(in SwingPoint swing, SwingLabel label, bool isReplacement, long packet) => Add(new()
    {
        Packet = packet,
        Kind = swing.Side == Direction.Long ? StructureEventKind.SwingHigh : StructureEventKind.SwingLow,
        ZoneId = -1,
        By = -1,
        Index = swing.Index,
        Price = swing.Price,
        Label = label,
        IsReplacement = isReplacement,
    });

    public void Break(in StructureBreak made, long packet) => Add(new()
    {
        Packet = packet,
        Kind = (made.Side, made.Kind) switch
        {
            (Direction.Long, BreakKind.Bos) => StructureEventKind.BosBull,
            (Direction.Long, _) => StructureEventKind.ChochBull,
            (_, BreakKind.Bos) => StructureEventKind.BosBear,
            _ => StructureEventKind.ChochBear,
        },
        ZoneId = -1,
        By = -1,
        Side = made.Side,
        BreakKind = made.Kind,
        Index = made.Level.Index,
        Price = made.Level.Price,
    });

    public void ZoneRejected(in StructureBreak made, StructureReason reason, long packet) => Add(new()
    {
        Packet = packet,
        Kind = StructureEventKind.ZoneRejected,
        ZoneId = -1,
        By = -1,
        Index = -1,
        Side = made.Side,
        BreakKind = made.Kind,
        Reason = reason,
    });

    public void ZoneCreated(in Zone zone, long packet) => ZoneWithLevels(StructureEventKind.ZoneCreated, in zone, packet);

    public void ZoneWithLevels(StructureEventKind kind, in Zone zone, long packet) =>
        Add(Of(kind, in zone, packet) with { Ext = zone.Ext, Entry = zone.Entry, Sl = zone.Sl });

    public void Zone(StructureEventKind kind, in Zone zone, long packet) => Add(Of(kind, in zone, packet));

    public void ZoneCancelled(in Zone zone, StructureReason reason, long packet) =>
        Add(Of(StructureEventKind.ZoneCancelled, in zone, packet) with { Reason = reason });

    public void ZoneSuperseded(in Zone zone, int by, long packet) =>
        Add(Of(StructureEventKind.ZoneSuperseded, in zone, packet) with { By = by });

    private static StructureEvent Of(StructureEventKind kind, in Zone zone, long packet) => new()
    {
        Packet = packet,
        Kind = kind,
        ZoneId = zone.Id,
        By = -1,
        Index = -1,
        Side = zone.Side,
        BreakKind = zone.Kind,
    };

    private void Add(in StructureEvent item)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, _count * 2);
        _items[_count++] = item;
    }
}
