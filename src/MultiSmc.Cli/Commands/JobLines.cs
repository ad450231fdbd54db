using MultiSmc.Terminal;

namespace MultiSmc.Cli.Commands;

/// <summary>Progress as lines of JSON on stderr, for a terminal that started this process as a job; at most four in a second.</summary>
internal sealed class JobLines(TextWriter error, string stage, TimeProvider time, string? unit = null) : IProgress<ProgressStep>
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private long _last;
    private bool _isBegun;

    /// <inheritdoc/>
    public void Report(ProgressStep value)
    {
        lock (_gate)
        {
            var isEnd = value.Total > 0 && value.Done >= value.Total;
            if (_isBegun && !isEnd && time.GetElapsedTime(_last) < s_interval)
                return;
            (_last, _isBegun) = (time.GetTimestamp(), true);
            error.WriteLine(new JobProgress(stage, value.Done, value.Total, unit).Line());
        }
    }
}
