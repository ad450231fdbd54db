namespace MultiSmc.Learning.Tests;

public sealed class CalibrationOfTheGoldenSamples
{
    [Fact]
    public void Equals_the_golden_platt_map()
    {
        var golden = GoldenSamples.Read();
        var expected = golden.Expected.GetProperty("platt");
        var map = PlattScaling.Fit(golden.Margins, golden.Labels);
        GoldenNumbers.Close(expected.GetProperty("a").GetDouble(), map.A, 1e-6, "a");
        GoldenNumbers.Close(expected.GetProperty("b").GetDouble(), map.B, 1e-6, "b");
    }

    [Fact]
    public void Equals_the_golden_isotonic_map()
    {
        var golden = GoldenSamples.Read();
        var expected = golden.Expected.GetProperty("isotonic");
        var map = IsotonicRegression.Fit(golden.Probabilities, golden.Labels, golden.Weights);
        Assert.Equal(GoldenSamples.Doubles(expected, "x"), map.Points.Select(point => point.X));
        foreach (var (value, point) in GoldenSamples.Doubles(expected, "value").Zip(map.Points))
            GoldenNumbers.Close(value, point.Value, 1e-9, $"at {point.X}");
        foreach (var (x, value) in GoldenSamples.Doubles(expected, "grid").Zip(GoldenSamples.Doubles(expected, "grid_value")))
            GoldenNumbers.Close(value, map.Probability(x), 1e-9, $"at {x}");
    }

    [Fact]
    public void Is_chosen_by_the_number_of_zones()
    {
        var golden = GoldenSamples.Read();
        Assert.Equal(
            PlattScaling.Fit(golden.Margins, golden.Labels), Calibrator.Fit(golden.Margins, golden.Labels, golden.Weights, distinctZones: 999));
        Assert.Equal(
            IsotonicRegression.Fit(golden.Margins, golden.Labels, golden.Weights),
            Calibrator.Fit(golden.Margins, golden.Labels, golden.Weights, distinctZones: 1000));
    }
}
