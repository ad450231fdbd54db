using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>Joins two files of one day: every row that is in either, once. Rows of the same key must agree.</summary>
internal static class DayMerge
{
    private const long NanosecondsPerMillisecond = 1_000_000;

    /// <summary>Writes the union; at equal keys the row of <paramref name="first"/>, with the finer of the two times.</summary>
    /// <exception cref="CatalogException">Two rows of one key differ, or a file is damaged.</exception>
    public static StagedDay Run(ICatalogDisk disk, Func<string> newPath, DayFileReader first, DayFileReader second)
    {
        var facts = first.Facts;
        var dataset = Dataset.Of(facts.Key.Kind);
        var scale = DecimalScale.Max(facts.Scale, second.Facts.Scale);
        using var writer = new DayFileWriter(disk, newPath, facts.Key, facts.Day, scale);
        var (left, right) = (new Cursor(first, dataset), new Cursor(second, dataset));
        var output = new RowBlock(dataset);
        while (left.IsThere || right.IsThere)
        {
            var takesLeft = left.IsThere && (!right.IsThere || left.Key <= right.Key);
            if (takesLeft && right.IsThere && left.Key == right.Key)
            {
                CheckSame(left, right, facts);
                output.Add(left.Block, left.Row);
                output.Numbers[1][output.Count - 1] = FinerTime(left.Block.Time(left.Row), right.Block.Time(right.Row));
                left.Next();
                right.Next();
            }
            else
            {
                var from = takesLeft ? left : right;
                output.Add(from.Block, from.Row);
                from.Next();
            }

            if (!output.IsFull)
                continue;
            writer.Append(output);
            output.Count = 0;
        }

        writer.Append(output);
        return writer.Finish(ImportSource.Join(facts.Sources, second.Facts.Sources), KnownHoles.Join(facts.Holes, second.Facts.Holes));
    }

    private static void CheckSame(Cursor left, Cursor right, DayFacts facts)
    {
        var (a, b) = (left.Block, right.Block);
        var isSame = a.Flags.Length == 0 || a.Flags[left.Row] == b.Flags[right.Row];
        isSame &= !a.Dataset.HasOwnTimes || AreSameTime(a.Time(left.Row), b.Time(right.Row));
        for (var column = 2; column < a.Dataset.ComparedNumbers; column++)
            isSame &= a.Numbers[column][left.Row] == b.Numbers[column][right.Row];
        if (isSame)
            return;
        var names = string.Join(", ", right.Reader.Facts.Sources.Select(static source => source.Name));
        throw new CatalogException(
            left.Reader.Path,
            $"row {left.Key} of {facts.Key} is {Text(a, left.Row)} there and {Text(b, right.Row)} in {(names.Length > 0 ? names : right.Reader.Path)}",
            "One of the two is wrong: verify both sources; to take the new one, delete the day's file first.");
    }

    // Streams tell milliseconds, archives since 2025 microseconds: of the same trade both are right.
    private static bool AreSameTime(long left, long right) =>
        left == right
        || (left / NanosecondsPerMillisecond == right / NanosecondsPerMillisecond && (left % NanosecondsPerMillisecond == 0 || right % NanosecondsPerMillisecond == 0));

    private static long FinerTime(long left, long right) => AreSameTime(left, right) ? Math.Max(left, right) : left;

    private static string Text(RowBlock block, int row)
    {
        var amounts = block.Dataset.Numbers.Index().Where(static column => column.Item.Unit is ColumnUnit.Price or ColumnUnit.Quantity)
            .Select(column => FixedPoint.Format(block.Numbers[column.Index][row]));
        var flag = block.Flags.Length == 0 ? "" : block.Flags[row] ? " buyer is maker" : " seller is maker";
        return string.Create(CultureInfo.InvariantCulture, $"({string.Join(" ", amounts)}{flag} at {new Timestamp(block.Time(row))})");
    }

    private sealed class Cursor
    {
        private int _group = -1;

        public Cursor(DayFileReader reader, Dataset dataset)
        {
            Reader = reader;
            Block = new RowBlock(dataset);
            Next();
        }

        public DayFileReader Reader { get; }

        public RowBlock Block { get; }

        public int Row { get; private set; } = -1;

        public bool IsThere { get; private set; }

        public long Key => Block.Key(Row);

        public void Next()
        {
            if (++Row < Block.Count)
                return;
            IsThere = false;
            if (++_group >= Reader.GroupCount)
                return;
            Reader.Read(_group, Block);
            Row = 0;
            IsThere = true;
        }
    }
}
