using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>The recordings of a configuration as one tape, merged in time, with what was found in them.</summary>
internal sealed class ConfiguredTape : IDisposable
{
    private readonly List<SymbolTape> _tapes = [];

    private ConfiguredTape(BacktestConfiguration configuration, IReadOnlyList<SymbolConfiguration> symbols)
    {
        foreach (var symbol in symbols)
            _tapes.Add(SymbolTape.Open(configuration, symbol));
        Files = [.. _tapes.SelectMany(tape => tape.Files)];
        Source = new MergedSource([.. _tapes.Select(tape => tape.Source)]);
    }

    /// <summary>The tape.</summary>
    public IMarketSource Source { get; }

    /// <summary>Its files in the order of the configuration.</summary>
    public IReadOnlyList<DataFileIdentity> Files { get; }

    /// <summary>The catalog that a tape of one symbol comes from; null where it comes from files.</summary>
    public CatalogTape? Catalog => _tapes is [CatalogTape catalog] ? catalog : null;

    /// <summary>Opens the recordings of every symbol.</summary>
    /// <exception cref="CommandException">A symbol has none.</exception>
    public static ConfiguredTape Open(BacktestConfiguration configuration) => new(configuration, configuration.Symbols);

    /// <summary>Opens the recordings of one symbol.</summary>
    /// <exception cref="CommandException">It has none.</exception>
    public static ConfiguredTape Open(BacktestConfiguration configuration, SymbolConfiguration symbol) => new(configuration, [symbol]);

    /// <summary>How much of a kind there is.</summary>
    public long SizeOf(DataIdentityKind kind) => Files.Where(file => file.Kind == kind).Sum(static file => file.Size);

    /// <summary>How far reading is.</summary>
    public ProgressStep Progress() => new(_tapes.Sum(tape => tape.Done), _tapes.Sum(tape => tape.Total));

    /// <summary>The files with the trades that were found in each, in the order of <see cref="Files"/>; whole once the tape is read to its end.</summary>
    public IReadOnlyList<PassportSource> Sources()
    {
        var spans = _tapes.SelectMany(tape => tape.Spans()).ToArray();
        Invariant.That(spans.Length == Files.Count, "each file of the tape was read once");
        return
        [
            .. Files.Zip(spans, static (file, span) => new PassportSource
            {
                Name = file.Name,
                Sha256 = file.Kind == DataIdentityKind.Bytes ? file.Hash : null,
                Content = file.Kind == DataIdentityKind.Rows ? file.Hash : null,
                FirstId = span.FirstId,
                LastId = span.LastId,
                FirstTimeNs = span.FirstTime.Nanoseconds,
                LastTimeNs = span.LastTime.Nanoseconds,
            }),
        ];
    }

    /// <summary>Rows of a symbol that could not be read.</summary>
    public long BadRows(InstrumentId id) => _tapes.Where(tape => tape.Symbol.Instrument.Id == id).Sum(tape => tape.BadRows);

    /// <summary>
    /// Does work that reads the tape, then says on stderr what was wrong in the files; where the work fails on a file too, since the rows behind the
    /// failure each have a remedy of their own.
    /// </summary>
    public async Task<T> ReadAsync<T>(CommandConsole console, Func<Task<T>> work)
    {
        try
        {
            var result = await work().ConfigureAwait(false);
            WriteFaults(console);
            return result;
        }
        catch (DataFileException)
        {
            WriteFaults(console);
            throw;
        }
    }

    /// <summary>The same for work that waits for nothing.</summary>
    public void Read(CommandConsole console, Action work)
    {
        try
        {
            work();
            WriteFaults(console);
        }
        catch (DataFileException)
        {
            WriteFaults(console);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    private void WriteFaults(CommandConsole console)
    {
        foreach (var tape in _tapes)
            tape.WriteFaults(console);
    }
}
