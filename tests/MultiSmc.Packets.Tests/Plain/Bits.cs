using System.Runtime.InteropServices;

namespace MultiSmc.Packets.Tests;

/// <summary>Equality of packets to the last bit: NaN equals NaN, and zero does not equal minus zero.</summary>
public static class Bits
{
    private static readonly System.Reflection.FieldInfo[] Fields = typeof(Packet).GetFields();

    public static void Equal(PacketBatch expected, PacketBatch actual, string who)
    {
        Equal(expected.Packets.Span, actual.Packets.Span, who);
        Assert.True(expected.Counters == actual.Counters, $"{who}: counters {actual.Counters} instead of {expected.Counters}");
        Assert.True(expected.Forming.HasValue == actual.Forming.HasValue, $"{who}: forming {actual.Forming} instead of {expected.Forming}");
        if (expected.Forming is { } open)
            Equal(open, actual.Forming.GetValueOrDefault(), $"{who}, forming");
    }

    public static void Equal(ReadOnlySpan<Packet> expected, ReadOnlySpan<Packet> actual, string who)
    {
        if (MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)))
            return;
        for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++)
            Equal(expected[i], actual[i], $"{who}, packet {i}");
        Assert.True(expected.Length == actual.Length, $"{who}: {actual.Length} packets instead of {expected.Length}");
    }

    private static void Equal(in Packet expected, in Packet actual, string who)
    {
        foreach (var field in Fields)
        {
            var (wanted, got) = (field.GetValue(expected), field.GetValue(actual));
            var isSame = wanted is double x && got is double y
                ? BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y)
                : Equals(wanted, got);
            Assert.True(isSame, $"{who}: {field.Name} is {got} instead of {wanted}");
        }
    }
}
