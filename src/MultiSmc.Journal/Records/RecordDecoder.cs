using MultiSmc.Strategy;

namespace MultiSmc.Journal;

/// <summary>
/// Reads records by the schema they were written with and makes values of this build's types: fields are found by name, those that the writer did not
/// know keep what their type sets, those that are gone are passed over.
/// </summary>
internal sealed class RecordDecoder
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <param name="written">The schema of the writer.</param>
    /// <param name="types">Types of this build by name.</param>
    public RecordDecoder(IReadOnlyList<SchemaEntry> written, IReadOnlyDictionary<string, Type> types)
    {
        foreach (var entry in written)
        {
            var shape = entry.Fields is not null && types.TryGetValue(entry.Name, out var type) ? new RecordShape(type) : null;
            _entries.Add(entry.Name, new Entry(entry, shape, [.. (entry.Fields ?? []).Select(field => shape?.Fields.FirstOrDefault(own => own.Name == field.Name))]));
        }
    }

    /// <summary>Reads a value of a closed set.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged, or its type is gone from this build.</exception>
    public object ReadCase(ref ByteReader from, string set)
    {
        var cases = Find(set).Schema.Cases ?? throw new InvalidDataException($"{set} is no closed set in the journal's schema");
        var number = from.ReadUnsigned();
        if (number >= (ulong)cases.Count)
            throw new InvalidDataException($"{set} has no case {number}");
        var name = cases[(int)number];
        return name == RecordTypes.Text ? from.ReadText() ?? "" : ReadFields(ref from, name);
    }

    /// <summary>Reads a value as a field refers to it.</summary>
    public object? Read(ref ByteReader from, string reference, Type? target)
    {
        switch (reference[0])
        {
            case '?':
                return from.ReadByte() == 0 ? null : Read(ref from, reference[1..], target is null ? null : Nullable.GetUnderlyingType(target) ?? target);
            case '*':
                return ReadList(ref from, reference[1..], target is null ? null : RecordTypes.ElementOf(target));
            default:
                break;
        }

        if (ReadLeaf(ref from, reference, target, out var leaf))
            return leaf;
        return Find(reference).Schema.Cases is null ? ReadFields(ref from, reference) : ReadCase(ref from, reference);
    }

    private object ReadFields(ref ByteReader from, string name)
    {
        var entry = Find(name);
        var fields = entry.Schema.Fields ?? throw new InvalidDataException($"{name} has no fields in the journal's schema");
        var values = new List<(RecordField, object?)>(fields.Count);
        for (var i = 0; i < fields.Count; i++)
        {
            var own = entry.Own[i];
            var value = Read(ref from, fields[i].Type, own?.Property.PropertyType);
            if (own is not null)
                values.Add((own, value));
        }

        if (entry.Shape is not { } shape)
            throw new InvalidDataException($"this version does not know {name}: read the journal with the version that wrote it");
        return shape.Create(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(values));
    }

    private Array? ReadList(ref ByteReader from, string element, Type? target)
    {
        var count = from.ReadUnsigned();
        if (count == 0)
            return null;
        if (--count > (ulong)from.Remaining)
            throw new InvalidDataException($"{count} items in {from.Remaining} bytes");
        var items = Array.CreateInstance(target ?? typeof(object), (int)count);
        for (var i = 0; i < items.Length; i++)
            items.SetValue(Read(ref from, element, target), i);
        return items;
    }

    private static bool ReadLeaf(ref ByteReader from, string leaf, Type? target, out object? value)
    {
        switch (leaf)
        {
            case RecordTypes.Integer:
                value = ToInteger(from.ReadSigned(), target);
                return true;
            case RecordTypes.Flag:
                value = from.ReadByte() != 0;
                return true;
            case RecordTypes.Real:
                value = from.ReadDouble();
                return true;
            case RecordTypes.Text:
                value = from.ReadText();
                return true;
            case RecordTypes.Features:
                var features = new float[from.ReadCount()];
                for (var i = 0; i < features.Length; i++)
                    features[i] = BitConverter.UInt32BitsToSingle(from.ReadFixed32());
                value = new FeatureSnapshot(features);
                return true;
            default:
                value = null;
                return false;
        }
    }

    private static object ToInteger(long value, Type? target)
    {
        if (target is null)
            return value;
        return target.IsEnum ? Enum.ToObject(target, value) : Convert.ChangeType(value, target, System.Globalization.CultureInfo.InvariantCulture);
    }

    private Entry Find(string name) =>
        _entries.TryGetValue(name, out var entry) ? entry : throw new InvalidDataException($"{name} is not in the journal's schema");

    private sealed record Entry(SchemaEntry Schema, RecordShape? Shape, IReadOnlyList<RecordField?> Own);
}
