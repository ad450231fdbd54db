using System.Diagnostics;
using System.Globalization;
using MultiSmc.Learning;

namespace MultiSmc.Benchmarks.Learning;

/// <summary>
/// The evaluator beside XGBoost's in-place call on the same rows, alternated, medians, results compared bit for bit; once for each instruction set,
/// each in a process of its own: <c>model-vs-xgboost [rounds]</c>. The models are trained here, by the histogram method, on 100,000 rows.
/// </summary>
internal static class ModelBesideXgboost
{
    private const string ChildVerb = "--here";
    private const int RowCount = 4096;

    private static readonly (string Name, int Trees, int Depth)[] Shapes = [("300x6", 300, 6), ("100x4", 100, 4)];

    // Switches of the .NET runtime: what the processor may show.
    private static readonly (string Name, string? Switch)[] InstructionSets =
        [("AVX-512", null), ("AVX2", "DOTNET_EnableAVX512"), ("scalar", "DOTNET_EnableHWIntrinsic")];

    public static int Run(string[] args)
    {
        if (!XgboostLibrary.IsAvailable)
        {
            Console.Error.WriteLine("XGBoost's library is the yardstick and is not installed (Debian: apt-get install libxgboost0).");
            return 2;
        }

        if (args is [ChildVerb, var models, var count, var name])
            return Measure(models, int.Parse(count, CultureInfo.InvariantCulture), name);
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 7;
        var folder = Directory.CreateTempSubdirectory("multismc-models-");
        try
        {
            Train(folder.FullName);
            Console.WriteLine($"XGBoost {XgboostLibrary.Version}, in place, one thread; {RowCount} random rows of {MixedRows.Features} features, {rounds} rounds, alternated; medians (best) per row");
            Console.WriteLine($"{"set",-8} {"model",-6} {"path",-9} {"rows",-6} {"ours, us",-15} {"library, us",-17} {"ratio",6}  margins");
            foreach (var (set, variable) in InstructionSets)
                Start(folder.FullName, rounds, set, variable);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Train(string folder)
    {
        var rows = MixedRows.Make(100_000, seed: 1);
        foreach (var (name, trees, depth) in Shapes)
        {
            var parameters = new TrainingParameters
            {
                Rounds = trees, MaxDepth = depth, EarlyStoppingRounds = 0, Threads = Environment.ProcessorCount,
            };
            var trained = new Trainer(TimeProvider.System).Train(rows, null, parameters, new Dictionary<string, string>(), null, default);
            File.WriteAllBytes(Path.Combine(folder, name), trained.Json.Span);
        }
    }

    private static void Start(string folder, int rounds, string set, string? variable)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? throw new InvalidOperationException("this process has no file"));
        // Started through the dotnet host, the first argument is this program.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in new[] { "model-vs-xgboost", ChildVerb, folder, rounds.ToString(CultureInfo.InvariantCulture), set })
            start.ArgumentList.Add(argument);
        if (variable is not null)
            start.Environment[variable] = "0";
        using var child = Process.Start(start) ?? throw new InvalidOperationException("the process did not start");
        child.WaitForExit();
        if (child.ExitCode != 0)
            throw new InvalidOperationException($"{set} ended with {child.ExitCode}");
    }

    private static int Measure(string folder, int rounds, string set)
    {
        var isEqual = true;
        var rows = MixedRows.Make(RowCount, seed: 2).Values.ToArray();
        foreach (var (name, _, _) in Shapes)
        {
            var file = File.ReadAllBytes(Path.Combine(folder, name));
            var evaluator = ForestEvaluator.Create(XGBoostModelReader.Read(file));
            using var library = new InPlaceLibrary(file, rows, MixedRows.Features);
            var (ours, theirs) = (new float[RowCount], new float[RowCount]);
            foreach (var isBatch in new[] { false, true })
            {
                var (our, their) = Alternate(rounds, () => Ours(evaluator, rows, ours), () => Theirs(library, isBatch, theirs));
                var differing = ours.Where((margin, r) => BitConverter.SingleToInt32Bits(margin) != BitConverter.SingleToInt32Bits(theirs[r])).Count();
                isEqual &= differing == 0;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{set,-8} {name,-6} {evaluator.Path,-9} {(isBatch ? "batch" : "single"),-6} {our.Median,6:F3} ({our.Best:F3}) {their.Median,8:F3} ({their.Best:F3}) {their.Median / our.Median,6:F1}x  {(differing == 0 ? "equal to the bit" : $"{differing} DIFFER")}"));
            }
        }

        return isEqual ? 0 : 1;
    }

    // Ours takes rows one by one in either case: there is no cheaper way to take many.
    private static void Ours(ForestEvaluator evaluator, float[] rows, float[] margins)
    {
        for (var r = 0; r < margins.Length; r++)
            margins[r] = evaluator.Margin(rows.AsSpan(r * MixedRows.Features, MixedRows.Features));
    }

    private static void Theirs(InPlaceLibrary library, bool isBatch, float[] margins)
    {
        if (isBatch)
        {
            library.Margins(margins);
            return;
        }

        for (var r = 0; r < margins.Length; r++)
            margins[r] = library.Margin(r);
    }

    private static ((double Median, double Best) Ours, (double Median, double Best) Theirs) Alternate(int rounds, Action ours, Action theirs)
    {
        // Until the optimising compiler has had its say.
        var warm = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(warm) < TimeSpan.FromMilliseconds(600))
            ours();
        theirs();
        var (our, their) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            our[round] = Time(ours, times: 10);
            their[round] = Time(theirs, times: 1);
        }

        Array.Sort(our);
        Array.Sort(their);
        return ((our[rounds / 2], our[0]), (their[rounds / 2], their[0]));
    }

    private static double Time(Action pass, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            pass();
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / times / RowCount;
    }
}
