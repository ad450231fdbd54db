namespace MultiSmc.Terminal;

/// <summary>Long work and how far it is. From any thread.</summary>
internal sealed class JobBoard
{
    private const long EveryMs = 250; // at most four times a second

    private readonly Lock _gate = new();
    private readonly Dictionary<string, JobNews> _jobs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private long _shownAt;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<JobNews> All
    {
        get
        {
            lock (_gate)
                return [.. _jobs.Values.OrderByDescending(static job => job.T)];
        }
    }

    /// <summary>How a job stands now.</summary>
    public void Tell(JobNews job)
    {
        lock (_gate)
        {
            _jobs[job.Id] = job;
            _changed.Add(job.Id);
        }
    }

    /// <summary>What changed since the last call; null when nothing did or it is too early.</summary>
    public IReadOnlyList<JobNews>? TakeNews(long now)
    {
        lock (_gate)
        {
            if (_changed.Count == 0 || now - _shownAt < EveryMs)
                return null;
            _shownAt = now;
            JobNews[] news = [.. _changed.Select(id => _jobs[id])];
            _changed.Clear();
            return news;
        }
    }
}
