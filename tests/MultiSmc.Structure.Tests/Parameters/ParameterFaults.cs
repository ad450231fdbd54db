namespace MultiSmc.Structure.Tests;

public sealed class ParameterFaults
{
    [Fact]
    public void The_defaults_have_none() => Assert.Empty(StructureParametersValidator.Validate(new()));

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_value_out_of_range_is_named_with_its_value(string field, string value, StructureParameters parameters)
    {
        var fault = Assert.Single(StructureParametersValidator.Validate(parameters));
        Assert.Equal((field, value), (fault.Field, fault.Value));
        Assert.NotEmpty(fault.Allowed);
    }

    [Fact]
    public void An_entry_outside_its_zone_is_a_contradiction()
    {
        var fault = Assert.Single(StructureParametersValidator.Validate(new() { OteTopMilli = 705, EntryMilli = 705 }));
        Assert.Equal(nameof(StructureParameters.EntryMilli), fault.Field);
        Assert.Contains("OteTopMilli (705)", fault.Allowed, StringComparison.Ordinal);
        Assert.Single(StructureParametersValidator.Validate(new() { OteBottomMilli = 700 }));
    }

    [Fact]
    public void The_detector_refuses_them_and_lists_all()
    {
        var parameters = new StructureParameters { Left = 0, TtlPackets = 0, Tick = 0, SwingMode = (SwingMode)9 };
        var refused = Assert.Throws<ArgumentException>(() => new StructureDetector(parameters));
        Assert.All(
            ["SwingMode is 9", "Left is 0, allowed: 1 to 10000", "TtlPackets is 0", "Tick is 0"],
            part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }

    public static TheoryData<string, string, StructureParameters> Faulty() => new()
    {
        { "SwingMode", "7", new() { SwingMode = (SwingMode)7 } },
        { "BreakMode", "7", new() { BreakMode = (BreakMode)7 } },
        { "ChochLevel", "7", new() { ChochLevel = (ChochLevel)7 } },
        { "RangeMode", "7", new() { RangeMode = (RangeMode)7 } },
        { "Left", "0", new() { Left = 0 } },
        { "Right", "10001", new() { Right = 10_001 } },
        { "ZigzagPpm", "0", new() { ZigzagPpm = 0 } },
        { "ZigzagPpm", "1000000", new() { ZigzagPpm = 1_000_000 } },
        { "ZigzagAtrMilli", "0", new() { ZigzagAtrMilli = 0 } },
        { "AtrWindow", "0", new() { AtrWindow = 0 } },
        { "AtrWindow", "4097", new() { AtrWindow = 4097 } },
        { "BreakBufferTicks", "-1", new() { BreakBufferTicks = -1 } },
        { "BreakBufferTicks", "9007199254740992", new() { BreakBufferTicks = 1L << 53 } },
        { "OteTopMilli", "0", new() { OteTopMilli = 0 } },
        { "OteBottomMilli", "1000", new() { OteBottomMilli = 1000 } },
        { "TpMilli", "[0, 270]", new() { TpMilli = [0, 270] } },
        { "TpMilli", "[0, 620, 270]", new() { TpMilli = [0, 620, 270] } },
        { "TpMilli", "[-1, 0, 270]", new() { TpMilli = [-1, 0, 270] } },
        { "TpMilli", "[0, 270, 4001]", new() { TpMilli = [0, 270, 4001] } },
        { "SlBufferMilli", "-1", new() { SlBufferMilli = -1 } },
        { "SlBufferTicks", "-1", new() { SlBufferTicks = -1 } },
        { "MinRangePpm", "-1", new() { MinRangePpm = -1 } },
        { "TtlPackets", "0", new() { TtlPackets = 0 } },
        { "HoldPackets", "0", new() { HoldPackets = 0 } },
        { "MaxZonesPerSide", "0", new() { MaxZonesPerSide = 0 } },
        { "Tick", "0", new() { Tick = 0 } },
    };
}
