using System.CommandLine;
using MultiSmc.Core;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>What <c>features</c> and <c>labels</c> have in common: their options, and the data set of a symbol made along its recordings.</summary>
internal sealed class DatasetFrame
{
    // Looking how far it is costs a look at every file.
    private const long TradesPerReport = 65_536;

    private readonly List<Option<string?>> _tables = [];
    private readonly ConfigurationOptions _configuration;
    private readonly SymbolOption _symbol;
    private readonly RangeOptions _range;

    private DatasetFrame(Command command)
    {
        _configuration = ConfigurationOptions.AddTo(command);
        _symbol = SymbolOption.AddTo(command);
        _range = RangeOptions.AddTo(command);
    }

    /// <summary>Adds the options to a command.</summary>
    public static DatasetFrame AddTo(Command command) => new(command);

    /// <summary>Adds an option that names a file for a table.</summary>
    public Option<string?> AddTable(Command command, string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "FILE" };
        command.Add(option);
        _tables.Add(option);
        return option;
    }

    /// <summary>Makes the data set.</summary>
    /// <exception cref="CommandException">The command line, the configuration or the recordings do not allow it.</exception>
    public async Task<DatasetRun> MakeAsync(ParseResult parse, CommandContext context, string title, CancellationToken cancellation)
    {
        // Said before the tape is read, not after.
        foreach (var table in _tables)
            TableFile.CheckName(parse.GetValue(table), hasParquet: true);
        var configuration = _configuration.Load(parse, context);
        var symbol = _symbol.Find(parse, configuration);
        var isInRange = _range.Filter(parse);
        var parameters = BacktestPlans.DatasetOf(symbol, configuration) with { Packets = _range.Packets(parse, symbol) };
        var console = context.Console;
        using var tape = ConfiguredTape.Open(configuration, symbol);
        return await tape.ReadAsync(console, () => console.WithProgressAsync(
            title,
            progress => Task.Run(() => Walk(tape, parameters, isInRange, progress, cancellation), cancellation))).ConfigureAwait(false);
    }

    private static DatasetRun Walk(
        ConfiguredTape tape, DatasetParameters parameters, Func<Timestamp, bool> isInRange, IProgress<ProgressStep> progress, CancellationToken cancellation)
    {
        var run = new DatasetRun(parameters);
        var read = 0L;
        TapeWalk.EachTrade(tape.Source, Take, cancellation);
        run.Finish();
        return run;

        void Take(in TradeTick trade)
        {
            if (read++ % TradesPerReport == 0)
                progress.Report(tape.Progress());
            if (isInRange(trade.Time))
                run.Add(in trade);
        }
    }
}
