using System.Runtime.CompilerServices;

namespace MultiSmc.Core;

/// <summary>
/// Carries the state of objects out (<see cref="StateWriter"/>) or in (<see cref="StateReader"/>). A class has one method for both ways, with a line for each
/// field: <c>_count = state.Int32(_count);</c>. Out, the value is written and given back; in, it is replaced by the one that was saved. So what is read can't
/// differ in order or kind from what was written.
/// </summary>
public abstract class StateCarrier
{
    private protected StateCarrier()
    {
    }

    /// <summary>The objects take what was saved; otherwise they are saved.</summary>
    public abstract bool IsReading { get; }

    /// <summary>A whole number; small ones of either sign are short.</summary>
    public abstract long Int64(long value);

    /// <summary>A number by its bits: NaNs of different payload and zeros of either sign stay apart.</summary>
    public abstract double Double(double value);

    /// <summary>A text or null. One that was carried before costs a byte or two.</summary>
    public abstract string? Text(string? value);

    /// <summary>
    /// Number of items that follow, each of at least one byte: a damaged one can't ask for more memory than there are bytes.
    /// </summary>
    public abstract int Count(int value);

    /// <summary>Begins a part. In, a part of another name or version is refused.</summary>
    /// <param name="name">Of the part.</param>
    /// <param name="version">Raised when the part's fields change.</param>
    public abstract void Section(string name, int version);

    /// <summary>Something that is not carried but must be the same where the state is taken: a parameter, an identity.</summary>
    /// <param name="what">Its name, for the fault.</param>
    /// <param name="value">Its value.</param>
    public abstract void Expect(string what, string value);

    /// <summary>A whole number of 32 bits.</summary>
    public int Int32(int value)
    {
        var carried = Int64(value);
        return carried == (int)carried ? (int)carried : throw Fault($"{carried} does not fit 32 bits");
    }

    /// <summary>Yes or no.</summary>
    public bool Flag(bool value) => Int64(value ? 1 : 0) switch
    {
        0 => false,
        1 => true,
        var other => throw Fault($"{other} is neither yes nor no"),
    };

    /// <summary>A value of an enumeration of at most 32 bits.</summary>
    public T Enum<T>(T value)
        where T : unmanaged, Enum
    {
        switch (Unsafe.SizeOf<T>())
        {
            case 1 when typeof(T).GetEnumUnderlyingType() == typeof(sbyte):
                var signed = Int64(Unsafe.BitCast<T, sbyte>(value));
                return signed is >= sbyte.MinValue and <= sbyte.MaxValue ? Unsafe.BitCast<sbyte, T>((sbyte)signed) : throw Fault($"{signed} is no {typeof(T).Name}");
            case 1:
                var small = Int64(Unsafe.BitCast<T, byte>(value));
                return small is >= 0 and <= byte.MaxValue ? Unsafe.BitCast<byte, T>((byte)small) : throw Fault($"{small} is no {typeof(T).Name}");
            default:
                return Unsafe.BitCast<int, T>(Int32(Unsafe.BitCast<T, int>(value)));
        }
    }

    /// <summary>A whole number of 128 bits.</summary>
    public Int128 Int128(Int128 value)
    {
        var high = Int64((long)(value >> 64));
        return new Int128((ulong)high, (ulong)Int64((long)(ulong)value));
    }

    /// <summary>Numbers in place.</summary>
    public void Int64s(Span<long> values)
    {
        foreach (ref var value in values)
            value = Int64(value);
    }

    /// <summary>Numbers in place, each as its distance to the one before: short where they rise slowly.</summary>
    public void Steps(Span<long> values)
    {
        var before = 0L;
        foreach (ref var value in values)
        {
            value = unchecked(Int64(unchecked(value - before)) + before);
            before = value;
        }
    }

    /// <summary>A set of numbers, in rising order.</summary>
    public void Set(HashSet<long> set)
    {
        var count = Count(set.Count);
        var values = new long[count];
        if (!IsReading)
        {
            set.CopyTo(values);
            Array.Sort(values);
        }

        Steps(values);
        if (!IsReading)
            return;
        set.Clear();
        foreach (var value in values)
            set.Add(value);
        if (set.Count != count)
            throw Fault("a set holds a number twice");
    }

    /// <summary>What is wrong with the state, with the place.</summary>
    public StateException Fault(string why) => new($"{Place}: {why}");

    /// <summary>Where the carrier is, for faults.</summary>
    protected abstract string Place { get; }
}
