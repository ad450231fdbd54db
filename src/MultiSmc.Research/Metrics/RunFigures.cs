using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>All figures of one run under one fill assumption.</summary>
public sealed record RunFigures
{
    /// <summary>Name of the fill assumption.</summary>
    public required string FillModel { get; init; }

    /// <summary>The account.</summary>
    public required EquityMetrics Equity { get; init; }

    /// <summary>The closed positions.</summary>
    public required TradeMetrics Trades { get; init; }

    /// <summary>Where their result came from.</summary>
    public required TradeBreakdowns Breakdowns { get; init; }

    /// <summary>The orders.</summary>
    public required OrderMetrics Orders { get; init; }

    /// <summary>Positions that have a fill and were not closed when the tape ended: in the equity, not in the trades.</summary>
    public required int OpenPositions { get; init; }

    /// <summary>Measures a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="symbolOf">Name of an instrument.</param>
    /// <param name="riskFreePerYear">As a fraction.</param>
    public static RunFigures Compute(FillModelRun run, Func<InstrumentId, string> symbolOf, double riskFreePerYear = 0)
    {
        var record = run.Record;
        return new RunFigures
        {
            FillModel = run.FillModel,
            Equity = EquityMetrics.Compute(record.Equity, record.DailyEquity, riskFreePerYear, record.Drawdown),
            Trades = TradeMetrics.Compute([.. record.Trips.Select(entry => entry.Trip)]),
            Breakdowns = TradeBreakdowns.Compute(record.Trips, symbolOf),
            Orders = OrderMetrics.Compute(record.Entries, record.Fills, record.Trips, record.AfterFills.Fills),
            OpenPositions = OpenPositionsOf(record),
        };
    }

    private static int OpenPositionsOf(RunRecorder record)
    {
        var closed = record.Trips.Select(entry => (entry.Instrument, entry.Trip.Setup)).ToHashSet();
        return record.Entries
            .Where(entry => entry.Filled.Raw > 0)
            .Select(entry => (entry.Instrument, entry.Placed.Setup))
            .Distinct()
            .Count(setup => !closed.Contains(setup));
    }
}

/// <summary>All figures of a backtest.</summary>
public sealed record BacktestFigures
{
    /// <summary>The runs in the result's order: the configured one first.</summary>
    public required IReadOnlyList<RunFigures> Runs { get; init; }

    /// <summary>The runs side by side.</summary>
    public required FillBand Band { get; init; }

    /// <summary>The same money without the strategy.</summary>
    public required BuyAndHold BuyAndHold { get; init; }

    /// <summary>What the model is worth; null when the backtest ran without one.</summary>
    public required ModelValue? Model { get; init; }

    /// <summary>The run under the configured fill assumption.</summary>
    public RunFigures Configured => Runs[0];

    /// <summary>Measures a backtest.</summary>
    /// <param name="result">With at least one run.</param>
    /// <param name="riskFreePerYear">As a fraction.</param>
    public static BacktestFigures Compute(BacktestResult result, double riskFreePerYear = 0)
    {
        var runs = result.Runs.Select(run => RunFigures.Compute(run, result.SymbolOf, riskFreePerYear)).ToArray();
        var capital = runs[0].Equity.Start?.Equity ?? Money.Zero;
        return new BacktestFigures
        {
            Runs = runs,
            Band = FillBand.Compute(runs),
            BuyAndHold = BuyAndHold.Compute(result.Instruments, result.Assumptions.TakerFeePpm, capital),
            Model = ModelValue.Compute(result),
        };
    }
}

/// <summary>Looks things up in a result.</summary>
internal static class ResultLookup
{
    /// <summary>Name of an instrument of the run.</summary>
    public static string SymbolOf(this BacktestResult result, InstrumentId instrument) => result.InstrumentOf(instrument).Symbol;

    /// <summary>An instrument of the run; they are listed by their ids.</summary>
    public static Instrument InstrumentOf(this BacktestResult result, InstrumentId instrument) => result.Instruments[instrument.Index].Instrument;
}
