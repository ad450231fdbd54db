using MultiSmc.Core;

namespace MultiSmc.Packets.Tests;

public sealed class ParameterFaults
{
    private static readonly PacketParameters Good = new() { PriceDecimals = 2, QuantityDecimals = 5, Bucket = 1_000_000_000_000 };

    [Fact]
    public void Are_none_for_the_defaults() => Assert.Empty(PacketParametersValidator.Validate(Good));

    [Fact]
    public void Are_all_reported_at_once_with_the_field()
    {
        var bad = new PacketParameters
        {
            PriceDecimals = 9,
            QuantityDecimals = -1,
            Bucket = 0,
            VpinWindow = 0,
            MaxGapIds = -1,
            SessionGap = new(-1),
            Overshoot = (Overshoot)7,
            Anchor = (PacketAnchor)7,
        };

        var fields = PacketParametersValidator.Validate(bad).Select(fault => fault.Field).Order();

        Assert.Equal(typeof(PacketParameters).GetProperties().Select(property => property.Name).Order(), fields);
    }

    [Fact]
    public void Stop_every_builder_with_a_message_that_names_them()
    {
        var bad = Good with { Bucket = PacketParametersValidator.MaxBucket + 1, VpinWindow = 0 };

        var error = Assert.Throws<ArgumentException>(() => new PacketBuilder(bad));
        Assert.Throws<ArgumentException>(() => new BatchPacketBuilder(bad));
        Assert.Throws<ArgumentException>(() => ParallelPacketBuilder.BuildDay(bad, new TradeColumns(), null));

        Assert.Contains("Bucket: 1152921504606846977 is outside 1 .. 1152921504606846976", error.Message, StringComparison.Ordinal);
        Assert.Contains("VpinWindow: 0 is outside 1 .. 1000000", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000_00000000, 2, 5, 1_000_000_000_000)]
    [InlineData(50_000_000, 0, 1, 5)]
    [InlineData(1, 4, 4, 1)]
    public void Do_not_come_from_a_bucket_that_fits(long raw, int priceDecimals, int quantityDecimals, long units)
    {
        Assert.True(PacketParametersValidator.TryBucketUnits(new(raw), priceDecimals, quantityDecimals, out var bucket));
        Assert.Equal(units, bucket);
    }

    [Theory]
    [InlineData(50_000_000, 0, 0)]
    [InlineData(0, 2, 5)]
    [InlineData(-100_00000000, 2, 5)]
    [InlineData(1_000_000_00000000, 8, 8)]
    public void Refuse_a_bucket_that_is_no_whole_number_of_units_or_too_large(long raw, int priceDecimals, int quantityDecimals) =>
        Assert.False(PacketParametersValidator.TryBucketUnits(new(raw), priceDecimals, quantityDecimals, out _));
}
