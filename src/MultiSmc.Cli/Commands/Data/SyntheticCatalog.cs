using MultiSmc.Catalog;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>Puts made-up trades into a catalog, where there are none of the symbol yet: what is made up must never be mixed with what was.</summary>
internal sealed class SyntheticCatalog : IDisposable
{
    private readonly CatalogWriter _writer;
    private readonly TradeImporter _import;
    private readonly long _priceFactor;
    private readonly long _quantityFactor;
    private TradeTick[] _ticks = [];

    private SyntheticCatalog(CatalogWriter writer, Instrument instrument, string source)
    {
        _writer = writer;
        _import = writer.ImportTrades(new SeriesKey(DatasetKind.Trades, instrument.Symbol), new ImportSource(source, ""));
        _priceFactor = instrument.PriceUnits.ToRaw(1);
        _quantityFactor = instrument.QuantityUnits.ToRaw(1);
    }

    /// <summary>Begins a symbol's trades.</summary>
    /// <param name="folder">The catalog; made where it is not there.</param>
    /// <param name="instrument">Whose.</param>
    /// <param name="source">What the catalog is to name as their source: "synthetic, seed 7".</param>
    /// <exception cref="CommandException">The catalog has trades of the symbol.</exception>
    public static SyntheticCatalog Begin(string folder, Instrument instrument, string source)
    {
        var store = CatalogStore.OpenOrCreate(folder);
        if (store.DaysOf(new SeriesKey(DatasetKind.Trades, instrument.Symbol)).Count > 0)
            throw new CommandException(ExitCode.Failure, $"the catalog {folder} has trades of {instrument.Symbol} already; made-up ones are not mixed with them: name another catalog");
        return new SyntheticCatalog(store.OpenWriter(), instrument, source);
    }

    /// <summary>Appends a block; ids rise.</summary>
    public void Add(TradeColumns block)
    {
        if (_ticks.Length < block.Count)
            _ticks = new TradeTick[block.Count];
        for (var i = 0; i < block.Count; i++)
        {
            _ticks[i] = new TradeTick(
                block.Ids[i], new Timestamp(block.Times[i]), new Price(block.Prices[i] * _priceFactor), new Quantity(block.Quantities[i] * _quantityFactor),
                (AggressorSide)block.Buyers[i]);
        }

        _import.Add(_ticks.AsSpan(0, block.Count));
    }

    /// <summary>Puts all of it in place.</summary>
    /// <returns>How many days there are.</returns>
    public int Finish() => _import.Complete().Days.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        _import.Dispose();
        _writer.Dispose();
    }
}
