namespace MultiSmc.Structure.Tests;

public sealed class DetectorContract
{
    private static readonly StructureParameters Small = new() { Left = 1, Right = 1, MinRangePpm = 0, AtrWindow = 2 };

    [Theory]
    [InlineData(0, 10, 0, 5)]
    [InlineData(5, 10, 6, 7)]
    [InlineData(5, 4, 3, 4)]
    [InlineData(5, 10, 5, 11)]
    [InlineData(-5, -1, -9, -5)]
    [InlineData(5, StructureDetector.MaxPrice + 1, 5, 5)]
    public void A_packet_that_is_no_bar_is_refused_and_changes_nothing(long open, long high, long low, long close)
    {
        var detector = new StructureDetector(Small);
        Assert.Throws<ArgumentException>(() => detector.Add(new(open, high, low, close)).Length);
        Assert.Equal((0, 0), (detector.NextIndex, detector.AtrCount));
    }

    [Fact]
    public void The_highest_price_is_still_exact()
    {
        const long high = StructureDetector.MaxPrice;
        var run = Run.Of(
            Small with { BreakMode = BreakMode.Wick },
            [new(4, 4, 1, 4), new(4, 1000, 4, 1000), new(900, 950, 500, 500), new(900, high, 900, high)]);
        var zone = Assert.Single(run.Zones);
        Assert.Equal((500, high), (zone.Origin, zone.Ext));
        Assert.Equal(NaiveLevels.Compute(Direction.Long, 500, high, Small).Entry, zone.Entry);
        Assert.Equal((1000 - 500) + (high - 500), run.Detector.AtrSum);
    }

    [Fact]
    public void The_true_range_window_slides_and_starts_over_after_a_reset()
    {
        var detector = new StructureDetector(Small);
        detector.Add(new(10, 14, 8, 9));
        Assert.Equal((6, 1), (detector.AtrSum, detector.AtrCount));
        detector.Add(new(20, 21, 19, 20));
        Assert.Equal((6 + 12, 2), (detector.AtrSum, detector.AtrCount));
        detector.Add(new(20, 20, 15, 15));
        Assert.Equal((12 + 5, 2), (detector.AtrSum, detector.AtrCount));
        detector.Reset();
        Assert.Equal((0, 0), (detector.AtrSum, detector.AtrCount));
        detector.Add(new(40, 41, 39, 40));
        Assert.Equal((2, 1), (detector.AtrSum, detector.AtrCount));
    }

    [Fact]
    public void A_reset_before_any_packet_says_nothing()
    {
        var detector = new StructureDetector(Small);
        Assert.True(detector.Reset().IsEmpty);
        Assert.Equal(0, detector.NextIndex);
    }

    [Fact]
    public void A_reset_forgets_levels_and_trend_but_goes_on_counting()
    {
        var detector = new StructureDetector(Small);
        foreach (var bar in (Bar[])[new(10, 11, 10, 11), new(11, 20, 11, 20), new(20, 20, 12, 12), new(12, 30, 12, 30)])
            detector.Add(in bar);
        Assert.Equal(Direction.Long, detector.Trend);
        Assert.Equal(1, detector.LiveZones.Length);

        var events = detector.Reset().ToArray();

        var cancelled = Assert.Single(events);
        Assert.Equal((StructureEventKind.ZoneCancelled, StructureReason.Segment, 3L), (cancelled.Kind, cancelled.Reason, cancelled.Packet));
        Assert.Equal(ZoneState.Cancelled, detector.GetZone(cancelled.ZoneId).State);
        Assert.Equal((Direction.None, 4L, 0), (detector.Trend, detector.NextIndex, detector.LiveZones.Length));
        Assert.False(detector.ReferenceHigh.IsKnown || detector.ReferenceLow.IsKnown || detector.ProtectedLevel.IsKnown);
    }

    [Fact]
    public void Asking_for_a_zone_that_never_was_is_the_callers_mistake() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StructureDetector(Small).GetZone(0));
}
