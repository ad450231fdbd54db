namespace MultiSmc.Catalog;

/// <summary>Rows of a dataset in columns; amounts in steps of 10^-8. A fixed size, used again and again.</summary>
internal sealed class RowBlock
{
    /// <summary>Rows of a row group: large enough to pack well, small enough that a few fit into the memory an import may take.</summary>
    public const int Rows = 250_000;

    public RowBlock(Dataset dataset, int capacity = Rows)
    {
        Dataset = dataset;
        Capacity = capacity;
        Numbers = new long[dataset.Numbers.Count][];
        for (var i = 0; i < Numbers.Length; i++)
            Numbers[i] = GC.AllocateUninitializedArray<long>(capacity);
        Flags = dataset.Flag is null ? [] : new bool[capacity];
    }

    public Dataset Dataset { get; }

    public int Capacity { get; }

    public int Count { get; set; }

    public bool IsFull => Count == Capacity;

    /// <summary>The columns of numbers; the first <see cref="Count"/> of each are meant.</summary>
    public long[][] Numbers { get; }

    /// <summary>The flag's column, or empty.</summary>
    public bool[] Flags { get; }

    public long Key(int row) => Numbers[0][row];

    public long Time(int row) => Numbers[1][row];

    /// <summary>Appends a row of another block.</summary>
    public void Add(RowBlock from, int row)
    {
        for (var column = 0; column < Numbers.Length; column++)
            Numbers[column][Count] = from.Numbers[column][row];
        if (Flags.Length > 0)
            Flags[Count] = from.Flags[row];
        Count++;
    }
}
