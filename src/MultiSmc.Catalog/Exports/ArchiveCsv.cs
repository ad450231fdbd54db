using System.Buffers.Text;
using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>Unit of the times in an exported file.</summary>
public enum ExportTimeUnit
{
    /// <summary>As the exchange's archives: milliseconds where the last day is before 2025, else microseconds.</summary>
    AsArchives,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Microseconds.</summary>
    Microseconds,
}

/// <summary>
/// Trades as the exchange's archives of spot trades have them: id,price,qty,quoteQty,time,isBuyerMaker,isBestMatch without a header, eight decimals.
/// The catalog does not keep isBestMatch, of which nothing here makes use: it is written as True.
/// </summary>
public static class ArchiveCsv
{
    private const int LongestRow = 160;
    private const int BufferBytes = 256 * 1024;

    // 2025-01-01: from here on the archives' times are in microseconds.
    private const long MicrosecondsSince = 20_089;

    /// <summary>Writes the trades of a range.</summary>
    /// <param name="store">The catalog.</param>
    /// <param name="key">A series of trades or aggregate trades; of the latter the ids of their first and last trade are not kept, so the layout is the same.</param>
    /// <param name="from">First moment; null for the beginning.</param>
    /// <param name="to">Moment before which it ends; null for the end.</param>
    /// <param name="unit">Unit of the times.</param>
    /// <param name="output">Gets the rows.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="CatalogException">A file is damaged, or a time is no whole number of the unit.</exception>
    public static long Write(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to, ExportTimeUnit unit, Stream output)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(output);
        var divisor = NanosecondsOf(store, key, to, unit);
        using var scan = new TradeScan(store, key, from, to, new DecimalScale(FixedPoint.Decimals, FixedPoint.Decimals));
        var block = new TradeColumns(RowBlock.Rows);
        var buffer = new byte[BufferBytes];
        var used = 0;
        for (; scan.Read(block); block.Clear())
        {
            for (var row = 0; row < block.Count; row++)
            {
                if (used > buffer.Length - LongestRow)
                {
                    output.Write(buffer.AsSpan(0, used));
                    used = 0;
                }

                used += Format(block, row, divisor, buffer.AsSpan(used), key);
            }
        }

        output.Write(buffer.AsSpan(0, used));
        return scan.Rows;
    }

    private static long NanosecondsOf(CatalogStore store, SeriesKey key, Timestamp? to, ExportTimeUnit unit)
    {
        var lastDay = store.DaysOf(key) is [.., var last] ? last : 0;
        if (to is { } end)
            lastDay = Math.Min(lastDay, (end.Nanoseconds - 1) / Timestamp.NanosecondsPerDay);
        var isMilliseconds = unit == ExportTimeUnit.Milliseconds || (unit == ExportTimeUnit.AsArchives && lastDay < MicrosecondsSince);
        return isMilliseconds ? 1_000_000 : 1_000;
    }

    private static int Format(TradeColumns block, int row, long divisor, Span<byte> at, SeriesKey key)
    {
        var (time, rest) = Math.DivRem(block.Times[row], divisor);
        if (rest != 0)
        {
            throw new CatalogException(
                key.Folder, $"the time of trade {block.Ids[row]} ({new Timestamp(block.Times[row])}) is no whole number of {(divisor == 1_000 ? "micro" : "milli")}seconds",
                "Export in microseconds (--time us), or as Parquet.");
        }

        var length = 0;
        Number(block.Ids[row], at, ref length);
        at[length++] = (byte)',';
        Decimal(block.Prices[row], at, ref length);
        at[length++] = (byte)',';
        Decimal(block.Quantities[row], at, ref length);
        at[length++] = (byte)',';
        Decimal(FixedPoint.MultiplyFloor(block.Prices[row], block.Quantities[row]), at, ref length);
        at[length++] = (byte)',';
        Number(time, at, ref length);
        var end = block.Buyers[row] == 0 ? ",True,True\n"u8 : ",False,True\n"u8;
        end.CopyTo(at[length..]);
        return length + end.Length;
    }

    private static void Decimal(long raw, Span<byte> at, ref int length)
    {
        var (whole, fraction) = Math.DivRem(raw, FixedPoint.Scale);
        Number(whole, at, ref length);
        at[length++] = (byte)'.';
        Utf8Formatter.TryFormat(fraction, at[length..], out var written, new System.Buffers.StandardFormat('D', FixedPoint.Decimals));
        length += written;
    }

    private static void Number(long value, Span<byte> at, ref int length)
    {
        Utf8Formatter.TryFormat(value, at[length..], out var written);
        length += written;
    }
}
