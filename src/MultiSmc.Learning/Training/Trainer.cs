using System.Globalization;

namespace MultiSmc.Learning;

/// <summary>
/// Trains with XGBoost's own library. The same data, parameters, seed, threads and library give the same bytes on the same machine.
/// </summary>
/// <param name="clock">For the time left; nothing else depends on it.</param>
public sealed class Trainer(TimeProvider clock)
{
    /// <summary>Trains one model. Blocks; the rounds run on the library's threads.</summary>
    /// <param name="training">Rows to train on.</param>
    /// <param name="validation">Rows that decide when to stop, apart in time from the others (purged); null without early stopping.</param>
    /// <param name="parameters">How.</param>
    /// <param name="attributes">Texts to leave in the model, like feature_schema_sha256.</param>
    /// <param name="progress">Told after every round, on this thread.</param>
    /// <param name="cancellation">Looked at before every round.</param>
    /// <exception cref="ArgumentException">Parameters out of range, or data that do not fit each other.</exception>
    /// <exception cref="XgboostMissingException">The library is not installed.</exception>
    /// <exception cref="XgboostException">The library refused something.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedModel Train(
        TrainingData training, TrainingData? validation, TrainingParameters parameters, IReadOnlyDictionary<string, string> attributes,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        CheckArguments(training, validation, parameters);
        using var trainingMatrix = NativeMatrix.Create(training, parameters.Threads);
        using var validationMatrix = validation is null ? null : NativeMatrix.Create(validation, parameters.Threads);
        using var booster = validationMatrix is null
            ? NativeBooster.Create(parameters.ToLibrary(), trainingMatrix)
            : NativeBooster.Create(parameters.ToLibrary(), trainingMatrix, validationMatrix);

        var trained = new Measured(training, trainingMatrix);
        var validated = validation is null || validationMatrix is null ? null : new Measured(validation, validationMatrix);
        var stopping = new EarlyStopping(validated is null ? 0 : parameters.EarlyStoppingRounds);
        var history = new List<RoundLoss>();
        var start = clock.GetTimestamp();
        for (var round = 0; round < parameters.Rounds && !stopping.IsOver; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            booster.Update(round, trainingMatrix);
            var loss = new RoundLoss(round, trained.Loss(booster), validated?.Loss(booster));
            history.Add(loss);
            stopping.Add(loss);
            Report(progress, loss, parameters.Rounds, stopping.BestRound, clock.GetElapsedTime(start));
        }

        Describe(booster, training, stopping, attributes);
        return new TrainedModel
        {
            Json = booster.Save("json"),
            Ubj = booster.Save("ubj"),
            Rounds = history.Count,
            BestIteration = stopping.BestRound,
            IsStoppedEarly = history.Count < parameters.Rounds,
            History = history,
            Parameters = parameters,
            LibraryVersion = XgboostLibrary.Version,
        };
    }

    private static void CheckArguments(TrainingData training, TrainingData? validation, TrainingParameters parameters)
    {
        var faults = parameters.Faults(training.FeatureCount);
        if (faults.Count > 0)
            throw new ArgumentException(string.Join("; ", faults), nameof(parameters));
        if (validation is null && parameters.EarlyStoppingRounds > 0)
            throw new ArgumentException("early stopping needs validation rows", nameof(validation));
        if (validation is not null && validation.FeatureCount != training.FeatureCount)
        {
            throw new ArgumentException(
                $"validation rows have {validation.FeatureCount} features, training rows {training.FeatureCount}", nameof(validation));
        }
    }

    // The attributes that XGBoost 1.7's own front end leaves: readers of the model cut it at best_iteration.
    private static void Describe(NativeBooster booster, TrainingData training, EarlyStopping stopping, IReadOnlyDictionary<string, string> attributes)
    {
        if (training.FeatureNames.Count > 0)
            booster.SetFeatureNames([.. training.FeatureNames]);
        foreach (var (name, value) in attributes)
            booster.SetAttribute(name, value);
        booster.SetAttribute("best_iteration", stopping.BestRound.ToString(CultureInfo.InvariantCulture));
        booster.SetAttribute("best_ntree_limit", (stopping.BestRound + 1).ToString(CultureInfo.InvariantCulture));
        if (stopping.BestLoss is { } loss)
            booster.SetAttribute("best_score", loss.ToString(CultureInfo.InvariantCulture));
    }

    private static void Report(IProgress<TrainingProgress>? progress, RoundLoss loss, int rounds, int best, TimeSpan elapsed) =>
        progress?.Report(new TrainingProgress(loss, rounds, best, elapsed, elapsed / (loss.Round + 1) * (rounds - loss.Round - 1)));

    /// <summary>Rows whose loss is taken after every round.</summary>
    private sealed class Measured(TrainingData data, NativeMatrix matrix)
    {
        private readonly float[] _margins = new float[data.RowCount];

        public double Loss(NativeBooster booster)
        {
            booster.PredictMargins(matrix, _margins);
            return MarginLogLoss.Mean(_margins, data.Labels.Span, data.Weights.Span);
        }
    }

    /// <summary>
    /// The library's rule: the first round of the lowest loss counts; over once <paramref name="patience"/> rounds in a row were no better.
    /// </summary>
    private sealed class EarlyStopping(int patience)
    {
        public int BestRound { get; private set; }

        /// <summary>Null where nothing is watched: then the last round counts.</summary>
        public double? BestLoss { get; private set; }

        public bool IsOver { get; private set; }

        public void Add(RoundLoss loss)
        {
            if (patience == 0)
                BestRound = loss.Round;
            else if (BestLoss is null || loss.ValidationLoss < BestLoss)
                (BestRound, BestLoss) = (loss.Round, loss.ValidationLoss);
            else
                IsOver = loss.Round - BestRound >= patience;
        }
    }
}
