using System.Collections;
using System.Reflection;

namespace MultiSmc.Research.Tests;

/// <summary>Everything that hangs on an object, by reflection: which fields there are, and where two of a kind differ.</summary>
internal sealed class StateGraph
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Func<string, bool> _isLeftOut;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    private StateGraph(Func<string, bool> isLeftOut) => _isLeftOut = isLeftOut;

    /// <summary>"Type.field" of all our types that were met.</summary>
    public SortedSet<string> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths at which the two differ.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Walks two objects side by side.</summary>
    /// <param name="one">An object.</param>
    /// <param name="other">Another of its type.</param>
    /// <param name="isLeftOut">Fields whose values are not looked at.</param>
    public static StateGraph Compare(object one, object other, Func<string, bool> isLeftOut)
    {
        var graph = new StateGraph(isLeftOut);
        graph.Walk(one, other, one.GetType().Name);
        return graph;
    }

    private void Walk(object? one, object? other, string path)
    {
        if (one is null || other is null || one.GetType() != other.GetType())
        {
            if (!Equals(one, other))
                Differences.Add($"{path}: {one ?? "null"} and {other ?? "null"}");
            return;
        }

        var type = one.GetType();
        if (type.IsPrimitive || type.IsEnum || one is string or decimal or Int128)
        {
            if (!one.Equals(other))
                Differences.Add($"{path}: {one} and {other}");
        }
        else if (one is Delegate || (!type.IsValueType && !_seen.Add(one)))
        {
            return;
        }
        else if (one is IEnumerable items && (type.IsArray || !IsOurs(type)))
        {
            WalkItems(items, (IEnumerable)other, path);
        }
        else
        {
            WalkFields(type, one, other, path);
        }
    }

    private void WalkItems(IEnumerable one, IEnumerable other, string path)
    {
        var (mine, others) = (one.Cast<object?>().ToArray(), other.Cast<object?>().ToArray());
        if (one.GetType().Name.StartsWith("HashSet", StringComparison.Ordinal))
            (mine, others) = ([.. mine.Order()], [.. others.Order()]);
        if (mine.Length != others.Length)
        {
            Differences.Add($"{path}: {mine.Length} and {others.Length} items");
            return;
        }

        for (var i = 0; i < mine.Length; i++)
            Walk(mine[i], others[i], $"{path}[{i}]");
    }

    private void WalkFields(Type type, object one, object other, string path)
    {
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            foreach (var field in level.GetFields(Own))
            {
                var name = $"{level.Name}.{NameOf(field)}";
                if (IsOurs(level))
                    Fields.Add(name);
                if (!IsOurs(level) || !_isLeftOut(name))
                    Walk(field.GetValue(one), field.GetValue(other), $"{path}.{NameOf(field)}");
            }
        }
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("MultiSmc", StringComparison.Ordinal) == true;

    // "<Count>k__BackingField" is Count, "<parameters>P" is parameters.
    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
