using System.Text.Json;

namespace MultiSmc.Learning.Tests;

public sealed class Calibrators
{
    public static TheoryData<Calibrator> Kinds =>
    [
        new Calibrator.Platt(1.0 / 3, -0.1),
        new Calibrator.Isotonic([new(-1.5, 0), new(0.1, 1.0 / 3), new(2, 1)]),
    ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Come_back_from_json_unchanged(Calibrator calibrator)
    {
        var json = JsonSerializer.Serialize(calibrator.ToParameters());
        var parameters = JsonSerializer.Deserialize<CalibrationParameters>(json);
        Assert.NotNull(parameters);
        Assert.True(parameters.TryCreate(out var read, out _));
        Assert.Equal(calibrator, read);
        Assert.Equal(calibrator.GetHashCode(), read.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Answer_nan_with_nan_and_infinity_with_a_limit(Calibrator calibrator)
    {
        Assert.True(double.IsNaN(calibrator.Probability(double.NaN)));
        Assert.Equal(0, calibrator.Probability(double.NegativeInfinity));
        Assert.Equal(1, calibrator.Probability(double.PositiveInfinity));
    }

    [Fact]
    public void Of_slope_one_are_the_logistic_function()
    {
        var plain = new Calibrator.Platt(1, 0);
        Assert.Equal(0.5, plain.Probability(0));
        GoldenNumbers.Close(0.75, plain.Probability(Math.Log(3)), 1e-15);
        GoldenNumbers.Close(0.25, plain.Probability(-Math.Log(3)), 1e-15);
    }

    [Fact]
    public void Are_refused_with_the_reason()
    {
        Refused(new() { Kind = "platt", A = 1 }, "a and b");
        Refused(new() { Kind = "platt", A = 1, B = double.NaN }, "a and b");
        Refused(new() { Kind = "isotonic" }, "no points");
        Refused(new() { Kind = "isotonic", Points = [new(0, 0.5), new(1, 0.4)] }, "point 1 does not rise");
        Refused(new() { Kind = "isotonic", Points = [new(0, 0.5), new(0, 0.6)] }, "point 1 does not rise");
        Refused(new() { Kind = "isotonic", Points = [new(0, 1.5)] }, "point 0");
        Refused(new() { Kind = "beta" }, "'beta'");
        Assert.Throws<ArgumentException>(() => new Calibrator.Isotonic([]));
    }

    private static void Refused(CalibrationParameters parameters, string reason)
    {
        Assert.False(parameters.TryCreate(out _, out var fault));
        Assert.Contains(reason, fault, StringComparison.Ordinal);
    }
}
