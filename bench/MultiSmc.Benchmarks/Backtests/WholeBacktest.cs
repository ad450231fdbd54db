using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace MultiSmc.Benchmarks.Backtests;

/// <summary>
/// The program itself, from its start to the report on disk: <c>whole-backtest [millions of trades] [rounds]</c>. A catalog of synthetic trades is made
/// once; then backtests of one symbol on a sixteenth, a quarter and all of its tape, and of eight symbols with as many trades together, run in turn, each
/// in a process of its own. Wall and processor time (medians) and the largest memory; what memory grows by with each million trades.
/// </summary>
internal static class WholeBacktest
{
    private static readonly string[] Symbols = [.. Enumerable.Range(1, 8).Select(static at => $"BEN{at}USDT")];

    public static int Run(string[] args)
    {
        var trades = (args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 16) * 1_000_000;
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5;
        var folder = Directory.CreateTempSubdirectory("multismc-bench-");
        try
        {
            Case[] cases =
            [
                Prepare(folder, "1 symbol, a sixteenth", 1, trades / 16), Prepare(folder, "1 symbol, a quarter", 1, trades / 4),
                Prepare(folder, "1 symbol", 1, trades), Prepare(folder, "8 symbols", 8, trades),
            ];
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var one in cases)
                {
                    var cost = Execute("backtest", "--config", one.Configuration, "--out", Path.Combine(folder.FullName, "runs"), "--overwrite");
                    // The first round warms the disk's cache up.
                    if (round > 0)
                        one.Costs.Add(cost);
                }
            }

            foreach (var one in cases)
                Console.WriteLine(one.Text());
            var growth = (cases[2].Peak - cases[0].Peak) / 1e6 / ((cases[2].Trades - cases[0].Trades) / 1e6);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"memory grows by {growth:F2} MB with each million trades"));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Case Prepare(DirectoryInfo folder, string name, int symbols, int trades)
    {
        var place = folder.CreateSubdirectory(name.Replace(' ', '-').Replace(",", "", StringComparison.Ordinal)).FullName;
        var catalog = Path.Combine(place, "data");
        var each = (trades / symbols).ToString(CultureInfo.InvariantCulture);
        Execute(["data", "synthetic", .. Symbols[..symbols], "--profile", "btc-like", "--seed", "7", "--days", "60", "--trades", each, "--into", catalog]);
        var text = new StringBuilder($"""
            schema: 1
            data:
              root: {catalog}
            account:
              balances:
                USDT: "100000"
            symbols:

            """);
        foreach (var symbol in Symbols[..symbols])
        {
            text.Append($"""
                  - symbol: {symbol}
                    instrument:
                      base: {symbol[..^4]}
                      quote: USDT
                      tick_size: "0.01"
                      lot_size: "0.00001"
                    packets:
                      bucket: "100000"

                """);
        }

        var configuration = Path.Combine(place, "config.yaml");
        File.WriteAllText(configuration, text.ToString());
        return new Case(name, trades, configuration);
    }

    /// <summary>Runs the program and waits for its end; what it says is shown only when it fails.</summary>
    private static Cost Execute(params string[] arguments)
    {
        // As its user runs it: the script gives way to the program, so that this is one process.
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "multismc"));
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        var begin = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, busy) = (0L, TimeSpan.Zero);
        // Both only grow, and neither can be asked once the process is gone.
        while (!process.WaitForExit(2))
        {
            try
            {
                process.Refresh();
                (peak, busy) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                // It ended between the two questions.
            }
        }

        var wall = Stopwatch.GetElapsedTime(begin);
        return process.ExitCode == 0 ? new Cost(wall, busy, peak) : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}{output.Result}");
    }

    private readonly record struct Cost(TimeSpan Wall, TimeSpan Processor, long Peak);

    private sealed record Case(string Name, int Trades, string Configuration)
    {
        public List<Cost> Costs { get; } = [];

        public long Peak => Costs.Max(static cost => cost.Peak);

        public string Text()
        {
            var wall = Median(static cost => cost.Wall);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Name,-22} {Trades,12:N0} trades  {wall,6:F2} s  {Median(static cost => cost.Processor),6:F2} s processor  {Trades / wall / 1e6,6:F2} M trades/s  peak {Peak / 1e6:F0} MB");
        }

        private double Median(Func<Cost, TimeSpan> of)
        {
            double[] values = [.. Costs.Select(of).Select(static time => time.TotalSeconds).Order()];
            return values[values.Length / 2];
        }
    }
}
