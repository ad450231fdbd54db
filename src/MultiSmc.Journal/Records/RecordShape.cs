using System.Reflection;

namespace MultiSmc.Journal;

/// <summary>One field of a record: what is written, in what order.</summary>
/// <param name="Name">The property's name: readers of another build find it by this.</param>
/// <param name="Property">Where its value is.</param>
/// <param name="Parameter">The constructor's parameter that takes it, or null when it is set after construction.</param>
internal sealed record RecordField(string Name, PropertyInfo Property, ParameterInfo? Parameter);

/// <summary>
/// What a record is made of, found by reflection once: the parameters of its widest constructor, then the properties that can be set. Properties that
/// only show what another holds (the instrument of a report) are not written.
/// </summary>
internal sealed class RecordShape
{
    private readonly ConstructorInfo? _constructor;

    public RecordShape(Type type)
    {
        Type = type;
        _constructor = type.GetConstructors(BindingFlags.Public | BindingFlags.Instance)
            .Where(constructor => constructor.GetParameters() is not [{ } only] || only.ParameterType != type)
            .MaxBy(constructor => constructor.GetParameters().Length);
        if (_constructor is null && !type.IsValueType)
            throw new NotSupportedException($"{type} has no public constructor: give the journal a leaf for it");
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var fields = new List<RecordField>();
        foreach (var parameter in _constructor?.GetParameters() ?? [])
        {
            var property = Array.Find(properties, each => string.Equals(each.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
                ?? throw new NotSupportedException($"{type}: nothing shows what its constructor took as '{parameter.Name}': give the journal a leaf for it");
            fields.Add(new RecordField(property.Name, property, parameter));
        }

        foreach (var property in properties.Where(each => each.SetMethod is { IsPublic: true } && each.GetIndexParameters().Length == 0).OrderBy(each => each.MetadataToken))
        {
            if (!fields.Exists(field => field.Name == property.Name))
                fields.Add(new RecordField(property.Name, property, null));
        }

        Fields = fields;
    }

    public Type Type { get; }

    public IReadOnlyList<RecordField> Fields { get; }

    /// <summary>Makes one from the values of some fields; the others stand as the type itself sets them.</summary>
    public object Create(ReadOnlySpan<(RecordField Field, object? Value)> values)
    {
        var parameters = _constructor?.GetParameters() ?? [];
        var arguments = Array.ConvertAll(parameters, Fallback);
        foreach (var (field, value) in values)
        {
            if (field.Parameter is { } parameter)
                arguments[parameter.Position] = value;
        }

        var made = (_constructor is null ? Activator.CreateInstance(Type) : _constructor.Invoke(arguments))
            ?? throw new InvalidDataException($"{Type} could not be made");
        foreach (var (field, value) in values)
        {
            if (field.Parameter is null)
                field.Property.SetValue(made, value);
        }

        return made;
    }

    // A field that the writer did not know yet: what the constructor says, else nothing, and never null where a text or a list is expected.
    private static object? Fallback(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (type == typeof(string))
            return "";
        if (RecordTypes.ElementOf(type) is { } element)
            return Array.CreateInstance(element, 0);
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }
}
