using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MultiSmc.Cli.Commands;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary>A run is shown in the browser while it goes on and after, until it is told to end.</summary>
public sealed class ServedRuns
{
    [Fact]
    public async Task A_backtest_and_its_replay_are_served_and_end_when_asked_to()
    {
        using var folder = new TemporaryFolder();
        var (file, _) = SyntheticArchive.Write(folder, trades: 20_000);
        var journal = Path.Combine(folder.Path, "journal.db");
        string[] backtest = ["backtest", "-c", file, "--data", Path.Combine(folder.Path, "data"), "--journal", journal, "--out", Path.Combine(folder.Path, "run"), "--serve", "0"];
        var packets = await ServeAsync(backtest, async http =>
        {
            using var page = await http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }, static output => Assert.Contains("configuration ", output, StringComparison.Ordinal));
        Assert.True(packets > 10, $"{packets} packets");
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={journal};Pooling=False");
        connection.Open();
        using var name = connection.CreateCommand();
        name.CommandText = "SELECT id FROM session";
        var session = (string)name.ExecuteScalar()!;
        var replayed = await ServeAsync(["replay", session, "--journal", journal, "--serve", "0", "--speed", "1000000"], static _ => Task.CompletedTask, output => Assert.Contains("identical", output, StringComparison.Ordinal));
        Assert.Equal(packets, replayed);
    }

    [Theory]
    [InlineData("--speed", "5")]
    [InlineData("--paused")]
    [InlineData("--serve", "70000")]
    [InlineData("--serve", "0", "--speed", "0")]
    public async Task Options_that_make_no_sense_are_refused(params string[] options)
    {
        using var folder = new TemporaryFolder();
        var (file, _) = SyntheticArchive.Write(folder, trades: 500);
        using var error = new StringWriter();
        var context = new CommandContext(new CommandConsole(TextWriter.Null, error, false, false), static () => new Dictionary<string, string>());
        var code = await new Application(context, Verbs.All).RunAsync(
            ["backtest", "-c", file, "--data", Path.Combine(folder.Path, "data"), "--out", Path.Combine(folder.Path, "run"), .. options], TestContext.Current.CancellationToken);
        Assert.Equal(2, code);
        Assert.Contains(options.Last(static word => word.StartsWith("--", StringComparison.Ordinal)), error.ToString(), StringComparison.Ordinal);
    }

    // Runs a command until it says that it only shows any more; then looks at it and ends it.
    private static async Task<long> ServeAsync(string[] args, Func<HttpClient, Task> look, Action<string> check)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var output = new StringWriter();
        using var error = new Watched("still shown at ");
        var context = new CommandContext(new CommandConsole(output, error, false, false), static () => new Dictionary<string, string>());
        var run = new Application(context, Verbs.All).RunAsync(args, end.Token);
        var first = await Task.WhenAny(run, error.Seen);
        Assert.True(first == error.Seen, error.ToString());
        var address = (await error.Seen).Split("still shown at ")[1].Split(' ')[0];
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        await look(http);
        var lab = await http.GetFromJsonAsync<JsonElement>("/api/v1/lab", end.Token);
        await end.CancelAsync();
        Assert.Equal(0, await run);
        check(output.ToString());
        return lab.GetProperty("sets")[0].GetProperty("packets").GetInt64();
    }

    private sealed class Watched(string words) : StringWriter
    {
        private readonly TaskCompletionSource<string> _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<string> Seen => _seen.Task;

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(words, StringComparison.Ordinal) == true)
                _seen.TrySetResult(value);
        }
    }
}
