namespace MultiSmc.Learning.Tests;

public sealed class TrainingLibrary
{
    [Fact]
    public void Says_what_to_install_when_it_is_missing()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "no-such-folder", "libnothing.so");
        var missing = Assert.Throws<XgboostMissingException>(() => XgboostLibrary.Load(nowhere));
        Assert.Equal([nowhere], missing.Searched);
        foreach (var words in new[] { nowhere, "apt-get install libxgboost0", "MULTISMC_XGBOOST", "trading, paper and backtests", "not affected" })
            Assert.Contains(words, missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_sought_elsewhere_once_a_folder_was_named()
    {
        using var folder = new TemporaryFolder();
        var missing = Assert.Throws<XgboostMissingException>(() => XgboostLibrary.Load(folder.Path));
        Assert.All(missing.Searched, file => Assert.Equal(folder.Path, Path.GetDirectoryName(file)));
    }

    [Fact]
    public void Is_not_taken_from_a_file_that_is_no_library()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "libxgboost.so.0");
        File.WriteAllText(file, "text");
        Assert.Throws<XgboostMissingException>(() => XgboostLibrary.Load(file));
    }

    [Fact]
    public void Turns_its_errors_into_exceptions_with_its_own_words()
    {
        TrainingRig.RequireLibrary();
        var unreadable = Assert.Throws<XgboostException>(() => NativeBooster.Load("{\"learner\":"u8));
        Assert.NotEmpty(unreadable.Message);
        Assert.DoesNotContain("Stack trace", unreadable.Message, StringComparison.Ordinal);
        var infinite = Assert.Throws<XgboostException>(() => NativeMatrix.Create([1f, float.PositiveInfinity], 2, 1));
        Assert.Contains("inf", infinite.Message, StringComparison.OrdinalIgnoreCase);
        using var matrix = NativeMatrix.Create(TrainingRig.Rows(1, 50), 1);
        using var booster = NativeBooster.Create([new("objective", "no:such"), new("verbosity", "0")], matrix);
        Assert.Contains("no:such", Assert.Throws<XgboostException>(() => booster.Update(0, matrix)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cannot_be_called_on_a_freed_booster()
    {
        TrainingRig.RequireLibrary();
        using var matrix = NativeMatrix.Create(TrainingRig.Rows(1, 50), 1);
        var booster = NativeBooster.Create([], matrix);
        booster.Dispose();
        Assert.Throws<ObjectDisposedException>(() => booster.Update(0, matrix));
    }

    [Fact]
    public void Predicts_golden_models_as_recorded()
    {
        TrainingRig.RequireLibrary();
        foreach (var name in new[] { "depth4", "early_stop", "ote40", "dart" })
        {
            using var booster = NativeBooster.Load(GoldenModels.Bytes($"{name}.ubj"));
            var rows = GoldenModels.Rows(name);
            var margins = new float[rows.Length];
            booster.PredictMarginsInPlace(rows.SelectMany(row => row).ToArray(), rows[0].Length, margins);
            Assert.Equal(GoldenModels.Predictions(name)["margin"], margins);
        }
    }
}
