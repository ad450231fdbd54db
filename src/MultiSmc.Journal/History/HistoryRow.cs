using Microsoft.Data.Sqlite;
using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>A row of an answer: the session's name, then the columns from 0.</summary>
internal readonly struct HistoryRow(SqliteDataReader row)
{
    public string Session => row.GetString(0);

    public string Text(int column) => row.GetString(column + 1);

    public string? TextOrNull(int column) => row.IsDBNull(column + 1) ? null : row.GetString(column + 1);

    public long Number(int column) => row.GetInt64(column + 1);

    public long? NumberOrNull(int column) => row.IsDBNull(column + 1) ? null : row.GetInt64(column + 1);

    public Timestamp Time(int column) => new(row.GetInt64(column + 1));

    /// <summary>A price that is stored in canonical units of so many decimals.</summary>
    public Price Units(int column, int decimals) =>
        new(checked(Number(column) * FixedPoint.PowersOfTen[FixedPoint.Decimals - (int)Number(decimals)]));
}
