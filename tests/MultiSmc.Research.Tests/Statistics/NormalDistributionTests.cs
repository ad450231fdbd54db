using CsCheck;

namespace MultiSmc.Research.Tests;

/// <summary>Expected values were computed with 40 and more digits.</summary>
public sealed class NormalDistributionFunction
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(0.1, 0.53982783727702898367)]
    [InlineData(0.5, 0.69146246127401310364)]
    [InlineData(1, 0.84134474606854294859)]
    [InlineData(1.96, 0.97500210485177956379)]
    [InlineData(2.5, 0.99379033467422386483)]
    [InlineData(5, 0.99999971334842812081)]
    [InlineData(-0.1, 0.46017216272297101633)]
    [InlineData(-1, 0.15865525393145705141)]
    [InlineData(-1.5, 0.066807201268858066004)]
    [InlineData(-1.9990234375, 0.022802909016358416996)]
    [InlineData(-2, 0.0227501319481792072)]
    [InlineData(-2.5, 0.006209665325776135167)]
    [InlineData(-3, 0.0013498980316300945267)]
    [InlineData(-5, 2.8665157187919391167e-7)]
    [InlineData(-8, 6.2209605742717841235e-16)]
    [InlineData(-12, 1.7764821120776789977e-33)]
    [InlineData(-20, 2.7536241186062336951e-89)]
    [InlineData(-30, 4.9067139271481870595e-198)]
    [InlineData(-37, 5.7255712225245768227e-300)]
    public void Is_right_to_thirteen_digits(double x, double expected) =>
        GoldenStatistics.Near(expected, NormalDistribution.Cdf(x), 1e-13);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.6, 0.25334710313579974132)]
    [InlineData(0.9, 1.2815515655446005935)]
    [InlineData(0.95, 1.6448536269514722843)]
    [InlineData(0.975, 1.9599639845400538556)]
    [InlineData(0.999, 3.0902323061678132778)]
    [InlineData(0.25, -0.6744897501960817432)]
    [InlineData(0.075, -1.4395314709384559349)]
    [InlineData(0.0749, -1.4402382675279636631)]
    [InlineData(0.01, -2.3263478740408410931)]
    [InlineData(1e-6, -4.7534243088228989573)]
    [InlineData(1e-11, -6.7060231554951362961)]
    [InlineData(1e-12, -7.0344838253011319326)]
    [InlineData(1e-20, -9.2623400897984075796)]
    [InlineData(1e-100, -21.273453560965324294)]
    [InlineData(1e-300, -37.047096299361199237)]
    public void Has_an_inverse_that_is_right_to_fourteen_digits(double probability, double expected) =>
        GoldenStatistics.Near(expected, NormalDistribution.Inverse(probability), 1e-14);

    [Fact]
    public void Has_its_limits()
    {
        Assert.Equal(0, NormalDistribution.Cdf(double.NegativeInfinity));
        Assert.Equal(1, NormalDistribution.Cdf(double.PositiveInfinity));
        Assert.True(double.IsNaN(NormalDistribution.Cdf(double.NaN)));
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Inverse(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Inverse(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Inverse(1.0001));
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Inverse(double.NaN));
    }

    [Fact]
    public void And_its_inverse_undo_each_other() =>
        Gen.Double[-37, 8].Sample(x =>
        {
            var probability = NormalDistribution.Cdf(x);
            // Above 0 the probability has lost digits of the tail: half a unit of 2^-53, told by the density.
            var lost = x > 0 ? 2e-16 / NormalDistribution.Density(x) : 0;
            Assert.InRange(NormalDistribution.Inverse(probability) - x, -1e-12 - lost, 1e-12 + lost);
        }, iter: 2000);

    [Fact]
    public void Is_symmetric_and_rises() =>
        Gen.Select(Gen.Double[-9, 9], Gen.Double[1e-6, 1]).Sample((x, step) =>
        {
            GoldenStatistics.Close(1, NormalDistribution.Cdf(x) + NormalDistribution.Cdf(-x), 1e-15);
            Assert.True(NormalDistribution.Cdf(x) <= NormalDistribution.Cdf(x + step));
        }, iter: 2000);
}
