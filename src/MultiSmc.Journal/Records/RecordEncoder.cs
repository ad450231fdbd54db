using System.Collections;
using MultiSmc.Strategy;

namespace MultiSmc.Journal;

/// <summary>Writes records by the schema of this build. Not for threads to share.</summary>
internal sealed class RecordEncoder
{
    private readonly Dictionary<Type, RecordShape> _shapes = [];
    private readonly Dictionary<(string Set, Type Case), int> _cases = [];

    public RecordEncoder(RecordSchema schema)
    {
        Schema = schema;
        foreach (var entry in schema.Entries)
        {
            if (entry.Cases is not { } cases)
                continue;
            for (var i = 0; i < cases.Count; i++)
                _cases.Add((entry.Name, cases[i] == RecordTypes.Text ? typeof(string) : schema.Types[cases[i]]), i);
        }
    }

    public RecordSchema Schema { get; }

    /// <summary>Writes a value of a closed set: which case, then its fields.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="set">Name of the set in the schema.</param>
    /// <param name="value">One of its cases.</param>
    /// <exception cref="NotSupportedException">It is not of the set.</exception>
    public void WriteCase(ByteWriter to, string set, object value)
    {
        if (!_cases.TryGetValue((set, value.GetType()), out var number))
            throw new NotSupportedException($"{value.GetType()} is not a {set} that this journal was opened for");
        to.WriteUnsigned((ulong)number);
        if (value is string text)
            to.WriteText(text);
        else
            WriteFields(to, value);
    }

    /// <summary>Writes a value as a field of its declared type.</summary>
    public void Write(ByteWriter to, Type declared, object? value)
    {
        if (RecordTypes.LeafOf(declared) is { } leaf)
        {
            WriteLeaf(to, leaf, value);
            return;
        }

        if (RecordTypes.ElementOf(declared) is { } element)
        {
            WriteList(to, element, (IEnumerable?)value);
            return;
        }

        var optional = Nullable.GetUnderlyingType(declared);
        if (optional is not null || !declared.IsValueType)
            to.WriteByte(value is null ? (byte)0 : (byte)1);
        if (value is null)
            return;
        if (optional is not null)
            Write(to, optional, value);
        else if (declared.IsAbstract)
            WriteCase(to, RecordTypes.NameOf(declared), value);
        else
            WriteFields(to, value);
    }

    private void WriteFields(ByteWriter to, object value)
    {
        if (!_shapes.TryGetValue(value.GetType(), out var shape))
            _shapes.Add(value.GetType(), shape = new RecordShape(value.GetType()));
        foreach (var field in shape.Fields)
            Write(to, field.Property.PropertyType, field.Property.GetValue(value));
    }

    private void WriteList(ByteWriter to, Type element, IEnumerable? list)
    {
        if (list is null)
        {
            to.WriteUnsigned(0);
            return;
        }

        object?[] items = [.. list];
        to.WriteUnsigned((ulong)items.Length + 1);
        foreach (var item in items)
            Write(to, element, item);
    }

    private static void WriteLeaf(ByteWriter to, string leaf, object? value)
    {
        switch (leaf)
        {
            case RecordTypes.Integer:
                to.WriteSigned(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case RecordTypes.Flag:
                to.WriteByte(value is true ? (byte)1 : (byte)0);
                break;
            case RecordTypes.Real:
                to.WriteDouble(value is double real ? real : 0);
                break;
            case RecordTypes.Text:
                to.WriteText((string?)value);
                break;
            default:
                var features = value is FeatureSnapshot snapshot ? snapshot.Values : [];
                to.WriteUnsigned((ulong)features.Length);
                foreach (var feature in features)
                    to.WriteFixed32(BitConverter.SingleToUInt32Bits(feature));
                break;
        }
    }
}
