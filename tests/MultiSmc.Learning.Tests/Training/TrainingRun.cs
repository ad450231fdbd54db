using System.Globalization;

namespace MultiSmc.Learning.Tests;

public sealed class TrainingRun
{
    private static readonly TrainingParameters Quick = new() { Rounds = 20, Eta = 0.3, EarlyStoppingRounds = 0, Threads = 1 };

    [Fact]
    public void Reports_every_round_with_the_time_left()
    {
        TrainingRig.RequireLibrary();
        var reports = new Reports();
        var trained = Run(Quick, reports, default);
        Assert.Equal(trained.History, reports.Seen.Select(report => report.Loss));
        Assert.All(reports.Seen, report => Assert.Equal(20, report.Rounds));
        // The clock of this run moves a second a reading, so the pace is known.
        Assert.Equal(TimeSpan.FromSeconds(19), reports.Seen[0].Remaining);
        Assert.Equal(TimeSpan.Zero, reports.Seen[^1].Remaining);
        Assert.True(reports.Seen[^1].Loss.TrainingLoss < reports.Seen[0].Loss.TrainingLoss);
    }

    [Fact]
    public void Ends_between_rounds_when_cancelled()
    {
        TrainingRig.RequireLibrary();
        using var source = new CancellationTokenSource();
        var reports = new Reports { OnReport = report => { if (report.Loss.Round == 4) source.Cancel(); } };
        Assert.Throws<OperationCanceledException>(() => Run(Quick, reports, source.Token));
        Assert.Equal(5, reports.Seen.Count);
    }

    [Fact]
    public void Takes_the_losses_that_the_library_takes()
    {
        TrainingRig.RequireLibrary();
        foreach (var isWeighted in new[] { true, false })
        {
            var training = TrainingRig.Rows(5, 701, isWeighted);
            using var matrix = NativeMatrix.Create(training, 1);
            using var booster = NativeBooster.Create(Quick.ToLibrary(), matrix);
            var margins = new float[training.RowCount];
            for (var round = 0; round < 8; round++)
            {
                booster.Update(round, matrix);
                booster.PredictMargins(matrix, margins);
                var text = booster.Evaluate(round, matrix, "rows").Split("rows-logloss:")[1];
                var ours = MarginLogLoss.Mean(margins, training.Labels.Span, training.Weights.Span);
                Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), ours, 1e-5);
            }
        }
    }

    [Fact]
    public void Refuses_parameters_out_of_range_all_at_once()
    {
        var wrong = Quick with { MaxDepth = 9, Eta = 0, Subsample = 1.5, Threads = 0, MonotoneConstraints = [1, 2] };
        var message = Assert.Throws<ArgumentException>(() => Run(wrong, null, default)).Message;
        foreach (var word in new[] { "depth", "eta", "subsample", "threads", "a monotone constraint", "2 monotone constraints for 6" })
            Assert.Contains(word, message, StringComparison.Ordinal);
        Assert.Contains("validation", Assert.Throws<ArgumentException>(() => Run(Quick with { EarlyStoppingRounds = 3 }, null, default)).Message,
            StringComparison.Ordinal);
    }

    private static TrainedModel Run(TrainingParameters parameters, IProgress<TrainingProgress>? progress, CancellationToken cancellation) =>
        new Trainer(new SteppingClock()).Train(TrainingRig.Rows(1, 400), null, parameters, new Dictionary<string, string>(), progress, cancellation);

    private sealed class Reports : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Seen { get; } = [];

        public Action<TrainingProgress> OnReport { get; init; } = _ => { };

        public void Report(TrainingProgress value)
        {
            Seen.Add(value);
            OnReport(value);
        }
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }
}
