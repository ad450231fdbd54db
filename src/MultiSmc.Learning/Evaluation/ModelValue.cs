namespace MultiSmc.Learning;

/// <summary>A value of a model file, whatever the notation it was written in.</summary>
internal abstract class ModelValue
{
    /// <summary>Deepest nesting accepted in a file; the library's own models have six levels.</summary>
    public const int MaxDepth = 64;

    private ModelValue()
    {
    }

    /// <summary>The value under <paramref name="key"/>, or null.</summary>
    public ModelValue? Find(string key) => this is Map map && map.Fields.TryGetValue(key, out var value) ? value : null;

    /// <summary>The value under <paramref name="key"/>.</summary>
    public ModelValue Get(string key) => Find(key) ?? throw new ModelFormatException(ModelFault.Inconsistent, $"the model has no \"{key}\" where one belongs");

    /// <summary>Text of the value under <paramref name="key"/>.</summary>
    public string GetText(string key) => Get(key) is Text text ? text.Value : throw Wrong(key, "a text");

    /// <summary>A whole number under <paramref name="key"/>: the library writes them as text. Absent: <paramref name="missing"/>.</summary>
    public int GetInt(string key, int missing)
    {
        var value = Find(key);
        return value switch
        {
            null => missing,
            Text text when int.TryParse(text.Value, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
            Numbers { IsScalar: true } numbers when numbers.Wide[0] == (int)numbers.Wide[0] => (int)numbers.Wide[0],
            _ => throw Wrong(key, "a whole number"),
        };
    }

    /// <summary>The array of numbers under <paramref name="key"/>.</summary>
    public Numbers GetNumbers(string key) => Get(key) switch
    {
        Numbers { IsScalar: false } numbers => numbers,
        List { Items.Count: 0 } => Numbers.Empty,
        _ => throw Wrong(key, "an array of numbers"),
    };

    /// <summary>The array of values under <paramref name="key"/>.</summary>
    public IReadOnlyList<ModelValue> GetList(string key) => Get(key) is List list ? list.Items : throw Wrong(key, "an array");

    private static ModelFormatException Wrong(string key, string wanted) => new(ModelFault.Inconsistent, $"\"{key}\" is not {wanted}");

    /// <summary>Named values.</summary>
    internal sealed class Map(SortedDictionary<string, ModelValue> fields) : ModelValue
    {
        public SortedDictionary<string, ModelValue> Fields { get; } = fields;
    }

    /// <summary>An array that is not all numbers.</summary>
    internal sealed class List(IReadOnlyList<ModelValue> items) : ModelValue
    {
        public IReadOnlyList<ModelValue> Items { get; } = items;
    }

    /// <summary>Text.</summary>
    internal sealed class Text(string value) : ModelValue
    {
        public string Value { get; } = value;
    }

    /// <summary>Nothing.</summary>
    internal sealed class Nothing : ModelValue;

    /// <summary>
    /// Numbers twice: as double for indices, and as float read straight from the notation (by way of double a decimal text could round twice).
    /// False and true are 0 and 1: old models write flags so.
    /// </summary>
    internal sealed class Numbers(double[] wide, float[] single, bool isScalar) : ModelValue
    {
        public static readonly Numbers Empty = new([], [], false);

        public double[] Wide { get; } = wide;

        public float[] Single { get; } = single;

        public bool IsScalar { get; } = isScalar;
    }

    /// <summary>Collects the elements of an array and packs them when all are numbers.</summary>
    internal sealed class ArrayBuilder
    {
        private readonly List<ModelValue> _items = [];

        public void Add(ModelValue value) => _items.Add(value);

        public ModelValue Build() => _items.Count > 0 && _items.TrueForAll(item => item is Numbers { IsScalar: true })
            ? new Numbers([.. _items.Select(item => ((Numbers)item).Wide[0])], [.. _items.Select(item => ((Numbers)item).Single[0])], false)
            : new List(_items);
    }
}
