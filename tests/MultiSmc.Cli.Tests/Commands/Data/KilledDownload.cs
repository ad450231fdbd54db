using System.Diagnostics;
using System.Globalization;
using MultiSmc.Catalog;
using MultiSmc.Testing.Archives;

namespace MultiSmc.Cli.Tests.Commands.Data;

/// <summary>
/// The program killed without warning while it downloads and imports, several times, each after a number of bytes from a seed; the last run must end
/// with every file whole and every trade in the catalog. MULTISMC_TEST_KILLS says how often, MULTISMC_TEST_SEED from which seed.
/// </summary>
public sealed class KilledDownload(ITestOutputHelper output)
{
    private const int Files = 24;

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    [Fact]
    public async Task Is_completed_by_the_next_run_and_no_byte_is_wrong()
    {
        var (kills, seed) = (Setting("MULTISMC_TEST_KILLS", 5), Setting("MULTISMC_TEST_SEED", 20250105));
        var random = new Random(seed);
        await using var server = await ArchiveServer.StartAsync();
        server.Slowness = TimeSpan.FromMilliseconds(1);
        using var folder = new TemporaryFolder();
        var rows = 5_000 + 500 * kills;
        var served = Enumerable.Range(1, Files).Select(day =>
        {
            var name = $"BTCUSDT-trades-2025-01-{day:00}.zip";
            return (Name: name, File: server.Publish(name, SyntheticZip.Trades(name, rows, 1 + (long)rows * day, seed: day)));
        }).ToArray();
        var all = served.Sum(static file => (long)file.File.Bytes.Length);
        var (killed, inImport) = (0, 0);
        Directory.CreateDirectory(Catalog(folder));

        for (var round = 0; round < kills; round++)
        {
            // So that every round has something left to load.
            var limit = server.Sent + random.NextInt64(1, all / (kills + 1));
            var isReached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            server.OnSent = sent =>
            {
                if (sent >= limit && round < kills / 2)
                    isReached.TrySetResult();
            };
            // The second half of the kills waits for a step of the import instead: a file staged, or a day put in place behind it.
            var steps = round < kills / 2 ? 0 : round % 4 == 0 ? 2 : 1;
            var isImporting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var watcher = new FileSystemWatcher(Catalog(folder)) { IncludeSubdirectories = true };
            watcher.Created += (_, change) => CountStep(change.FullPath);
            watcher.Renamed += (_, change) => CountStep(change.FullPath);
            watcher.EnableRaisingEvents = steps > 0;
            using var process = Start(server, folder);
            var ended = process.WaitForExitAsync();
            await Task.WhenAny(isReached.Task, isImporting.Task, ended);
            inImport += isImporting.Task.IsCompleted ? 1 : 0;

            void CountStep(string path)
            {
                if (path.EndsWith(".parquet", StringComparison.Ordinal) && Interlocked.Decrement(ref steps) == 0)
                    isImporting.TrySetResult();
            }

            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }

            await ended;
            AssertNothingWrong(folder, served);
        }

        server.OnSent = null;
        var sentBefore = server.Sent;
        using var last = Start(server, folder);
        var error = last.StandardError.ReadToEndAsync();
        var said = last.StandardOutput.ReadToEndAsync();
        await last.WaitForExitAsync();

        Assert.True(last.ExitCode == 0, $"seed {seed}: {await error}");
        foreach (var (name, file) in served)
            Assert.True(File.ReadAllBytes(Path.Combine(folder.Path, "BTCUSDT", name)).AsSpan().SequenceEqual(file.Bytes), $"seed {seed}: {name}");
        var store = CatalogStore.Open(Catalog(folder));
        var key = new SeriesKey(DatasetKind.Trades, "BTCUSDT");
        Assert.Equal(Files, store.DaysOf(key).Count);
        foreach (var day in store.DaysOf(key))
        {
            Assert.Null(DayCheck.Fault(store, key, day));
            Assert.True(store.FactsOf(key, day).Rows == rows, $"seed {seed}: {DayName.Of(day)}");
        }

        using var verify = new ApplicationUnderTest();
        Assert.Equal(0, await verify.RunAsync("data", "verify", "--catalog", store.Root));
        var imported = (await said).Split('\n').Count(static line => line.Contains(" rows, days: ", StringComparison.Ordinal));
        Assert.DoesNotContain(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories), static path => path.Contains(".part", StringComparison.Ordinal));
        Assert.True(killed >= kills - 1, $"seed {seed}: only {killed} of {kills} runs were killed");
        Assert.True(inImport > 0, $"seed {seed}: no run was killed in its import");
        output.WriteLine($"seed {seed}: {killed} kills; {all} bytes in {Files} files, {server.Sent} sent in all, {sentBefore} of them to killed runs; {inImport} kills in the import; {imported} files imported by the last run");
    }

    private static string Catalog(TemporaryFolder folder) => Path.Combine(folder.Path, "catalog");

    // Whatever lies under a file's own name is the whole file, at any moment.
    private static void AssertNothingWrong(TemporaryFolder folder, (string Name, ServedFile File)[] served)
    {
        foreach (var (name, file) in served)
        {
            var path = Path.Combine(folder.Path, "BTCUSDT", name);
            if (File.Exists(path))
                Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(file.Bytes), name);
        }

        if (!CatalogStore.IsCatalog(Catalog(folder)))
            return;
        var store = CatalogStore.Open(Catalog(folder));
        foreach (var key in store.Series())
            Assert.All(store.DaysOf(key), day => Assert.Null(DayCheck.Fault(store, key, day)));
    }

    private static Process Start(ArchiveServer server, TemporaryFolder folder)
    {
        string[] args =
        [
            Path.Combine(AppContext.BaseDirectory, "multismc.dll"), "data", "download", "BTCUSDT", "--from", "2025-01-01", "--to", "2025-01-25",
            "--base-url", server.Address.AbsoluteUri, "--into", folder.Path, "--catalog", Catalog(folder), "--parallel", "2",
        ];
        var start = new ProcessStartInfo("dotnet", args) { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }
}
