using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using CsCheck;
using MultiSmc.Testing;

namespace MultiSmc.Core.Tests;

public sealed class RandomNumbers
{
    [Fact]
    public void Are_those_of_the_published_generator()
    {
        var random = new SplitMix64(0);
        Assert.Equal(0xE220A8397B1DCDAF, random.Next());
        Assert.Equal(0x6E789E6AA1B965F4UL, random.Next());
        Assert.Equal(0x06C45D188009454FUL, random.Next());
    }

    [Fact]
    public void Are_those_of_the_golden_file()
    {
        using var file = File.OpenRead(SharedData.Require("golden/edge/numbers.json.gz"));
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(unzipped);
        var golden = document.RootElement.GetProperty("splitmix64");
        var random = new SplitMix64(golden.GetProperty("seed").GetUInt64());
        var first = golden.GetProperty("first").EnumerateArray().Select(number => ulong.Parse(number.GetString() ?? "", CultureInfo.InvariantCulture)).ToArray();
        Assert.NotEmpty(first);
        foreach (var number in first)
            Assert.Equal(number, random.Next());
    }

    [Fact]
    public void Between_zero_and_one_come_from_the_top_53_bits() =>
        Gen.ULong.Sample(seed =>
        {
            var bits = new SplitMix64(seed).Next() >> 11;
            var share = new SplitMix64(seed).NextDouble();
            return share is >= 0 and < 1 && (ulong)(share * (1UL << 53)) == bits;
        });

    [Fact]
    public void Below_a_bound_stay_below_it() =>
        Gen.Select(Gen.ULong, Gen.Long[1, long.MaxValue]).Sample((seed, bound) =>
        {
            var number = new SplitMix64(seed).NextBelow(bound);
            return number >= 0 && number < bound && (ulong)number == new SplitMix64(seed).Next() % (ulong)bound;
        });
}
