namespace MultiSmc.Learning;

/// <summary>Fits p = σ(a·margin + b) by maximum likelihood with smoothed targets.</summary>
/// <remarks>
/// Platt (1999) for the model and its targets (N₊+1)/(N₊+2) and 1/(N₋+2), which keep a and b finite even when the margins
/// separate the labels; Lin, Lin, Weng (2007), "A note on Platt's probabilistic outputs", for Newton's method with
/// backtracking and for the form of the loss that neither overflows nor cancels. Margins are standardised for the fit, so
/// that their scale does not matter.
/// </remarks>
public static class PlattScaling
{
    private const int MaxIterations = 100;
    private const double Ridge = 1e-12;
    private const double GradientTolerance = 1e-13;
    private const double MinStep = 1e-10;

    /// <summary>Under this share of the loss the loss's own rounding would misjudge a step; Newton's full step is right there.</summary>
    private const double TrustedDecrease = 1e-9;

    /// <summary>Fits the map.</summary>
    /// <param name="margins">Finite, at least one.</param>
    /// <param name="labels">True for a positive; as many as margins.</param>
    /// <param name="weights">Not negative, not all zero; empty for one each. N₊ and N₋ are then sums of weights.</param>
    /// <returns>Margins that are all equal give a = 0: one probability for all.</returns>
    /// <exception cref="ArgumentException">The columns are empty, differ in length or hold what they must not.</exception>
    public static Calibrator.Platt Fit(ReadOnlySpan<double> margins, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default)
    {
        SampleColumns.RequireScores(margins, labels, weights);
        SampleColumns.RequireFinite(margins, "margins");
        var (positives, negatives) = SampleColumns.TotalWeights(labels, weights);
        var total = positives + negatives;
        if (!(total > 0))
            throw new ArgumentException("no sample with a weight");
        var (mean, deviation) = Spread(margins, weights, total);
        var (high, low) = ((positives + 1) / (positives + 2), 1 / (negatives + 2));
        // Where the fit starts, and ends when the margins say nothing: the smoothed base rate.
        var start = ((positives * high) + (negatives * low)) / total;
        var fit = new Problem(new double[margins.Length], new double[margins.Length], new double[margins.Length], total);
        for (var i = 0; i < margins.Length; i++)
        {
            fit.Margins[i] = deviation > 0 ? (margins[i] - mean) / deviation : 0;
            fit.Targets[i] = labels[i] ? high : low;
            fit.Weights[i] = weights.WeightAt(i);
        }

        var (slope, offset) = (0.0, Math.Log(start / (1 - start)));
        if (!(deviation > 0))
            return new Calibrator.Platt(slope, offset);
        (slope, offset) = Minimise(fit, slope, offset);
        return new Calibrator.Platt(slope / deviation, offset - (slope * mean / deviation));
    }

    /// <summary>σ(x) = 1/(1 + e^−x), without overflow on either side.</summary>
    internal static double Logistic(double x)
    {
        if (x >= 0)
            return 1 / (1 + Math.Exp(-x));
        var power = Math.Exp(x);
        return power / (1 + power);
    }

    private static (double Slope, double Offset) Minimise(Problem fit, double slope, double offset)
    {
        var loss = Loss(fit, slope, offset);
        for (var iteration = 0; iteration < MaxIterations; iteration++)
        {
            var (gradientSlope, gradientOffset, slopeStep, offsetStep) = NewtonStep(fit, slope, offset);
            if (Math.Max(Math.Abs(gradientSlope), Math.Abs(gradientOffset)) <= GradientTolerance * fit.Total)
                break;
            var decline = (gradientSlope * slopeStep) + (gradientOffset * offsetStep);
            var step = 1.0;
            var next = Loss(fit, slope + slopeStep, offset + offsetStep);
            while (-decline > TrustedDecrease * loss && !(next < loss + (1e-4 * step * decline)))
            {
                step /= 2;
                if (step < MinStep)
                    return (slope, offset);
                next = Loss(fit, slope + (step * slopeStep), offset + (step * offsetStep));
            }

            (slope, offset, loss) = (slope + (step * slopeStep), offset + (step * offsetStep), next);
        }

        return (slope, offset);
    }

    private static (double GradientSlope, double GradientOffset, double SlopeStep, double OffsetStep) NewtonStep(
        Problem fit, double slope, double offset)
    {
        var (gradientSlope, gradientOffset) = (0.0, 0.0);
        var (h11, h12, h22) = (Ridge, 0.0, Ridge);
        for (var i = 0; i < fit.Margins.Length; i++)
        {
            var margin = fit.Margins[i];
            var probability = Logistic((slope * margin) + offset);
            var miss = fit.Weights[i] * (probability - fit.Targets[i]);
            var curvature = fit.Weights[i] * probability * (1 - probability);
            gradientSlope += miss * margin;
            gradientOffset += miss;
            h11 += curvature * margin * margin;
            h12 += curvature * margin;
            h22 += curvature;
        }

        var determinant = (h11 * h22) - (h12 * h12);
        return (
            gradientSlope,
            gradientOffset,
            -((h22 * gradientSlope) - (h12 * gradientOffset)) / determinant,
            -((h11 * gradientOffset) - (h12 * gradientSlope)) / determinant);
    }

    private static double Loss(Problem fit, double slope, double offset)
    {
        var loss = 0.0;
        for (var i = 0; i < fit.Margins.Length; i++)
        {
            var x = (slope * fit.Margins[i]) + offset;
            // −t·ln σ(x) − (1 − t)·ln(1 − σ(x)), by the larger side so that the exponential never overflows.
            var tail = Math.Log(1 + Math.Exp(-Math.Abs(x)));
            loss += fit.Weights[i] * ((x >= 0 ? (1 - fit.Targets[i]) * x : -fit.Targets[i] * x) + tail);
        }

        return loss;
    }

    /// <summary>Weighted mean and deviation of the margins; the deviation is 0 where it is rounding.</summary>
    private static (double Mean, double Deviation) Spread(ReadOnlySpan<double> margins, ReadOnlySpan<double> weights, double total)
    {
        var (mean, squares, largest) = (0.0, 0.0, 0.0);
        for (var i = 0; i < margins.Length; i++)
            mean += weights.WeightAt(i) / total * margins[i];
        for (var i = 0; i < margins.Length; i++)
        {
            squares += weights.WeightAt(i) / total * (margins[i] - mean) * (margins[i] - mean);
            largest = Math.Max(largest, Math.Abs(margins[i]));
        }

        var deviation = Math.Sqrt(squares);
        return (mean, deviation > 1e-12 * largest ? deviation : 0);
    }

    private readonly record struct Problem(double[] Margins, double[] Targets, double[] Weights, double Total);
}
