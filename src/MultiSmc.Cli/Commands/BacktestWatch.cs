using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary>Shows how far a backtest is.</summary>
internal static class BacktestWatch
{
    /// <summary>Events done of a known total.</summary>
    public static IProgress<BacktestProgress> Of(IProgress<ProgressStep> progress, long total) =>
        new Relay(step => progress.Report(new ProgressStep(step.Events, total)));

    /// <summary>A measure of the caller's own.</summary>
    public static IProgress<BacktestProgress> Of(IProgress<ProgressStep> progress, Func<ProgressStep> measure) =>
        new Relay(_ => progress.Report(measure()));

    private sealed class Relay(Action<BacktestProgress> report) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => report(value);
    }
}
