using System.Text.Json;

namespace MultiSmc.Packets.Tests;

/// <summary>The unfinished packet that a golden file expects.</summary>
public static class GoldenForming
{
    public static void Check(JsonElement expected, Packet? forming)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.Null(forming);
            return;
        }

        GoldenPacket.Check(GoldenPacket.Pairs(expected), Assert.NotNull(forming));
    }
}
