namespace MultiSmc.Learning.Tests;

public sealed class Thresholds
{
    private static readonly double[] Probabilities = [0.2, 0.5, 0.5, 0.9];
    private static readonly bool[] Labels = [true, false, true, true];
    private static readonly double[] NetBps = [4, -10, 6, 20];

    [Fact]
    public void Keep_a_probability_that_equals_them()
    {
        var row = ThresholdTable.Compute(Probabilities, Labels, NetBps, 0.5)[0];
        Assert.Equal((3, 0.75), (row.Kept, row.KeptShare));
        GoldenNumbers.Close(2.0 / 3, row.Precision ?? double.NaN, 1e-15);
        GoldenNumbers.Close(2.0 / 3, row.Recall ?? double.NaN, 1e-15);
        GoldenNumbers.Close(16.0 / 3, row.MeanNetBps ?? double.NaN, 1e-15);
        Assert.Equal(16, row.TotalNetBps);
        // All: 20 over 4 is 5.
        GoldenNumbers.Close((16.0 / 3) - 5, row.Lift ?? double.NaN, 1e-14);
    }

    [Fact]
    public void Leave_the_means_undefined_when_nothing_is_kept() =>
        Assert.Equal(new ThresholdRow(0.95, 0, 0, null, 0, null, 0, null), ThresholdTable.Compute(Probabilities, Labels, NetBps, 0.95)[0]);

    [Fact]
    public void Lift_nothing_when_all_is_kept() =>
        Assert.Equal(new ThresholdRow(0, 4, 1, 0.75, 1, 5, 20, 0), ThresholdTable.Compute(Probabilities, Labels, NetBps, 0)[0]);

    [Fact]
    public void Come_in_the_order_given() =>
        Assert.Equal([0.9, 0.1], ThresholdTable.Compute(Probabilities, Labels, NetBps, 0.9, 0.1).Select(row => row.Threshold));

    [Fact]
    public void Of_no_samples_are_undefined_throughout() =>
        Assert.Equal(new ThresholdRow(0.5, 0, null, null, null, null, 0, null), ThresholdTable.Compute([], [], [], 0.5)[0]);

    [Fact]
    public void Refuse_columns_that_do_not_match()
    {
        Assert.Throws<ArgumentException>(() => ThresholdTable.Compute(Probabilities, Labels, [1], 0.5));
        Assert.Throws<ArgumentException>(() => ThresholdTable.Compute(Probabilities, Labels, [1, 2, 3, double.NaN], 0.5));
        Assert.Throws<ArgumentException>(() => ThresholdTable.Compute(Probabilities, Labels, NetBps, double.NaN));
    }
}

public sealed class OneSampleAZone
{
    private static readonly int[] Zones = [7, 7, 3, 7, 3, 9];

    [Fact]
    public void Can_be_the_first() => Assert.Equal([0, 2, 5], ZoneSamples.First(Zones));

    [Fact]
    public void Can_be_the_last() => Assert.Equal([3, 4, 5], ZoneSamples.Last(Zones));
}
