namespace MultiSmc.Learning.Tests;

public sealed class MetricsOfTheGoldenSamples
{
    private const double Tolerance = 1e-9;

    [Fact]
    public void Equal_the_golden_auc_log_loss_brier_and_calibration_error()
    {
        var golden = GoldenSamples.Read();
        Close("auc", RankingMetrics.Auc(golden.Probabilities, golden.Labels, golden.Weights));
        Close("logloss", ProbabilityMetrics.LogLoss(golden.Probabilities, golden.Labels, golden.Weights));
        Close("brier", ProbabilityMetrics.Brier(golden.Probabilities, golden.Labels, golden.Weights));
        Close("ece10", ReliabilityTable.Compute(golden.Probabilities, golden.Labels, golden.Weights).ExpectedCalibrationError);

        void Close(string name, double? actual)
        {
            Assert.NotNull(actual);
            GoldenNumbers.Close(golden.Expected.GetProperty(name).GetDouble(), actual.Value, Tolerance, name);
        }
    }

    [Fact]
    public void Equal_the_golden_rows_of_thresholds()
    {
        var golden = GoldenSamples.Read();
        foreach (var expected in golden.Expected.GetProperty("thresholds").EnumerateArray())
        {
            var row = Assert.Single(
                ThresholdTable.Compute(golden.Probabilities, golden.Labels, golden.NetBps, expected.GetProperty("theta").GetDouble()));
            Assert.Equal(expected.GetProperty("kept").GetInt32(), row.Kept);
            GoldenNumbers.Close(expected.GetProperty("precision").GetDouble(), row.Precision ?? double.NaN, Tolerance, "precision");
            GoldenNumbers.Close(expected.GetProperty("recall").GetDouble(), row.Recall ?? double.NaN, Tolerance, "recall");
            GoldenNumbers.Close(expected.GetProperty("mean_net_bps").GetDouble(), row.MeanNetBps ?? double.NaN, Tolerance, "mean net");
            GoldenNumbers.Close(expected.GetProperty("sum_net_bps").GetDouble(), row.TotalNetBps, Tolerance, "total net");
        }
    }
}
