namespace MultiSmc.Structure.Tests;

/// <summary>The worked example of the specification: turning points, one bar from each to the next.</summary>
public sealed class WorkedExample
{
    private const long Base = 10_000;

    private static readonly long[] TurningPoints = [0, 40, 100, 60, 20, 70, 130, 180, 160, 120, 75, 40, 90, 200];

    private static readonly StructureParameters Parameters = new() { Left = 1, Right = 1, MinRangePpm = 0 };

    [Fact]
    public void High_and_low_are_known_one_bar_after_they_formed()
    {
        var run = RunUntil(4);
        Assert.Equal(
            [(2, StructureEventKind.SwingHigh, 1, Base + 100), (4, StructureEventKind.SwingLow, 3, Base + 20)],
            run.Events.Select(item => (item.Packet, item.Kind, item.Index, item.Price)));
        Assert.Equal(new(Base + 100, 1, false), run.Detector.ReferenceHigh);
        Assert.Equal(new(Base + 20, 3, false), run.Detector.ReferenceLow);
    }

    [Fact]
    public void Bar_5_breaks_structure_and_creates_the_zone()
    {
        var run = RunUntil(5);
        Assert.Equal([StructureEventKind.BosBull, StructureEventKind.ZoneCreated], run.Events.Where(item => item.Packet == 5).Select(item => item.Kind));
        var zone = run.Detector.GetZone(0);
        Assert.Equal((Base + 20, Base + 130), (zone.Origin, zone.Ext));
        Assert.Equal((Base + 62, Base + 52, Base + 14), (zone.Top, zone.Entry, zone.Sl));
        Assert.Equal(Direction.Long, run.Detector.Trend);
        Assert.True(run.Detector.ReferenceHigh.IsBroken);
    }

    [Fact]
    public void Bar_6_extends_the_range_and_every_level()
    {
        var zone = RunUntil(6).Detector.GetZone(0);
        Assert.Equal((160, 1), (zone.Range, zone.Version));
        Assert.Equal((Base + 81, Base + 67, Base + 53), (zone.Top, zone.Entry, zone.Bottom));
        Assert.Equal((Base + 100, Base + 12), (zone.Eq, zone.Sl));
        Assert.Equal((Base + 180, Base + 223, Base + 279), (zone.Tp(0), zone.Tp(1), zone.Tp(2)));
    }

    [Fact]
    public void Bars_9_10_and_12_touch_enter_and_complete_it()
    {
        var run = RunUntil(12);
        var zone = run.Zones.First();
        Assert.Equal((9, 10, 12), (zone.TouchedAt, zone.EnteredAt, zone.EndedAt));
        Assert.Equal(ZoneState.Completed, zone.State);
        Assert.Equal(Base + 40, zone.Adverse);
        Assert.Equal(zone, run.Detector.GetZone(0));
    }

    private static Run RunUntil(int last) => Run.Of(
        Parameters,
        Enumerable.Range(0, last + 1).Select(k => (Open: Base + TurningPoints[k], Close: Base + TurningPoints[k + 1]))
            .Select(bar => new Bar(bar.Open, Math.Max(bar.Open, bar.Close), Math.Min(bar.Open, bar.Close), bar.Close)));
}
