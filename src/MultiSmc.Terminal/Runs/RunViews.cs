using System.Globalization;
using System.Text.Json;

namespace MultiSmc.Terminal;

// Runs as the page's contract (rest.research.ts) has them.

internal sealed record RunFigures
{
    public double? Net { get; init; }

    public IReadOnlyList<double>? NetBand { get; init; }

    public double? MaxDd { get; init; }

    public double? DdDays { get; init; }

    public double? Sharpe { get; init; }

    public double? Sortino { get; init; }

    public double? ProfitFactor { get; init; }

    public double? WinRate { get; init; }

    public int Wins { get; init; }

    public int Count { get; init; }

    public double? ExpectancyR { get; init; }

    public double Fees { get; init; }

    public double? MakerShare { get; init; }

    public int? Pulled { get; init; }

    public double? SavedR { get; init; }

    /// <summary>Return of the same money bought and held.</summary>
    public double? Hold { get; init; }
}

internal record RunSummary
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required IReadOnlyList<string> Symbols { get; init; }

    public required long From { get; init; }

    public required long To { get; init; }

    public required string State { get; init; }

    public double? Net { get; init; }

    public required IReadOnlyList<double> Spark { get; init; }

    public required long Created { get; init; }

    public string? Job { get; init; }
}

internal sealed record RunMonthRow(string Symbol, IReadOnlyList<double?> Values, double? Total);

internal sealed record RunMonths(IReadOnlyList<string> Labels, IReadOnlyList<RunMonthRow> Rows);

internal sealed record RunDetail : RunSummary
{
    public required IReadOnlyList<string> Flags { get; init; }

    public required bool Reproducible { get; init; }

    public required int Trades { get; init; }

    public required long Packets { get; init; }

    public required long TradesRead { get; init; }

    public required double MakerFee { get; init; }

    public required double TakerFee { get; init; }

    public required string FillModel { get; init; }

    public required string Evidence { get; init; }

    public required long RanMs { get; init; }

    public required string Config { get; init; }

    public required string Data { get; init; }

    public string? Model { get; init; }

    public required string Currency { get; init; }

    public required RunFigures Figures { get; init; }

    public RunFigures? Without { get; init; }

    public RunMonths? Months { get; init; }

    public double? Percentile { get; init; }
}

internal sealed record RunEquity
{
    public required string Currency { get; init; }

    public required double Start { get; init; }

    public required IReadOnlyList<long> T { get; init; }

    public required IReadOnlyList<double> Equity { get; init; }

    public IReadOnlyList<double>? Low { get; init; }

    public IReadOnlyList<double>? High { get; init; }

    public IReadOnlyList<double>? Without { get; init; }

    public IReadOnlyList<double>? RivalsLow { get; init; }

    public IReadOnlyList<double>? RivalsHigh { get; init; }

    public IReadOnlyList<double>? Hold { get; init; }

    public required IReadOnlyList<double> R { get; init; }
}

internal sealed record RunTrade
{
    public required int No { get; init; }

    public required string Symbol { get; init; }

    public required long Packet { get; init; }

    public required long T { get; init; }

    public required long Closed { get; init; }

    public required string Entry { get; init; }

    public required string Exit { get; init; }

    public double? P { get; init; }

    public required long Packets { get; init; }

    public required double MaeR { get; init; }

    public required double MfeR { get; init; }

    public required double R { get; init; }

    public required double Pnl { get; init; }

    public required double Fees { get; init; }

    public required string Qty { get; init; }

    public required string Sl { get; init; }

    public required string Tp { get; init; }

    public required long ZoneFound { get; init; }

    public required int Checks { get; init; }

    public double? MinP { get; init; }

    public required string Rule { get; init; }

    public required string Evidence { get; init; }
}

/// <summary>Reads runs into what the page shows.</summary>
internal sealed class RunReader(RunFolders folders)
{
    private const int SparkPoints = 24;
    private const int FewDays = 10;
    private const int MostPoints = 400;

    public IReadOnlyList<RunSummary> All() => [.. folders.All().Select(run => Summary(run.Id, run.Written, run.Report))];

    public RunDetail Detail(string id)
    {
        var (_, written, report) = folders.Find(id);
        var summary = Summary(id, written, report);
        var hash = RunFolders.Text(report, "identity", "config_sha256");
        var files = report.GetProperty("identity");
        return new RunDetail
        {
            Id = summary.Id,
            Title = summary.Title,
            Symbols = summary.Symbols,
            From = summary.From,
            To = summary.To,
            State = summary.State,
            Net = summary.Net,
            Spark = summary.Spark,
            Created = summary.Created,
            Flags = [.. RunFolders.List(report, "warnings").Select(static warning => FlagOf(RunFolders.Text(warning, "code")))],
            Reproducible = false, // nobody has run it twice and compared
            Trades = (int)(RunFolders.Number(report, "trades", "count") ?? 0),
            Packets = (long)(RunFolders.Number(report, "record", "packets") ?? 0),
            TradesRead = (long)RunFolders.List(report, "instruments").Sum(static instrument => RunFolders.Number(instrument, "trades") ?? 0),
            MakerFee = (RunFolders.Number(report, "assumptions", "maker_fee_ppm") ?? 0) / 1e6,
            TakerFee = (RunFolders.Number(report, "assumptions", "taker_fee_ppm") ?? 0) / 1e6,
            FillModel = RunFolders.Text(report, "assumptions", "fill_model"),
            Evidence = RunFolders.Text(report, "assumptions", "evidence"),
            RanMs = 0, // not in the report: equal runs have equal reports
            Config = hash,
            Data = string.Join(',', RunFolders.List(files, "files").Select(static file => RunFolders.Text(file, "sha256"))),
            Model = RunFolders.Text(report, "identity", "model") is { Length: > 0 } model and not "none" ? model : null,
            Currency = RunFolders.Text(report, "currency"),
            Figures = Figures(report),
            Months = Months(id, report),
            Percentile = RunFolders.Number(report, "model", "rivals", "percentile"),
        };
    }

    public RunEquity Equity(string id)
    {
        var (_, _, report) = folders.Find(id);
        var curves = folders.Table(id, "curves.csv").ToArray();
        var rows = curves.Length > 0 ? curves : Thinned([.. folders.Table(id, "equity.csv")]);
        var trades = folders.Table(id, "trades.csv").Select(static row => (Closed: long.Parse(row["closed_ns"], CultureInfo.InvariantCulture), R: Parse(row["net_r"]))).ToArray();
        var times = rows.Select(static row => long.Parse(row["time_ns"], CultureInfo.InvariantCulture)).ToArray();
        return new RunEquity
        {
            Currency = RunFolders.Text(report, "currency"),
            Start = RunFolders.Number(report, "equity", "start") ?? 0,
            T = [.. times.Select(Scales.Ms)],
            Equity = [.. rows.Select(static row => Parse(row["equity"]))],
            Low = Curve(curves, "low"),
            High = Curve(curves, "high"),
            Without = Curve(curves, "without"),
            RivalsLow = Curve(curves, "rivals_low"),
            RivalsHigh = Curve(curves, "rivals_high"),
            Hold = Curve(curves, "hold"),
            R = [.. times.Select(time => trades.Where(trade => trade.Closed <= time).Sum(static trade => trade.R))],
        };
    }

    // Of a run that was written before there were curves: its days, or where it has few of them, some of its packets.
    private static IReadOnlyDictionary<string, string>[] Thinned(IReadOnlyDictionary<string, string>[] rows)
    {
        var days = rows.Where(static row => row["sample"] == "day").ToArray();
        if (days.Length >= FewDays)
            return days;
        var step = Math.Max(1, rows.Length / MostPoints);
        return [.. rows.Where((_, at) => at % step == 0 || at == rows.Length - 1).DistinctBy(static row => row["time_ns"][..^9])]; // a chart has seconds
    }

    private static double[]? Curve(IReadOnlyDictionary<string, string>[] rows, string name) =>
        rows.Length > 0 && rows.All(row => row.GetValueOrDefault(name) is { Length: > 0 }) ? [.. rows.Select(row => Parse(row[name]))] : null;

    public IReadOnlyList<RunTrade> Trades(string id)
    {
        var (_, _, report) = folders.Find(id);
        var zones = folders.Table(id, "zones.csv").ToDictionary(static row => (row["symbol"], row["id"]));
        var decisions = folders.Table(id, "decisions.csv").ToLookup(static row => (row["symbol"], row["setup"]));
        var rule = RunFolders.Text(report, "assumptions", "fill_model");
        var evidence = RunFolders.Text(report, "assumptions", "evidence");
        return [.. folders.Table(id, "trades.csv").Select((row, at) => Trade(row, at + 1, zones, decisions, rule, evidence))];
    }

    private static RunTrade Trade(
        IReadOnlyDictionary<string, string> row,
        int number,
        Dictionary<(string, string), IReadOnlyDictionary<string, string>> zones,
        ILookup<(string, string), IReadOnlyDictionary<string, string>> decisions,
        string rule,
        string evidence)
    {
        var steps = decisions[(row["symbol"], row["setup"])].ToArray();
        var judged = steps.Where(static step => step["probability"].Length > 0).Select(static step => Parse(step["probability"])).ToArray();
        var zone = zones.GetValueOrDefault((row["symbol"], row["zone"]));
        var (entered, ended) = (Index(zone, "entered_at"), Index(zone, "ended_at"));
        var bought = Parse(row["bought"]);
        return new RunTrade
        {
            No = number,
            Symbol = row["symbol"],
            Packet = entered,
            T = Scales.Ms(long.Parse(row["opened_ns"], CultureInfo.InvariantCulture)),
            Closed = Scales.Ms(long.Parse(row["closed_ns"], CultureInfo.InvariantCulture)),
            Entry = bought > 0 ? (decimal.Parse(row["bought_quote"], CultureInfo.InvariantCulture) / decimal.Parse(row["bought"], CultureInfo.InvariantCulture)).ToString("0.########", CultureInfo.InvariantCulture) : "0",
            Exit = row["reason"] switch
            {
                "target" => "tp",
                "stop" => "sl",
                "time" or "manual" or "guarded-stop" or "guarded-target" => row["reason"],
                _ => "other",
            },
            P = judged.Length > 0 ? judged[^1] : null,
            Packets = entered >= 0 && ended >= entered ? ended - entered : 0,
            MaeR = Parse(row["mae_r"]),
            MfeR = Parse(row["mfe_r"]),
            R = Parse(row["net_r"]),
            Pnl = Parse(row["net_pnl"]),
            Fees = Parse(row["fees"]),
            Qty = row["bought"],
            Sl = row["stop"],
            Tp = row["target"],
            ZoneFound = steps.Length > 0 ? Scales.Ms(long.Parse(steps[0]["time_ns"], CultureInfo.InvariantCulture)) : 0, // its first step: made by the zone's own packet
            Checks = judged.Length,
            MinP = judged.Length > 0 ? judged.Min() : null,
            Rule = rule,
            Evidence = evidence,
        };
    }

    private RunSummary Summary(string id, DateTime written, JsonElement report)
    {
        var points = folders.Table(id, "equity.csv").Where(static row => row["sample"] is "day" or "end").Select(static row => Parse(row["equity"])).ToArray();
        if (points.Length < 4)
            points = [.. folders.Table(id, "equity.csv").Select(static row => Parse(row["equity"]))];
        var step = Math.Max(1, (points.Length + SparkPoints - 1) / SparkPoints);
        return new RunSummary
        {
            Id = id,
            Title = id,
            Symbols = [.. RunFolders.List(report, "instruments").Select(static instrument => RunFolders.Text(instrument, "symbol"))],
            From = RunFolders.Ms(RunFolders.Text(report, "equity", "from")),
            To = RunFolders.Ms(RunFolders.Text(report, "equity", "to")),
            State = "done",
            Net = RunFolders.Number(report, "equity", "total_return"),
            Spark = [.. points.Where((_, at) => at % step == 0 || at == points.Length - 1)],
            Created = new DateTimeOffset(written).ToUnixTimeMilliseconds(),
        };
    }

    private static RunFigures Figures(JsonElement report)
    {
        var returns = RunFolders.List(report.GetProperty("band"), "runs").Select(static run => RunFolders.Number(run, "total_return")).OfType<double>().ToArray();
        return new RunFigures
        {
            Net = RunFolders.Number(report, "equity", "total_return"),
            NetBand = returns.Length == 0 ? null : [returns.Min(), returns.Max()],
            MaxDd = 0 - RunFolders.Number(report, "equity", "max_drawdown"), // a fall, as the page shows it
            DdDays = RunFolders.Number(report, "equity", "longest_under_water_s") / 86_400,
            Sharpe = RunFolders.Number(report, "equity", "sharpe"),
            Sortino = RunFolders.Number(report, "equity", "sortino"),
            ProfitFactor = RunFolders.Number(report, "trades", "profit_factor"),
            WinRate = RunFolders.Number(report, "trades", "win_rate"),
            Wins = (int)(RunFolders.Number(report, "trades", "wins") ?? 0),
            Count = (int)(RunFolders.Number(report, "trades", "count") ?? 0),
            ExpectancyR = RunFolders.Number(report, "trades", "expectancy_r"),
            Fees = RunFolders.Number(report, "trades", "fees") ?? 0,
            MakerShare = RunFolders.Number(report, "orders", "maker_share"),
            Pulled = (int?)RunFolders.Number(report, "model", "zones_pulled"),
            Hold = RunFolders.Number(report, "benchmarks", "buy_and_hold", "return"),
        };
    }

    private RunMonths? Months(string id, JsonElement report)
    {
        var start = RunFolders.Number(report, "equity", "start") ?? 0;
        var trades = folders.Table(id, "trades.csv").Select(static row => (Symbol: row["symbol"], Month: row["closed_at"][..7], Pnl: Parse(row["net_pnl"]))).ToArray();
        if (start <= 0 || trades.Length == 0)
            return null;
        string[] labels = [.. trades.Select(static trade => trade.Month).Distinct().Order(StringComparer.Ordinal)];
        RunMonthRow Row(string name, IEnumerable<(string Symbol, string Month, double Pnl)> of)
        {
            var byMonth = of.ToLookup(static trade => trade.Month, static trade => trade.Pnl);
            return new RunMonthRow(name, [.. labels.Select(label => byMonth.Contains(label) ? byMonth[label].Sum() / start : (double?)null)], byMonth.Sum(static month => month.Sum()) / start);
        }

        return new RunMonths(labels, [.. trades.GroupBy(static trade => trade.Symbol).Select(group => Row(group.Key, group)), Row("all", trades)]);
    }

    private static string FlagOf(string code) => code switch
    {
        "few-trades" => "under-100-trades",
        "short-sample" => "under-1-year",
        "trained-on-this" => "train-test-overlap",
        "missing-trades" => "missing-data",
        "band-sign" => "sign-differs",
        _ => code,
    };

    private static long Index(IReadOnlyDictionary<string, string>? row, string name) =>
        row is not null && long.TryParse(row[name], CultureInfo.InvariantCulture, out var index) ? index : -1;

    private static double Parse(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
