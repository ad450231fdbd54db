namespace MultiSmc.Research.Tests;

public sealed class BacktestReportWriterTests : IDisposable
{
    private static readonly string[] Names = ["curves.csv", "decisions.csv", "equity.csv", "orders.csv", "report.html", "report.json", "trades.csv", "zones.csv"];

    private readonly TemporaryFolder _folder = new();
    private readonly BacktestReport _report = SampleRun.Report();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writes_all_files_and_leaves_nothing_beside_them()
    {
        BacktestReportWriter.Write(_report, _folder.At("runs", "first"), overwrite: false);

        Assert.Equal(Names, NamesIn(_folder.At("runs", "first")));
        Assert.Equal(["first"], NamesIn(_folder.At("runs")));
    }

    [Fact]
    public void The_same_run_twice_gives_the_same_bytes()
    {
        BacktestReportWriter.Write(_report, _folder.At("a"), overwrite: false);
        BacktestReportWriter.Write(SampleRun.Report(), _folder.At("b"), overwrite: false);

        Assert.All(Names, name => Assert.Equal(File.ReadAllBytes(_folder.At("a", name)), File.ReadAllBytes(_folder.At("b", name))));
    }

    [Fact]
    public void A_run_that_is_there_is_kept_unless_told_otherwise()
    {
        BacktestReportWriter.Write(_report, _folder.At("run"), overwrite: false);
        File.WriteAllText(_folder.At("run", "trades.csv"), "kept");

        var refusal = Assert.Throws<RunFolderException>(() => BacktestReportWriter.Write(_report, _folder.At("run"), overwrite: false));

        Assert.Contains("choose another name, or allow it to be replaced", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(_folder.At("run", "trades.csv")));
        Assert.Equal(["run"], NamesIn(_folder.Root));
    }

    [Fact]
    public void A_run_is_replaced_as_a_whole_when_told()
    {
        BacktestReportWriter.Write(_report, _folder.At("run"), overwrite: false);
        File.WriteAllText(_folder.At("run", "of-the-old-run.html"), "old");

        BacktestReportWriter.Write(_report, _folder.At("run") + Path.DirectorySeparatorChar, overwrite: true);

        Assert.Equal(Names, NamesIn(_folder.At("run")));
        Assert.Equal(["run"], NamesIn(_folder.Root));
    }

    [Fact]
    public void A_folder_that_holds_no_run_is_never_replaced()
    {
        Directory.CreateDirectory(_folder.At("precious"));
        File.WriteAllText(_folder.At("precious", "photo"), "mine");

        Assert.Throws<RunFolderException>(() => BacktestReportWriter.Write(_report, _folder.At("precious"), overwrite: true));

        Assert.Equal("mine", File.ReadAllText(_folder.At("precious", "photo")));
    }

    [Fact]
    public void An_empty_folder_is_taken()
    {
        Directory.CreateDirectory(_folder.At("empty"));

        BacktestReportWriter.Write(_report, _folder.At("empty"), overwrite: false);

        Assert.Equal(Names, NamesIn(_folder.At("empty")));
    }

    [Fact]
    public void A_file_in_the_way_is_named()
    {
        File.WriteAllText(_folder.At("file"), "");

        var refusal = Assert.Throws<RunFolderException>(() => BacktestReportWriter.Write(_report, _folder.At("file"), overwrite: true));

        Assert.Contains("is a file", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_run_before_and_nothing_half_written()
    {
        BacktestReportWriter.Write(_report, _folder.At("run"), overwrite: false);

        Assert.Throws<InvalidDataException>(() => new RunFolder(_folder.At("run"), overwrite: true, BacktestReportWriter.ReportFile).Write(temporary =>
        {
            File.WriteAllText(Path.Combine(temporary, "trades.csv"), "half");
            throw new InvalidDataException();
        }));

        Assert.Equal(Names, NamesIn(_folder.At("run")));
        Assert.Equal(["run"], NamesIn(_folder.Root));
    }

    [Fact]
    public void A_run_that_appears_meanwhile_is_not_lost()
    {
        var folder = new RunFolder(_folder.At("run"), overwrite: false, BacktestReportWriter.ReportFile);

        Assert.Throws<RunFolderException>(() => folder.Write(_ => BacktestReportWriter.Write(_report, _folder.At("run"), overwrite: false)));

        Assert.Equal(Names, NamesIn(_folder.At("run")));
    }

    private static string?[] NamesIn(string folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)];
}
