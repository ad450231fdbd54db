using System.Reflection;
using System.Runtime.Loader;

namespace MultiSmc.Learning.Tests;

/// <summary>Tests that watch or change the whole process: they run when no other test does.</summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess;

[Collection(nameof(WholeProcess))]
public sealed class TrainingLibraryInItsProcess
{
    [Fact]
    public void Is_missed_by_its_own_exception_at_the_first_call()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "no-such-folder", "libnothing.so");
        var set = Environment.GetEnvironmentVariable(XgboostLibrary.PathVariable);
        // A second copy of the room: this process may long have loaded the library for the first.
        var context = new AssemblyLoadContext("without library", isCollectible: true);
        try
        {
            Environment.SetEnvironmentVariable(XgboostLibrary.PathVariable, nowhere);
            var room = context.LoadFromAssemblyPath(typeof(XgboostLibrary).Assembly.Location);
            var copy = room.GetType(typeof(XgboostLibrary).FullName ?? "", throwOnError: true);
            Assert.Equal(false, copy?.GetProperty(nameof(XgboostLibrary.IsAvailable))?.GetValue(null));
            var version = copy?.GetProperty(nameof(XgboostLibrary.Version));
            var thrown = Assert.Throws<TargetInvocationException>(() => version?.GetValue(null)).InnerException;
            Assert.Equal(typeof(XgboostMissingException).FullName, thrown?.GetType().FullName);
            Assert.Contains(nowhere, thrown?.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(XgboostLibrary.PathVariable, set);
            context.Unload();
        }
    }

    [Fact]
    public void Gives_back_the_memory_of_matrices_and_boosters()
    {
        TrainingRig.RequireLibrary();
        var rows = TrainingRig.Rows(6, 20_000);
        var parameters = new TrainingParameters { Rounds = 2, EarlyStoppingRounds = 0 };
        TrainAndPredict(rows, parameters, times: 10);
        var before = Environment.WorkingSet;
        TrainAndPredict(rows, parameters, times: 100);
        // Each turn holds over 1 MB in the library: were one of its objects kept, 100 turns would show.
        Assert.True(Environment.WorkingSet - before < 50_000_000, $"resident memory grew by {Environment.WorkingSet - before} bytes");
    }

    private static void TrainAndPredict(TrainingData rows, TrainingParameters parameters, int times)
    {
        var margins = new float[rows.RowCount];
        for (var i = 0; i < times; i++)
        {
            var trained = new Trainer(TimeProvider.System).Train(rows, null, parameters, new Dictionary<string, string>(), null, default);
            using var booster = NativeBooster.Load(trained.Ubj.Span);
            using var matrix = NativeMatrix.Create(rows, 1);
            booster.PredictMargins(matrix, margins);
        }
    }
}
