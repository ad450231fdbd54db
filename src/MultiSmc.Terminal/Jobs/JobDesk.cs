using System.Threading.Channels;

namespace MultiSmc.Terminal;

/// <summary>Long work that pages order: shown first, then started by a token, one after the other. How it goes stands on the board.</summary>
internal sealed class JobDesk : IAsyncDisposable
{
    private const int MostWaiting = 16;
    private const int Interrupted = 1; // exit code of a verb that was asked to stop

    private readonly JobHost _host;
    private readonly JobBoard _board;
    private readonly TimeProvider _time;
    private readonly PreparedCommands<Job> _prepared;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Job> _jobs = new(StringComparer.Ordinal);

    // Who orders more than that is told so; nothing that was accepted is dropped.
    private readonly Channel<Job> _waiting = Channel.CreateBounded<Job>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly Task _worker;

    /// <param name="host">Who does it.</param>
    /// <param name="board">Where it is told.</param>
    /// <param name="time">The clock.</param>
    public JobDesk(JobHost host, JobBoard board, TimeProvider time)
    {
        (_host, _board, _time) = (host, board, time);
        _prepared = new PreparedCommands<Job>(time);
        _worker = Task.Run(WorkAsync);
    }

    /// <summary>What can be ordered.</summary>
    public JobHost Host => _host;

    /// <summary>Shows what would be done.</summary>
    /// <returns>The plan, and with one that can be carried out its token.</returns>
    public (JobPlan Plan, string? Token, DateTimeOffset Expires) Prepare(JobOrder order)
    {
        if (!_host.Kinds.Contains(order.Kind))
            return (new JobPlan.Refused("This is not done from here."), null, default);
        var plan = _host.Plan(order);
        if (plan is not JobPlan.Ready ready)
            return (plan, null, default);
        var (token, expires) = _prepared.Add(id => new Job(id, order, ready));
        return (plan, token, expires);
    }

    /// <summary>Starts what was shown, or lines it up behind what runs.</summary>
    public ExecuteReply Start(string token, string id)
    {
        var (job, reply) = _prepared.Take(token, id);
        if (job is null)
            return reply;
        lock (_gate)
            _jobs[id] = job;
        Tell(job, "queued");
        if (_waiting.Writer.TryWrite(job))
            return reply;
        Tell(job, "failed", new JobError("job-failed", new Params { ["message"] = $"{MostWaiting} jobs wait already" }));
        return reply;
    }

    /// <summary>The order of a job that ended; null when there is none.</summary>
    public JobOrder? OrderOf(string id)
    {
        lock (_gate)
            return _jobs.GetValueOrDefault(id)?.Order;
    }

    /// <summary>Stops a job, or takes it out of the line. False when there is none of that id.</summary>
    public bool Cancel(string id)
    {
        Job? job;
        lock (_gate)
        {
            if (!_jobs.TryGetValue(id, out job))
                return false;
        }

        job.Cancel();
        return true;
    }

    /// <summary>Ends what runs and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await _worker.ConfigureAwait(false);
        _stop.Dispose();
        foreach (var job in _jobs.Values)
            job.Dispose();
    }

    private async Task WorkAsync()
    {
        await foreach (var job in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, job.Cancellation);
            if (both.IsCancellationRequested)
                Tell(job, "cancelled");
            else
                await RunAsync(job, both.Token).ConfigureAwait(false);
        }
    }

    private async Task RunAsync(Job job, CancellationToken cancellation)
    {
        job.Begin(_time.GetTimestamp());
        Tell(job, "running");
        try
        {
            job.Plan.Prepare?.Invoke();
            var end = await JobProcess.RunAsync(_host, job.Plan.Arguments, progress => OnProgress(job, progress), cancellation).ConfigureAwait(false);
            if (end.Code == 0)
                Tell(job, "done", words: end.Words);
            else if (cancellation.IsCancellationRequested && end.Code is Interrupted or > 128)
                Tell(job, "cancelled");
            else
                Tell(job, "failed", new JobError("job-failed", new Params { ["message"] = end.Words, ["exit"] = end.Code }));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            Tell(job, "failed", new JobError("job-failed", new Params { ["message"] = failure.Message }));
        }
    }

    private void OnProgress(Job job, JobProgress progress)
    {
        job.Take(progress, _time.GetTimestamp());
        Tell(job, "running");
    }

    private void Tell(Job job, string state, JobError? error = null, string? words = null)
    {
        var (now, isRunning) = (_time.GetTimestamp(), state == "running");
        var progress = job.Progress;
        var took = _time.GetElapsedTime(job.StageSince, now);
        double? done = progress is { Total: > 0 } ? Math.Clamp((double)progress.Done / progress.Total, 0, 1) : null;
        var moved = progress.Done - job.StageFrom;
        var rate = isRunning && moved > 0 && took > TimeSpan.Zero ? moved / took.TotalSeconds : (double?)null;
        var parameters = new Params();
        if (progress is { Total: > 0, Unit: null })
            (parameters["done"], parameters["of"]) = (progress.Done, progress.Total);
        if (state == "done")
            parameters["ms"] = _time.GetElapsedTime(job.Began, now).TotalMilliseconds;
        if (words is { Length: > 0 })
            parameters["message"] = words;
        _board.Tell(new JobNews
        {
            Id = job.Id,
            Kind = job.Order.Kind,
            Title = job.Plan.Title,
            State = state,
            Done = state == "done" ? 1 : done,
            Stage = progress.Stage ?? "running",
            P = parameters,
            Rate = progress.Unit is null ? null : rate,
            Unit = progress.Unit,
            EtaMs = rate is > 0 && progress.Total > progress.Done ? (long)((progress.Total - progress.Done) / rate.Value * 1_000) : null,
            T = _time.GetUtcNow().ToUnixTimeMilliseconds(),
            Error = error,
        });
    }

    private sealed class Job(string id, JobOrder order, JobPlan.Ready plan) : IDisposable
    {
        private readonly CancellationTokenSource _cancel = new();

        public string Id => id;

        public JobOrder Order => order;

        public JobPlan.Ready Plan => plan;

        public CancellationToken Cancellation => _cancel.Token;

        public JobProgress Progress { get; private set; }

        public long Began { get; private set; }

        /// <summary>When what it does now began, and how far it was then.</summary>
        public long StageSince { get; private set; }

        public long StageFrom { get; private set; }

        public void Begin(long now) => (Began, StageSince) = (now, now);

        public void Take(JobProgress progress, long now)
        {
            if (progress.Stage != Progress.Stage || progress.Done < Progress.Done)
                (StageSince, StageFrom) = (now, progress.Done);
            Progress = progress;
        }

        public void Cancel() => _cancel.Cancel();

        public void Dispose() => _cancel.Dispose();
    }
}
