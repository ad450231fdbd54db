using System.Diagnostics;

namespace MultiSmc.Catalog;

/// <summary>What a column of whole numbers counts.</summary>
internal enum ColumnUnit
{
    /// <summary>Ids.</summary>
    Id,

    /// <summary>Nanoseconds since the epoch, UTC.</summary>
    Time,

    /// <summary>A price: 10^-8 in memory, a decimal in the file.</summary>
    Price,

    /// <summary>A quantity: 10^-8 in memory, a decimal in the file.</summary>
    Quantity,
}

/// <summary>A column of a dataset.</summary>
/// <param name="Name">In the file.</param>
/// <param name="Unit">What it counts.</param>
internal sealed record DatasetColumn(string Name, ColumnUnit Unit);

/// <summary>
/// The shape of a kind of rows. Every kind is columns of 64-bit integers, the first of them the key by which a day's rows ascend and the second the
/// time, and perhaps a flag: so one writer, one reader and one merge serve all.
/// </summary>
internal sealed class Dataset
{
    private static readonly Dataset Trades = new("trades", DatasetKind.Trades, "buyer_is_maker", TradeNumbers());
    private static readonly Dataset AggTrades = new("aggTrades", DatasetKind.AggTrades, "buyer_is_maker", TradeNumbers());

    private static readonly Dataset Quotes = new(
        "quotes",
        DatasetKind.Quotes,
        null,
        [
            new("update_id", ColumnUnit.Id),
            new("time_ns", ColumnUnit.Time),
            new("bid", ColumnUnit.Price),
            new("bid_quantity", ColumnUnit.Quantity),
            new("ask", ColumnUnit.Price),
            new("ask_quantity", ColumnUnit.Quantity),
            new("after_trade_id", ColumnUnit.Id),
        ]);

    private static readonly Dataset Depth = new(
        "depth",
        DatasetKind.Depth,
        null,
        [
            new("row_id", ColumnUnit.Id),
            new("time_ns", ColumnUnit.Time),
            new("first_update_id", ColumnUnit.Id),
            new("marks", ColumnUnit.Id),
            new("price", ColumnUnit.Price),
            new("quantity", ColumnUnit.Quantity),
            new("after_trade_id", ColumnUnit.Id),
            new("after_update_id", ColumnUnit.Id),
        ]);

    private Dataset(string name, DatasetKind kind, string? flag, DatasetColumn[] numbers) => (Name, Kind, Flag, Numbers) = (name, kind, flag, numbers);

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<Dataset> All { get; } = [Trades, AggTrades, Quotes, Depth];

    /// <summary>Its folder.</summary>
    public string Name { get; }

    /// <summary>The kind.</summary>
    public DatasetKind Kind { get; }

    /// <summary>Columns of whole numbers; key and time first.</summary>
    public IReadOnlyList<DatasetColumn> Numbers { get; }

    /// <summary>Name of the flag's column behind the numbers; null where there is none.</summary>
    public string? Flag { get; }

    /// <summary>Name and version of the layout, as a file says it.</summary>
    public string Schema => $"multismc.{Name}/1";

    /// <summary>Whether every key follows the one before by one, so that a jump means missing rows.</summary>
    public bool HasConsecutiveKeys => IsTrades;

    /// <summary>
    /// Whether a row's time is its own. Quotes and whole books of the spot streams carry none: theirs depends on where a recording began.
    /// </summary>
    public bool HasOwnTimes => IsTrades;

    /// <summary>Columns, from the first on, that two rows of one key must agree in; those behind say where it stood in a recording.</summary>
    public int ComparedNumbers => Kind switch
    {
        DatasetKind.Quotes => Numbers.Count - 1,
        DatasetKind.Depth => Numbers.Count - 2,
        _ => Numbers.Count,
    };

    private bool IsTrades => Kind is DatasetKind.Trades or DatasetKind.AggTrades;

    /// <summary>Columns in a file.</summary>
    public int ColumnCount => Numbers.Count + (Flag is null ? 0 : 1);

    /// <summary>The shape of a kind.</summary>
    public static Dataset Of(DatasetKind kind) => kind switch
    {
        DatasetKind.Trades => Trades,
        DatasetKind.AggTrades => AggTrades,
        DatasetKind.Quotes => Quotes,
        DatasetKind.Depth => Depth,
        _ => throw new UnreachableException(),
    };

    private static DatasetColumn[] TradeNumbers() =>
        [new("id", ColumnUnit.Id), new("time_ns", ColumnUnit.Time), new("price", ColumnUnit.Price), new("quantity", ColumnUnit.Quantity)];
}
