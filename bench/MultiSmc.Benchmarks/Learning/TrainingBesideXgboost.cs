using System.Diagnostics;
using System.Globalization;
using MultiSmc.Learning;

namespace MultiSmc.Benchmarks.Learning;

/// <summary>
/// Our training (losses after every round, both files of the model) beside XGBoost's library called with the same rows and parameters and nothing
/// else, alternated: <c>train-vs-xgboost [rounds of measurement] [threads]</c>. 300 rounds of depth 6 on 100,000 rows of 32 features.
/// </summary>
internal static class TrainingBesideXgboost
{
    public static int Run(string[] args)
    {
        if (!XgboostLibrary.IsAvailable)
        {
            Console.Error.WriteLine("XGBoost's library is the yardstick and is not installed (Debian: apt-get install libxgboost0).");
            return 2;
        }

        var times = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.ProcessorCount;
        var rows = MixedRows.Make(100_000, seed: 1);
        var parameters = new TrainingParameters { Rounds = 300, MaxDepth = 6, EarlyStoppingRounds = 0, Threads = threads };
        Console.WriteLine($"XGBoost {XgboostLibrary.Version}: {rows.RowCount} rows of {rows.FeatureCount}, 300 rounds, depth 6, hist, {threads} thread(s); {times} rounds, alternated");
        var (ours, theirs) = (new List<(double Wall, double Cpu)>(), new List<(double Wall, double Cpu)>());
        for (var round = 0; round < times; round++)
        {
            var (our, their) = (Array.Empty<byte>(), Array.Empty<byte>());
            ours.Add(Time(() => our = Ours(rows, parameters)));
            theirs.Add(Time(() => their = Theirs(rows, parameters)));
            // A fast wrong model counts as none. Ours carries two attributes more; the margins of the trees must be the same.
            if (!Margins(our, rows).SequenceEqual(Margins(their, rows)))
            {
                Console.Error.WriteLine("the two models differ");
                return 1;
            }
        }

        var (our1, their1) = (Show("ours", ours), Show("library", theirs));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ours takes {our1.Wall / their1.Wall:F3} of the library's time, {our1.Cpu / their1.Cpu:F3} of its processor time; margins equal to the bit"));
        return 0;
    }

    private static byte[] Ours(TrainingData rows, TrainingParameters parameters) =>
        new Trainer(TimeProvider.System).Train(rows, null, parameters, new Dictionary<string, string>(), null, default).Ubj.ToArray();

    private static byte[] Theirs(TrainingData rows, TrainingParameters parameters)
    {
        using var matrix = NativeMatrix.Create(rows, parameters.Threads);
        using var booster = NativeBooster.Create(parameters.ToLibrary(), matrix);
        for (var round = 0; round < parameters.Rounds; round++)
            booster.Update(round, matrix);
        return booster.Save("ubj");
    }

    private static IEnumerable<int> Margins(byte[] model, TrainingData rows)
    {
        var evaluator = ForestEvaluator.Create(XGBoostModelReader.Read(model));
        for (var r = 0; r < 1000; r++)
            yield return BitConverter.SingleToInt32Bits(evaluator.Margin(rows.Values.Span.Slice(r * rows.FeatureCount, rows.FeatureCount)));
    }

    private static (double Wall, double Cpu) Time(Action train)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        train();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static (double Wall, double Cpu) Show(string name, List<(double Wall, double Cpu)> times)
    {
        var wall = times.Select(time => time.Wall).Order().ToArray();
        var cpu = times.Select(time => time.Cpu).Order().ToArray();
        var middle = wall.Length / 2;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-8} median {wall[middle]:F2} s (best {wall[0]:F2}, worst {wall[^1]:F2}), processor {cpu[middle]:F2} s"));
        return (wall[middle], cpu[middle]);
    }
}
