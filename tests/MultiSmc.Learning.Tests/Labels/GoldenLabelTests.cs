namespace MultiSmc.Learning.Tests;

public sealed class LabelsOfRealTapes
{
    private static readonly string[] Kinds = ["no_fill", "tp", "sl", "time", "open"];

    [Theory]
    [InlineData("btc_a")]
    [InlineData("btc_b")]
    [InlineData("btc_c")]
    [InlineData("ltc_a")]
    [InlineData("ltc_b")]
    [InlineData("btc_day")]
    public void Equal_the_golden_orders_and_outcomes(string name)
    {
        var (changes, outcomes) = LabelReplay.Run(new GoldenSet(name));
        var orders = new GoldenTable($"{name}/orders.csv.gz");
        Assert.Equal(orders.Count, changes.Count);
        // The file lists zone by zone; a stable sort keeps each zone's changes in time order.
        foreach (var (row, change) in changes.OrderBy(change => change.ZoneId).Index())
        {
            Assert.Equal(orders.Long(row, "zone"), change.ZoneId);
            Assert.Equal(orders.Long(row, "seq"), change.Seq);
            Assert.Equal(orders.Long(row, "time_ns"), change.Time.Nanoseconds);
            Assert.Equal(!orders.Has(row, "entry"), change.IsCancellation);
            Assert.Equal(orders.Long(row, "entry", 0), change.Entry);
            Assert.Equal(orders.Long(row, "sl", 0), change.Sl);
            Assert.Equal(orders.Long(row, "tp", 0), change.Tp);
        }

        var golden = new GoldenTable($"{name}/outcomes.csv.gz");
        Assert.Equal(golden.Count, outcomes.Count);
        foreach (var (row, outcome) in outcomes.OrderBy(outcome => outcome.ZoneId).Index())
            AssertOutcome(golden, row, outcome);
    }

    private static void AssertOutcome(GoldenTable golden, int row, ZoneOutcome outcome)
    {
        Assert.Equal(golden.Long(row, "zone"), outcome.ZoneId);
        Assert.Equal(golden.Long(row, "side"), (long)outcome.Side);
        Assert.Equal(golden.Text(row, "result"), Kinds[(int)outcome.Kind]);
        Assert.Equal(golden.Long(row, "fill_id"), outcome.FillId);
        Assert.Equal(golden.Long(row, "fill_time_ns"), outcome.FillTime.Nanoseconds);
        Assert.Equal(golden.Long(row, "fill_packet"), outcome.FillPacket);
        Assert.Equal(golden.Long(row, "entry"), outcome.Entry);
        Assert.Equal(golden.Long(row, "sl"), outcome.Sl);
        Assert.Equal(golden.Long(row, "tp"), outcome.Tp);
        Assert.Equal(golden.Long(row, "exit_id"), outcome.ExitId);
        Assert.Equal(golden.Long(row, "exit_time_ns"), outcome.ExitTime.Nanoseconds);
        Assert.Equal(golden.Long(row, "exit_packet"), outcome.ExitPacket);
        Assert.Equal(golden.Long(row, "exit_price"), outcome.ExitPrice);
        Assert.Equal(golden.Long(row, "label"), outcome.Label);
        GoldenNumbers.Close(golden.Double(row, "gross_bps"), outcome.GrossBps, 1e-12);
        GoldenNumbers.Close(golden.Double(row, "net_bps"), outcome.NetBps, 1e-12);
    }
}
