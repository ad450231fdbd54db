namespace MultiSmc.Learning;

/// <summary>
/// Turns a model's raw margin into a probability that may be compared with a break-even. A decision keeps an order when the
/// probability is at or above its threshold, so an order exactly at break-even is kept: it costs nothing on average.
/// </summary>
/// <remarks>
/// Fit it on out-of-fold margins only: margins of samples the model was trained on are too sure of themselves.
/// Platt's map with a &gt; 0 keeps the order of the margins and makes no ties; isotonic steps map whole ranges of margins to
/// one probability, so its AUC may differ from the margins' and a threshold between two steps keeps or drops them whole.
/// </remarks>
public abstract record Calibrator
{
    /// <summary>From this many distinct zones on there is enough evidence for isotonic steps (Niculescu-Mizil, Caruana 2005).</summary>
    public const int IsotonicZones = 1000;

    private Calibrator()
    {
    }

    /// <summary>Calibrated probability in [0, 1]; NaN for NaN, which a decision treats as a model error.</summary>
    /// <param name="margin">The scale the calibrator was fitted on; infinities have their limits.</param>
    public abstract double Probability(double margin);

    /// <summary>What the model's passport stores.</summary>
    public abstract CalibrationParameters ToParameters();

    /// <summary>
    /// Fits the kind that fits the evidence: Platt under <see cref="IsotonicZones"/> distinct zones, else isotonic.
    /// Platt counts each sample once, as its smoothed targets do; isotonic uses the weights.
    /// </summary>
    /// <param name="margins">Out-of-fold, finite, at least one.</param>
    /// <param name="labels">True for a positive; as many as margins.</param>
    /// <param name="weights">Not negative, not all zero; empty for one each.</param>
    /// <param name="distinctZones">How many zones the samples come from: many samples of one zone are one piece of evidence.</param>
    /// <exception cref="ArgumentException">The columns are empty, differ in length or hold what they must not.</exception>
    public static Calibrator Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights, int distinctZones)
    {
        SampleColumns.RequireScores(margins, labels, weights);
        ArgumentOutOfRangeException.ThrowIfNegative(distinctZones);
        return distinctZones < IsotonicZones ? PlattScaling.Fit(margins, labels) : IsotonicRegression.Fit(margins, labels, weights);
    }

    /// <summary>p = σ(a·margin + b). a = 1, b = 0 is a model's own logistic; a ≤ 0 says the margins carry no evidence.</summary>
    public sealed record Platt : Calibrator
    {
        /// <param name="a">Slope.</param>
        /// <param name="b">Offset.</param>
        /// <exception cref="ArgumentException">Not finite.</exception>
        public Platt(double a, double b)
        {
            SampleColumns.RequireFinite([a, b], "parameters of Platt's map");
            (A, B) = (a, b);
        }

        /// <summary>Slope.</summary>
        public double A { get; }

        /// <summary>Offset.</summary>
        public double B { get; }

        /// <inheritdoc/>
        public override double Probability(double margin) => PlattScaling.Logistic(A == 0 ? B : (A * margin) + B);

        /// <inheritdoc/>
        public override CalibrationParameters ToParameters() => new() { Kind = CalibrationParameters.PlattKind, A = A, B = B };
    }

    /// <summary>A non-decreasing step map: linear between its points, constant outside.</summary>
    public sealed record Isotonic : Calibrator
    {
        private readonly IsotonicPoint[] _points;

        /// <param name="points">At least one; x finite and rising, values in [0, 1] and never falling.</param>
        /// <exception cref="ArgumentException">The points are not so.</exception>
        public Isotonic(IEnumerable<IsotonicPoint> points)
        {
            _points = [.. points];
            if (FaultOf(_points) is { } fault)
                throw new ArgumentException(fault, nameof(points));
        }

        /// <summary>Ascending.</summary>
        public IReadOnlyList<IsotonicPoint> Points => _points;

        /// <summary>What is wrong with points read from outside, or null.</summary>
        internal static string? FaultOf(ReadOnlySpan<IsotonicPoint> points)
        {
            if (points.IsEmpty)
                return "no points";
            for (var i = 0; i < points.Length; i++)
            {
                if (!double.IsFinite(points[i].X) || points[i].Value is not (>= 0 and <= 1))
                    return $"point {i} is not a finite x with a probability";
                if (i > 0 && !(points[i].X > points[i - 1].X && points[i].Value >= points[i - 1].Value))
                    return $"point {i} does not rise";
            }

            return null;
        }

        /// <inheritdoc/>
        public override double Probability(double margin)
        {
            if (double.IsNaN(margin))
                return double.NaN;
            var (low, high) = (0, _points.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = _points[middle].X <= margin ? (middle + 1, high) : (low, middle);
            }

            if (low == 0)
                return _points[0].Value;
            var left = _points[low - 1];
            if (low == _points.Length || left.X == margin)
                return left.Value;
            var right = _points[low];
            var share = (margin - left.X) / (right.X - left.X);
            // Clamped: rounding must not break the rise.
            return Math.Clamp(left.Value + (share * (right.Value - left.Value)), left.Value, right.Value);
        }

        /// <inheritdoc/>
        public override CalibrationParameters ToParameters() => new() { Kind = CalibrationParameters.IsotonicKind, Points = _points };

        /// <summary>Equal when the points are.</summary>
        public bool Equals(Isotonic? other) => other is not null && _points.AsSpan().SequenceEqual(other._points);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(_points.Length, _points[0], _points[^1]);
    }
}
