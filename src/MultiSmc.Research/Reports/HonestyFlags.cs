namespace MultiSmc.Research;

/// <summary>A reason to doubt a result.</summary>
/// <param name="Code">Stable name: "few-trades".</param>
/// <param name="Text">A sentence a trader understands.</param>
public sealed record HonestyFlag(string Code, string Text);

/// <summary>What stands at the top of every result: why it may not be what it seems.</summary>
public static class HonestyFlags
{
    /// <summary>Fewer trades than this say little.</summary>
    public const int EnoughTrades = 100;

    /// <summary>Shorter tapes than this say little.</summary>
    public const int EnoughDays = 365;

    /// <summary>The five best trades may make this part of the net profit.</summary>
    public const double BestFiveLimit = 0.5;

    /// <summary>A break-even above this asks for more than a coin's luck.</summary>
    public const double BreakEvenLimit = 0.5;

    /// <summary>All flags that apply, in a fixed order; of the run under the configured fill assumption unless they compare the runs.</summary>
    public static IReadOnlyList<HonestyFlag> Of(BacktestResult result, BacktestFigures figures)
    {
        var flags = new List<HonestyFlag>();
        AddSample(flags, result, figures.Configured);
        AddAssumptions(flags, result);
        AddData(flags, result);
        AddOutcome(flags, result, figures);
        AddTraining(flags, result);
        AddModel(flags, figures.Model);
        AddHalts(flags, result.Runs[0].Record);
        AddBreakEven(flags, result);
        return flags;
    }

    private static void AddSample(List<HonestyFlag> flags, BacktestResult result, RunFigures run)
    {
        var (count, days) = (run.Trades.Count, run.Equity.Days);
        if (count == 0)
            Add(flags, "no-trades", $"No position was closed. {SkipReasons.WhyNoTrades(result.Runs[0], run)}");
        else if (count < EnoughTrades)
            Add(flags, "few-trades", $"Only {FigureText.Plural(count, "trade", "trades")}: under {EnoughTrades} luck can look like skill.");
        if (days < EnoughDays)
            Add(flags, "short-sample", $"The tape covers {FigureText.Number(days, 1)} days: under a year it has not seen every kind of market.");
    }

    private static void AddAssumptions(List<HonestyFlag> flags, BacktestResult result)
    {
        var zero = (result.Assumptions.MakerFeePpm, result.Assumptions.TakerFeePpm) switch
        {
            (0, 0) => "Maker and taker fee are",
            (0, _) => "The maker fee is",
            (_, 0) => "The taker fee is",
            _ => "",
        };
        if (zero.Length > 0)
            Add(flags, "zero-fees", $"{zero} set to zero: most accounts pay one, and it takes a large part of small gains.");
        if (result.Runs[0].FillModel == FillBand.Touch)
            Add(flags, "touch-fills", "Resting orders fill at the first trade at their price, as if nobody stood ahead: the most hopeful case.");
    }

    private static void AddData(List<HonestyFlag> flags, BacktestResult result)
    {
        var missing = result.Instruments.Sum(instrument => instrument.Counters.MissingIds);
        if (missing > 0)
        {
            var symbols = Symbols(result, one => one.Counters.MissingIds > 0);
            Add(
                flags,
                "missing-trades",
                $"{FigureText.Plural(missing, "trade id is", "trade ids are")} missing from the tape ({symbols}): what happened there was not seen.");
        }

        var breaks = result.Runs[0].Record.SegmentBreaks;
        if (breaks > 0)
        {
            var times = FigureText.Plural(breaks, "time", "times");
            Add(flags, "segment-breaks", $"Data was lost or silent {times}: structure started anew and waiting entries were taken back.");
        }

        var bad = result.Instruments.Sum(instrument => instrument.Tape.BadRows + instrument.Counters.Invalid);
        if (bad > 0)
        {
            var symbols = Symbols(result, one => one.Tape.BadRows + one.Counters.Invalid > 0);
            Add(flags, "bad-rows", $"{FigureText.Plural(bad, "row", "rows")} of the data could not be used ({symbols}).");
        }
    }

    private static void AddOutcome(List<HonestyFlag> flags, BacktestResult result, BacktestFigures figures)
    {
        var run = figures.Configured;
        if (run.Trades.BestFiveShare is { } share && share > BestFiveLimit)
        {
            var rest = share > 1 ? "without them the trades lost" : "without them less than half of it is left";
            Add(flags, "best-five", $"The five best trades made {FigureText.Percent(share, 0)} of the net profit: {rest}.");
        }

        if (figures.Band.IsSignDifferent)
        {
            var results = figures.Band.Rows.Select(row => $"{FigureText.Amount(row.NetResult, result.Currency)} under {row.FillModel}");
            Add(flags, "band-sign", $"Gain or loss hangs on how resting orders are assumed to fill: {string.Join(", ", results)}.");
        }

        if (run.OpenPositions > 0)
        {
            var open = FigureText.Plural(run.OpenPositions, "position was", "positions were");
            Add(flags, "open-at-end", $"{open} open when the tape ended: counted in the account at the last price, not among the trades.");
        }
    }

    private static void AddModel(List<HonestyFlag> flags, ModelValue? model)
    {
        if (model is { IsWithinChance: true })
            Add(flags, "model-not-better-than-chance", ChanceText(model));
        if (model is { IsUneven: true })
        {
            var (rivals, own) = (FigureText.Percent(model.Rivals.PulledShare, 0), FigureText.Percent(model.PulledShare, 0));
            Add(flags, "uneven-rivals", $"The runs by chance pulled {rivals} of their orders and the model {own}: they are no fair yardstick.");
        }
    }

    private static void AddTraining(List<HonestyFlag> flags, BacktestResult result)
    {
        var overlaps = result.TrainedOn.Any(period =>
            result.Instruments.Any(instrument => instrument.Tape is { First: { } first, Last: { } last } && first <= period.To && last >= period.From));
        if (overlaps)
            Add(flags, "trained-on-this", "The model was trained on some of this tape: it remembers the answers, and the result proves nothing. Test it on later data.");
    }

    private static string ChanceText(ModelValue model)
    {
        var count = model.Rivals.NetResults.Count;
        var runs = FigureText.Plural(count, "run that pulled", "runs that pulled") + " orders by chance";
        if (count < RivalSpread.EnoughRivals)
            return $"The model was set beside only {runs}: too few to tell skill from luck.";
        var (beaten, part) = (FigureText.Percent(model.Rivals.Percentile, 0), FigureText.Percent(RivalSpread.PartToBeat, 0));
        return $"The model did better than {beaten} of {runs}: {part} or less is no evidence of skill.";
    }

    private static void AddHalts(List<HonestyFlag> flags, RunRecorder record)
    {
        var days = record.Alerts.Count(alert => alert.Alert.Code == "daily-loss");
        if (days > 0)
            Add(flags, "daily-loss", $"The daily loss limit stopped new entries on {FigureText.Plural(days, "day", "days")}.");
        var halts = record.Alerts.Where(alert => alert.Alert.Code == "drawdown").ToArray();
        if (halts.Length > 0)
            Add(flags, "drawdown-halt", $"The drawdown limit stopped new entries for good at {halts[0].Time}: the rest of the tape was not traded.");
    }

    /// <summary>Judges the orders that were placed; where none was, the kindest line of the configuration's table.</summary>
    private static void AddBreakEven(List<HonestyFlag> flags, BacktestResult result)
    {
        var placed = Statistics.Median(result.Runs[0].Record.Entries.Select(entry => entry.Placed.BreakEven).Where(double.IsFinite));
        if (placed > BreakEvenLimit)
        {
            var odds = $"{FigureText.Percent(placed, 1)} of the time or more";
            Add(flags, "break-even", $"Half of the entries had to win {odds} only to break even: larger legs or lower fees are needed.");
        }
        else if (placed is null && result.BreakEven.Count > 0 && result.BreakEven.All(line => !(line.WinRate <= BreakEvenLimit)))
        {
            var best = result.BreakEven.Min(line => line.WinRate);
            var needed = best <= 1 ? $"more than {FigureText.Percent(best, 1)} of trades must win" : "no win rate is high enough";
            Add(flags, "break-even", $"At every leg size of the break-even table {needed} only to break even.");
        }
    }

    private static void Add(List<HonestyFlag> flags, string code, string text) => flags.Add(new HonestyFlag(code, text));

    private static string Symbols(BacktestResult result, Func<InstrumentResult, bool> isConcerned) =>
        string.Join(", ", result.Instruments.Where(isConcerned).Select(instrument => instrument.Instrument.Symbol));
}
