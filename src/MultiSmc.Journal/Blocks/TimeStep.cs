namespace MultiSmc.Journal;

/// <summary>Differences of times: in microseconds where they are whole ones (the exchange's are), else in nanoseconds; the lowest bit says which.</summary>
internal static class TimeStep
{
    // Zero is whole, so that the code of "no nanoseconds" is free for what does not fit beside the bit.
    private const ulong Wide = 1;
    private const long Limit = 1L << 61;

    public static void Write(ByteWriter to, long value)
    {
        if (value % 1_000 == 0)
            to.WriteUnsigned(Zigzag(value / 1_000) << 1);
        else if (value is > -Limit and < Limit)
            to.WriteUnsigned((Zigzag(value) << 1) | 1);
        else
        {
            to.WriteUnsigned(Wide);
            to.WriteFixed64((ulong)value);
        }
    }

    public static long Read(ref ByteReader from)
    {
        var code = from.ReadUnsigned();
        if (code == Wide)
            return (long)from.ReadFixed64();
        var value = (long)(code >> 2) ^ -(long)((code >> 1) & 1);
        return (code & 1) == 0 ? unchecked(value * 1_000) : value;
    }

    private static ulong Zigzag(long value) => (ulong)((value << 1) ^ (value >> 63));
}
