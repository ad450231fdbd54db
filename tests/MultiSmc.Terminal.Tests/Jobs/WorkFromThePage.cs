using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace MultiSmc.Terminal.Tests;

/// <summary>Long work in processes of its own: shown, then started once, one after the other, stopped when asked. The program here is a shell.</summary>
public sealed class WorkFromThePage
{
    private static readonly JsonSerializerOptions s_web = new(JsonSerializerDefaults.Web);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_shown_then_started_once_and_told_to_its_end()
    {
        await using var terminal = await StartAsync(order => Ready(order, "echo '{\"progress\":\"training\",\"done\":3,\"total\":4}' >&2; echo 'saved as x' >&2"));
        var prepared = await PostAsync(terminal, "prepare", new { kind = "train", name = "x" });
        Assert.True(prepared.GetProperty("ok").GetBoolean());
        Assert.Equal("multismc train", prepared.GetProperty("command").GetString());
        Assert.Empty(terminal.Session.Model.Jobs.All);
        var token = prepared.GetProperty("token").GetString();
        Assert.Equal("accepted", (await PostAsync(terminal, "start", new { token, id = "j1" })).GetProperty("result").GetString());
        Assert.Equal("duplicate", (await PostAsync(terminal, "start", new { token, id = "j1" })).GetProperty("result").GetString());
        Assert.Equal("duplicate", (await PostAsync(terminal, "start", new { token, id = "j2" })).GetProperty("result").GetString());
        var job = await EndOf(terminal, "j1");
        Assert.Equal(("done", "train", "saved as x"), (job.State, job.Kind, job.P["message"]));
        Assert.Single(terminal.Session.Model.Jobs.All);
    }

    [Fact]
    public async Task A_failure_says_what_the_program_said()
    {
        await using var terminal = await StartAsync(order => Ready(order, "echo 'error: too few to train on' >&2; echo 'try more' >&2; exit 7"));
        await OrderAsync(terminal, "train", "j1");
        var job = await EndOf(terminal, "j1");
        Assert.Equal("failed", job.State);
        Assert.Equal(("too few to train on", 7), (job.Error?.P["message"], job.Error?.P["exit"]));
    }

    [Fact]
    public async Task What_runs_is_stopped_by_the_end_of_its_input_and_what_waits_never_starts()
    {
        // It ends when its stdin does, as our verbs do; the second would leave a file.
        var trace = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var terminal = await StartAsync(order => Ready(order, order.Kind == "train" ? "cat >/dev/null; exit 1" : $"touch {trace}"));
        await OrderAsync(terminal, "train", "j1");
        await OrderAsync(terminal, "backtest", "j2");
        await WaitAsync(() => StateOf(terminal, "j1") == "running");
        Assert.Equal("queued", StateOf(terminal, "j2"));
        foreach (var id in new[] { "j2", "j1" })
        {
            using var answer = await terminal.Http.PostAsync($"/api/v1/jobs/{id}/cancel", null, Cancellation);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }

        Assert.Equal("cancelled", (await EndOf(terminal, "j1")).State);
        Assert.Equal("cancelled", (await EndOf(terminal, "j2")).State);
        Assert.False(File.Exists(trace));
    }

    [Fact]
    public async Task The_end_of_the_terminal_ends_what_it_started()
    {
        var trace = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var terminal = await StartAsync(order => Ready(order, $"cat >/dev/null; echo ended > {trace}"));
        await OrderAsync(terminal, "train", "j1");
        await WaitAsync(() => StateOf(terminal, "j1") == "running");
        await terminal.DisposeAsync();
        Assert.Equal("ended\n", await File.ReadAllTextAsync(trace, Cancellation));
        File.Delete(trace);
    }

    [Fact]
    public async Task A_token_holds_for_fifteen_seconds_and_an_order_that_can_not_work_gets_none()
    {
        await using var terminal = await StartAsync(order => order.Name == "bad" ? new JobPlan.Refused("There is a model of that name.") : Ready(order, "true"));
        var refused = await PostAsync(terminal, "prepare", new { kind = "train", name = "bad" });
        Assert.Equal((false, "There is a model of that name."), (refused.GetProperty("ok").GetBoolean(), refused.GetProperty("reason").GetString()));
        Assert.False((await PostAsync(terminal, "prepare", new { kind = "sweep" })).GetProperty("ok").GetBoolean());
        var prepared = await PostAsync(terminal, "prepare", new { kind = "train" });
        terminal.Session.Clock.Advance(TimeSpan.FromSeconds(15.1));
        Assert.Equal("expired", (await PostAsync(terminal, "start", new { token = prepared.GetProperty("token").GetString(), id = "j1" })).GetProperty("result").GetString());
        Assert.Empty(terminal.Session.Model.Jobs.All);
    }

    [Fact]
    public async Task Who_may_only_look_orders_nothing_and_is_offered_nothing()
    {
        await using var terminal = await StartAsync(order => Ready(order, "true"), requiresToken: true);
        var view = (await File.ReadAllLinesAsync(Path.Combine(terminal.Folder, "terminal.tokens"), Cancellation)).Select(static line => line.Split(' ')).First(static words => words[0] == "view")[1];
        terminal.Http.DefaultRequestHeaders.Authorization = new("Bearer", view);
        using var refused = await terminal.Http.PostAsJsonAsync("/api/v1/jobs/prepare", new { kind = "train" }, s_web, Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var offer = await terminal.Http.GetFromJsonAsync<JsonElement>("/api/v1/jobs/kinds", Cancellation);
        Assert.Equal(0, offer.GetProperty("kinds").GetArrayLength());
    }

    [Fact]
    public async Task A_terminal_without_a_host_says_so()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000));
        using var refused = await terminal.Http.PostAsJsonAsync("/api/v1/jobs/prepare", new { kind = "train" }, s_web, Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    [Theory]
    [InlineData("""{"progress":"training","done":3,"total":4}""", true)]
    [InlineData("""{"progress":"training"}""", false)]
    [InlineData("reading 3 files", false)]
    public void Only_lines_of_progress_are_taken_for_it(string line, bool isProgress)
    {
        Assert.Equal(isProgress, JobProgress.TryRead(line, out var progress));
        if (isProgress)
            Assert.Equal(line, progress.Line());
    }

    private static JobPlan.Ready Ready(JobOrder order, string script) => new($"{order.Kind} {order.Name}", $"multismc {order.Kind}", ["-c", script]);

    private static Task<HostedTerminal> StartAsync(Func<JobOrder, JobPlan> plan, bool requiresToken = false)
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "no /bin/sh here");
        return HostedTerminal.StartAsync(new DemoSession(2_000), requiresToken, change: options => options with
        {
            Jobs = new JobHost { Program = "/bin/sh", Kinds = ["train", "backtest"], Plan = plan },
        });
    }

    private static async Task OrderAsync(HostedTerminal terminal, string kind, string id)
    {
        var prepared = await PostAsync(terminal, "prepare", new { kind });
        await PostAsync(terminal, "start", new { token = prepared.GetProperty("token").GetString(), id });
    }

    private static async Task<JsonElement> PostAsync(HostedTerminal terminal, string what, object body)
    {
        using var answer = await terminal.Http.PostAsJsonAsync($"/api/v1/jobs/{what}", body, s_web, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
    }

    private static string? StateOf(HostedTerminal terminal, string id) => terminal.Session.Model.Jobs.All.FirstOrDefault(job => job.Id == id)?.State;

    private static async Task<JobNews> EndOf(HostedTerminal terminal, string id)
    {
        await WaitAsync(() => StateOf(terminal, id) is "done" or "failed" or "cancelled");
        return terminal.Session.Model.Jobs.All.First(job => job.Id == id);
    }

    private static async Task WaitAsync(Func<bool> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!isReached())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
