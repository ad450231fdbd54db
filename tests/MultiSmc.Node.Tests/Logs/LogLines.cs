using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace MultiSmc.Node.Tests;

public sealed class LogLines
{
    [Fact]
    public async Task Go_to_files_that_are_begun_anew_at_a_size_and_of_which_the_newest_stay()
    {
        using var folder = new TemporaryFolder();
        folder.Node.Make();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(55)) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        var filler = new string('x', 4_000_000);
        await using (var log = new NodeLog(folder.Node.Logs, time))
        {
            for (var i = 0; i < 110; i++)
            {
                log.Write(LogLevel.Info, "filler", filler, ("number", $"{i}"));
                while (log.Recent(1) is not [var last] || !last.Contains($"\"number\":\"{i}\"", StringComparison.Ordinal))
                    await Task.Yield();
            }
        }

        var files = Directory.GetFiles(folder.Node.Logs).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(20, files.Length);
        Assert.All(files, file => Assert.InRange(new FileInfo(file).Length, 1, 21_000_000));
        using var line = JsonDocument.Parse((await File.ReadAllLinesAsync(files[^1], TestContext.Current.CancellationToken))[^1]);
        Assert.Equal("109", line.RootElement.GetProperty("number").GetString());
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Are_followed_from_the_past_into_the_present()
    {
        var log = new NodeLog(null, TimeProvider.System);
        log.Write(LogLevel.Info, "one", "1");
        log.Write(LogLevel.Info, "two", "2");
        while (log.Recent(10).Count < 2)
            await Task.Yield();
        var seen = new List<string>();
        await foreach (var line in log.FollowAsync(1, TestContext.Current.CancellationToken))
        {
            using var json = JsonDocument.Parse(line);
            seen.Add(json.RootElement.GetProperty("event").GetString() ?? "");
            if (seen.Count == 1)
            {
                log.Write(LogLevel.Alarm, "three", "3");
                await log.DisposeAsync();
            }
        }

        Assert.Equal(["two", "three"], seen);
    }
}
