using ParquetSharp;

namespace MultiSmc.Catalog.Tests.Days;

public sealed class BadFiles
{
    [Fact]
    public void That_are_cut_off_are_told_by_name_wherever_the_cut_is()
    {
        using var catalog = new TempCatalog();
        var day = catalog.Import(Ticks.Random(9, 400)).Days[0].Facts.Day;
        var path = catalog.Store.PathOf(TempCatalog.Trades, day);
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length += 97)
        {
            File.WriteAllBytes(path, whole[..length]);
            var refused = Assert.Throws<CatalogException>(() => catalog.Store.FactsOf(TempCatalog.Trades, day));
            Assert.Equal(path, refused.Path);
            Assert.Contains("Parquet", refused.What);
        }
    }

    [Fact]
    public void With_a_changed_byte_are_found_or_give_the_same_rows()
    {
        using var catalog = new TempCatalog();
        var day = catalog.Import(Ticks.Random(9, 400)).Days[0].Facts.Day;
        var rows = catalog.Read();
        var path = catalog.Store.PathOf(TempCatalog.Trades, day);
        var whole = File.ReadAllBytes(path);
        var footer = whole.Length - 8 - BitConverter.ToInt32(whole, whole.Length - 8);
        var found = 0;
        for (var at = 4; at < footer; at += 13)
        {
            var changed = (byte[])whole.Clone();
            changed[at] ^= 0x10;
            File.WriteAllBytes(path, changed);
            if (DayCheck.Fault(catalog.Store, TempCatalog.Trades, day) is not null)
                found++;
            else
                // A field of a page's header that carries no row, such as its statistics.
                Assert.Equal(rows, catalog.Read());
        }

        Assert.InRange(found, (footer - 4) / 13 * 3 / 4, int.MaxValue);
    }

    [Fact]
    public void Of_somebody_else_are_refused()
    {
        using var catalog = new TempCatalog();
        catalog.Import([Ticks.At(1, 0)]);
        var path = catalog.Store.PathOf(TempCatalog.Trades, 20_261);
        using (var writer = new ParquetFileWriter(path, [new Column<long>("id")]))
        {
            using var group = writer.AppendRowGroup();
            using var column = group.NextColumn().LogicalWriter<long>();
            column.WriteBatch([1, 2, 3]);
            writer.Close();
        }

        var refused = Assert.Throws<CatalogException>(() => catalog.Read());
        Assert.Equal(path, refused.Path);
        Assert.Contains("no file of a catalog", refused.What);
    }

    [Fact]
    public void In_the_place_of_another_day_are_refused()
    {
        using var catalog = new TempCatalog();
        catalog.Import([Ticks.At(1, 0)]);
        File.Copy(catalog.Store.PathOf(TempCatalog.Trades, 20_260), catalog.Store.PathOf(TempCatalog.Trades, 20_262));
        Assert.Contains("not what its place says", Assert.Throws<CatalogException>(() => catalog.Store.FactsOf(TempCatalog.Trades, 20_262)).What);
    }

    [Fact]
    public void Are_no_catalog_where_there_is_none()
    {
        using var catalog = new TempCatalog();
        Assert.Contains("is no catalog", Assert.Throws<CatalogException>(() => CatalogStore.Open(catalog.Folder)).What);
        File.WriteAllText(Path.Combine(catalog.Root, CatalogStore.MarkerFile), "{\"schema\":\"multismc.catalog/9\"}");
        Assert.Contains("multismc.catalog/9", Assert.Throws<CatalogException>(() => CatalogStore.Open(catalog.Root)).What);
    }
}
