namespace MultiSmc.Structure.Tests;

public sealed class GoldenLevels
{
    [Fact]
    public void All_forty_ranges_give_the_recorded_levels()
    {
        var cases = GoldenText.Json("golden/edge/numbers.json.gz").GetProperty("levels");
        Assert.Equal(40, cases.GetArrayLength());
        foreach (var item in cases.EnumerateArray())
        {
            long Value(string name) => item.GetProperty(name).GetInt64();
            var parameters = new StructureParameters { Tick = Value("tick"), SlBufferMilli = Value("sl_buffer_milli"), SlBufferTicks = Value("sl_buffer_ticks") };
            var tp = item.GetProperty("tp").EnumerateArray().Select(value => value.GetInt64()).ToArray();
            var expected = new ZoneLevels(Value("top"), Value("entry"), Value("bottom"), Value("eq"), Value("sl"), tp[0], tp[1], tp[2]);
            Assert.Equal(expected, ZoneLevels.Compute((Direction)Value("side"), Value("origin"), Value("ext"), parameters));
        }
    }
}
