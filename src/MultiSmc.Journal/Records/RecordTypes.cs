using MultiSmc.Strategy;

namespace MultiSmc.Journal;

/// <summary>How the journal names and cuts up types: leaves, lists, optional values, records, closed sets.</summary>
internal static class RecordTypes
{
    public const string Integer = "int";
    public const string Flag = "bool";
    public const string Real = "f64";
    public const string Text = "text";
    public const string Features = "features";

    /// <summary>The leaf that a type is, or null when it is made of others.</summary>
    public static string? LeafOf(Type type)
    {
        if (type.IsEnum || type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(byte) || type == typeof(sbyte))
            return Integer;
        if (type == typeof(bool))
            return Flag;
        if (type == typeof(double))
            return Real;
        if (type == typeof(string))
            return Text;
        return type == typeof(FeatureSnapshot) ? Features : null;
    }

    /// <summary>What a list holds, or null when it is none.</summary>
    public static Type? ElementOf(Type type)
    {
        if (type.IsArray)
            return type.GetElementType();
        return type is { IsInterface: true, IsGenericType: true } && type.GetGenericTypeDefinition() is var open
            && (open == typeof(IReadOnlyList<>) || open == typeof(IReadOnlyCollection<>) || open == typeof(IEnumerable<>) || open == typeof(IList<>))
                ? type.GetGenericArguments()[0]
                : null;
    }

    /// <summary>The cases of a closed set in ordinal order of their names, or none when it is not one.</summary>
    public static IReadOnlyList<Type> CasesOf(Type type) =>
        type is { IsAbstract: true, IsInterface: false }
            ? [.. type.GetNestedTypes().Where(nested => nested.IsSealed && nested.IsSubclassOf(type)).OrderBy(nested => nested.Name, StringComparer.Ordinal)]
            : [];

    /// <summary>A type's name in a schema: "VenueEvent.OrderReport".</summary>
    public static string NameOf(Type type) => type.DeclaringType is { } outer ? NameOf(outer) + "." + type.Name : type.Name;
}
