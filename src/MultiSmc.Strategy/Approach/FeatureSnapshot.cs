namespace MultiSmc.Strategy;

/// <summary>The features of one decision, kept so that it can be replayed. Equal when every value has the same bits.</summary>
public sealed class FeatureSnapshot : IEquatable<FeatureSnapshot>
{
    private readonly float[] _values;

    /// <param name="values">In the schema's order; copied.</param>
    public FeatureSnapshot(ReadOnlySpan<float> values) => _values = values.ToArray();

    /// <summary>Without a model.</summary>
    public static FeatureSnapshot None { get; } = new([]);

    /// <summary>In the schema's order; NaN is "not available".</summary>
    public ReadOnlySpan<float> Values => _values;

    /// <inheritdoc/>
    public bool Equals(FeatureSnapshot? other)
    {
        if (other is null || other._values.Length != _values.Length)
            return false;
        for (var i = 0; i < _values.Length; i++)
        {
            if (BitConverter.SingleToUInt32Bits(_values[i]) != BitConverter.SingleToUInt32Bits(other._values[i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FeatureSnapshot);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = _values.Length;
        foreach (var value in _values)
            hash = (hash * 31) ^ BitConverter.SingleToInt32Bits(value);
        return hash;
    }
}
