using System.Collections;
using System.Reflection;
using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Journal.Tests;

/// <summary>Random values of any type that the journal writes, and a comparison that looks at everything a value shows.</summary>
internal sealed class Samples(ulong seed)
{
    private static readonly NullabilityInfoContext Nullability = new(); // a cache of the compiler's marks

    private SplitMix64 _random = new(seed);

    public long Below(long bound) => _random.NextBelow(bound);

    public object Of(Type type)
    {
        var cases = RecordTypes.CasesOf(type);
        return Make(cases.Count > 0 ? cases[(int)Below(cases.Count)] : type) ?? throw new InvalidOperationException($"no sample of {type}");
    }

    public object? Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } optional)
            return Below(2) == 0 ? null : Make(optional);
        if (RecordTypes.LeafOf(type) is { } leaf)
            return Leaf(type, leaf);
        if (RecordTypes.ElementOf(type) is { } element)
        {
            var list = Array.CreateInstance(element, Below(4));
            for (var i = 0; i < list.Length; i++)
                list.SetValue(Make(element), i);
            return list;
        }

        if (RecordTypes.CasesOf(type) is { Count: > 0 } cases)
            return Make(cases[(int)Below(cases.Count)]);
        if (type == typeof(InstrumentId))
            return new InstrumentId((int)Below(3));
        var shape = new RecordShape(type);
        return shape.Create([.. shape.Fields.Select(field => (field, IsMissing(field) ? null : Make(field.Property.PropertyType)))]);
    }

    // What may be null is, now and then: the compiler's own mark says which.
    private bool IsMissing(RecordField field) =>
        !field.Property.PropertyType.IsValueType
        && IsNullable(field.Property)
        && Below(2) == 0;

    private static bool IsNullable(PropertyInfo property)
    {
        lock (Nullability)
            return Nullability.Create(property).ReadState == NullabilityState.Nullable;
    }

    private object? Leaf(Type type, string leaf)
    {
        switch (leaf)
        {
            case RecordTypes.Flag:
                return Below(2) == 0;
            case RecordTypes.Real:
                return Below(8) == 0 ? double.NaN : BitConverter.UInt64BitsToDouble(_random.Next());
            case RecordTypes.Text:
                return Below(6) == 0 ? "" : $"te\"xt-ö-{Below(1_000_000)}";
            case RecordTypes.Features:
                return new FeatureSnapshot([.. Enumerable.Range(0, (int)Below(5)).Select(_ => (float)_random.NextDouble()), float.NaN]);
            default:
                break;
        }

        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Below(Enum.GetValues(type).Length));
        var value = Below(4) == 0 ? (long)_random.Next() : Below(100_000_000_000) - 1_000;
        if (type == typeof(long))
            return value;
        return type == typeof(int) ? (int)value : Convert.ChangeType(value & 0x7F, type, System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The first thing that two values show differently, or null.</summary>
    public static string? Difference(object? left, object? right, string at = "")
    {
        if (left is null || right is null)
            return ReferenceEquals(left, right) ? null : $"{at}: {left ?? "null"} against {right ?? "null"}";
        if (left is IEnumerable list and not string)
            return ListDifference([.. list], [.. (IEnumerable)right], at);
        var type = left.GetType();
        if (type != right.GetType())
            return $"{at}: {type} against {right.GetType()}";
        if (RecordTypes.LeafOf(type) is not null)
            return Same(left, right) ? null : $"{at}: {left} against {right}";
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(each => each.GetIndexParameters().Length == 0 && !each.PropertyType.IsByRefLike))
        {
            var (one, other) = (Shown(property, left), Shown(property, right));
            if (Difference(one, other, $"{at}.{property.Name}") is { } found)
                return found;
        }

        return null;
    }

    // What a value computes of itself may refuse random numbers (a sum that does not fit): then both sides must refuse.
    private static object? Shown(PropertyInfo property, object of)
    {
        try
        {
            return property.GetValue(of);
        }
        catch (TargetInvocationException refused)
        {
            return refused.InnerException?.GetType().Name;
        }
    }

    private static string? ListDifference(object?[] left, object?[] right, string at)
    {
        if (left.Length != right.Length)
            return $"{at}: {left.Length} items against {right.Length}";
        for (var i = 0; i < left.Length; i++)
        {
            if (Difference(left[i], right[i], $"{at}[{i}]") is { } found)
                return found;
        }

        return null;
    }

    private static bool Same(object left, object right) => left is double real
        ? BitConverter.DoubleToUInt64Bits(real) == BitConverter.DoubleToUInt64Bits((double)right)
        : left.Equals(right);
}
