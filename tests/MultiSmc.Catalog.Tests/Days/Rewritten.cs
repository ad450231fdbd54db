namespace MultiSmc.Catalog.Tests.Days;

/// <summary>Files of days with the same rows, written in another way.</summary>
internal static class Rewritten
{
    /// <summary>With row groups of another size, and at least these decimals.</summary>
    public static void Day(CatalogStore store, SeriesKey key, long day, int groupRows, DecimalScale leastScale)
    {
        var path = store.PathOf(key, day);
        var temporary = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var dataset = Dataset.Of(key.Kind);
        using (var reader = DayFileReader.Open(path))
        using (var writer = new DayFileWriter(new LocalDisk(), () => temporary, key, day, leastScale))
        {
            var block = new RowBlock(dataset);
            var piece = new RowBlock(dataset, groupRows);
            for (var group = 0; group < reader.GroupCount; group++)
            {
                reader.Read(group, block);
                for (var row = 0; row < block.Count; row++)
                {
                    piece.Add(block, row);
                    if (!piece.IsFull && row < block.Count - 1)
                        continue;
                    writer.Append(piece);
                    piece.Count = 0;
                }
            }

            writer.Finish(reader.Facts.Sources, reader.Facts.Holes);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>With a hash of its rows that this version does not know.</summary>
    public static void AsOfAnEarlierVersion(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var at = bytes.AsSpan().LastIndexOf("xxh128:"u8);
        Assert.True(at > 0);
        "fold64:"u8.CopyTo(bytes.AsSpan(at));
        File.WriteAllBytes(path, bytes);
    }
}
