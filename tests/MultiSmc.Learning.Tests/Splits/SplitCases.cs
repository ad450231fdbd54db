using MultiSmc.Core;

namespace MultiSmc.Learning.Tests;

public sealed class WalkForwardBlocks
{
    [Fact]
    public void Are_cut_over_the_range_of_starts()
    {
        // lo 0, hi 9 + 1: cuts at 0, 5, 10; an end far beyond moves none of them.
        var block = Assert.Single(WalkForward.Split([new(0, 1, 1), new(4, 4, 4), new(5, 6, 6), new(9, 900, 900)], 1));
        Assert.Equal((5, 10), (block.TestFrom, block.TestTo));
        Assert.Equal([0, 1], block.Train);
        Assert.Equal([2, 3], block.Test);
    }

    [Fact]
    public void Train_only_what_ended_an_embargo_before_them()
    {
        var spans = new[] { SplitSpan.OfPackets(0, 1, 3), SplitSpan.OfPackets(0, 2, 3), SplitSpan.OfPackets(5, 6, 3), SplitSpan.OfPackets(9, 9, 3) };
        // The block starts at 5: 1 + 3 < 5, but 2 + 3 is not.
        Assert.Equal([0], WalkForward.Split(spans, 1)[0].Train);
    }

    [Fact]
    public void Reach_over_decades_of_nanoseconds()
    {
        const long twentyYears = 7300 * Timestamp.NanosecondsPerDay;
        var spans = new[] { new SplitSpan(0, 0, 0), new SplitSpan(twentyYears, twentyYears, twentyYears) };
        var blocks = WalkForward.Split(spans, 99);
        Assert.Equal(twentyYears / 2, blocks[49].TestFrom);
        Assert.Equal([1], blocks[^1].Test);
    }

    [Fact]
    public void Are_refused_without_samples_or_with_a_span_out_of_order()
    {
        Assert.Throws<ArgumentException>(() => WalkForward.Split([], 3));
        Assert.Throws<ArgumentException>(() => WalkForward.Split([new(5, 4, 9)], 3));
        Assert.Throws<ArgumentException>(() => WalkForward.Split([new(5, 6, 5)], 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => WalkForward.Split([new(5, 6, 6)], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => PurgedKFold.Split([new(5, 6, 6)], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => SplitSpan.OfPackets(1, 2, -1));
    }
}

public sealed class SpansInTime
{
    private static readonly Timestamp[] CloseTimes = [new(10), new(20), new(35), new(50), new(80)];

    [Fact]
    public void Start_when_the_model_was_asked_and_end_when_the_label_was_known() =>
        Assert.Equal(new SplitSpan(10, 35, 80), SplitSpan.OfTimes(CloseTimes, startPacket: 1, endPacket: 2, embargoPackets: 2));

    [Fact]
    public void Have_an_endless_embargo_where_the_data_end_before_it() =>
        Assert.Equal(new SplitSpan(10, 35, long.MaxValue), SplitSpan.OfTimes(CloseTimes, startPacket: 1, endPacket: 2, embargoPackets: 3));

    [Fact]
    public void Are_refused_where_a_packet_is_missing()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SplitSpan.OfTimes(CloseTimes, 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => SplitSpan.OfTimes(CloseTimes, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => SplitSpan.OfTimes(CloseTimes, 1, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => SplitSpan.OfTimes(CloseTimes, 1, 2, -1));
    }

    [Fact]
    public void Split_a_busy_and_a_quiet_symbol_at_the_same_date_with_an_embargo_in_packets_of_each()
    {
        // Both run over the same 1,000 ns: one closes a packet every 10, the other every 100. Embargo: two packets.
        var busy = Enumerable.Range(1, 100).Select(k => new Timestamp(k * 10L)).ToArray();
        var quiet = Enumerable.Range(1, 10).Select(k => new Timestamp(k * 100L)).ToArray();
        var spans = new[]
        {
            SplitSpan.OfTimes(busy, 1, 46, 2),     // 10 to 470, embargo to 490: trains
            SplitSpan.OfTimes(quiet, 1, 3, 2),     // 100 to 400, embargo to 600: does not
            SplitSpan.OfTimes(busy, 51, 60, 2),    // from 510: tested
            SplitSpan.OfTimes(quiet, 9, 9, 2),     // from 900: tested
            SplitSpan.OfTimes(busy, 99, 99, 2),    // from 990: tested
        };
        var block = Assert.Single(WalkForward.Split(spans, 1));
        Assert.Equal(500, block.TestFrom);
        Assert.Equal([0], block.Train);
        Assert.Equal([2, 3, 4], block.Test);
    }

    [Fact]
    public void Keep_a_fold_clear_of_the_other_symbol_too()
    {
        // Sample 1 belongs to another symbol, but its span meets the tested one.
        var folds = PurgedKFold.Split([new(0, 100, 110), new(50, 60, 70), new(111, 120, 130), new(200, 210, 220)], 4);
        Assert.Equal([0], folds[0].Test);
        Assert.Equal([2, 3], folds[0].Train);
    }
}
