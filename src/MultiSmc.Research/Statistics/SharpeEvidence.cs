namespace MultiSmc.Research;

/// <summary>A Sharpe ratio after a search among trials.</summary>
/// <param name="Sharpe">Of the chosen trial, per period.</param>
/// <param name="Trials">N, every configuration run on that data.</param>
/// <param name="ExpectedMaximum">SR₀, what the best of N trials without skill is expected to show; 0 for one trial.</param>
/// <param name="Probability">Deflated Sharpe ratio: chance in [0, 1] that the true Sharpe ratio is above SR₀.</param>
public sealed record DeflatedSharpe(double Sharpe, int Trials, double ExpectedMaximum, double Probability);

/// <summary>How much a Sharpe ratio proves, given its length, its shape, and how many were tried. All per period, not annualised.</summary>
/// <remarks>
/// Bailey, López de Prado: The Sharpe Ratio Efficient Frontier (2012), The Deflated Sharpe Ratio (2014). γ₄ is the raw kurtosis
/// in all formulas: with the excess, fat tails would look like safety.
/// </remarks>
public static class SharpeEvidence
{
    private const double EulerGamma = 0.5772156649015329;

    /// <summary>
    /// Probabilistic Sharpe ratio: PSR(SR₀) = Φ((SR − SR₀)·√(T − 1) / √(1 − γ₃·SR + (γ₄ − 1)/4·SR²)), the chance in [0, 1] that
    /// the true ratio is above SR₀.
    /// </summary>
    /// <param name="moments">Of the returns.</param>
    /// <param name="benchmark">SR₀ per period.</param>
    /// <returns>Null where the Sharpe ratio is undefined.</returns>
    public static double? Probabilistic(ReturnMoments moments, double benchmark = 0) =>
        moments.Sharpe is { } sharpe && Variance(moments) is { } variance
            ? NormalDistribution.Cdf((sharpe - benchmark) * Math.Sqrt(moments.Count - 1) / Math.Sqrt(variance))
            : null;

    /// <summary>
    /// Expected best Sharpe ratio of N trials without skill: σ·[(1 − γ)·Φ⁻¹(1 − 1/N) + γ·Φ⁻¹(1 − 1/(N·e))], γ = Euler's constant.
    /// For one trial 0: nothing was chosen.
    /// </summary>
    /// <param name="deviation">σ of the trials' Sharpe ratios, not negative.</param>
    /// <param name="trials">N, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No trials, or no deviation.</exception>
    public static double ExpectedMaximum(double deviation, int trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        if (!(deviation >= 0 && double.IsFinite(deviation)))
            throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "not a deviation");
        if (trials == 1)
            return 0;
        // Φ⁻¹(1 − p) = −Φ⁻¹(p), without rounding 1 − p.
        var best = -NormalDistribution.Inverse(1.0 / trials);
        var beyond = -NormalDistribution.Inverse(1 / (trials * Math.E));
        return deviation * (((1 - EulerGamma) * best) + (EulerGamma * beyond));
    }

    /// <summary>Deflated Sharpe ratio: PSR against the expected best of all trials.</summary>
    /// <param name="chosen">Moments of the chosen trial's returns.</param>
    /// <param name="trialSharpes">Sharpe ratio per period of every trial run on that data, the chosen one too; 0 for a trial that never varied.
    /// One trial gives PSR(0).</param>
    /// <returns>Null where the chosen trial's Sharpe ratio is undefined.</returns>
    /// <exception cref="ArgumentException">No trials, or a ratio that is not finite.</exception>
    public static DeflatedSharpe? Deflated(ReturnMoments chosen, IReadOnlyList<double> trialSharpes)
    {
        ArgumentOutOfRangeException.ThrowIfZero(trialSharpes.Count, nameof(trialSharpes));
        ReturnMoments.RequireFinite(trialSharpes);
        return Deflated(chosen, Statistics.SampleDeviation(trialSharpes) ?? 0, trialSharpes.Count);
    }

    /// <summary>Deflated Sharpe ratio where only the number of trials and the deviation of their Sharpe ratios were kept.</summary>
    /// <param name="chosen">Moments of the chosen trial's returns.</param>
    /// <param name="deviation">Of the trials' Sharpe ratios, with N − 1; of no effect for one trial.</param>
    /// <param name="trials">N, at least 1.</param>
    /// <returns>Null where the chosen trial's Sharpe ratio is undefined.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No trials, or no deviation.</exception>
    public static DeflatedSharpe? Deflated(ReturnMoments chosen, double deviation, int trials)
    {
        var expected = ExpectedMaximum(deviation, trials);
        return chosen.Sharpe is { } sharpe && Probabilistic(chosen, expected) is { } probability
            ? new DeflatedSharpe(sharpe, trials, expected, probability)
            : null;
    }

    /// <summary>
    /// Minimum track record: 1 + (1 − γ₃·SR + (γ₄ − 1)/4·SR²)·(Φ⁻¹(1 − α)/(SR − SR₀))², the number of returns from which on
    /// this ratio proves, at level α, a true one above SR₀. In periods; compare it with <see cref="ReturnMoments.Count"/>.
    /// </summary>
    /// <param name="moments">Of the returns.</param>
    /// <param name="benchmark">SR₀ per period.</param>
    /// <param name="alpha">In (0, 0.5).</param>
    /// <returns>Null where the Sharpe ratio is undefined, and where it is not above SR₀: no length would prove it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">α is out of range.</exception>
    public static double? MinimumTrackRecord(ReturnMoments moments, double benchmark = 0, double alpha = 0.05)
    {
        if (alpha is not (> 0 and < 0.5))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "not in (0, 0.5)");
        if (moments.Sharpe is not { } sharpe || !(sharpe > benchmark) || Variance(moments) is not { } variance)
            return null;
        var ratio = NormalDistribution.Inverse(alpha) / (sharpe - benchmark);
        return 1 + (variance * ratio * ratio);
    }

    /// <summary>
    /// 1 − γ₃·SR + (γ₄ − 1)/4·SR². Since γ₄ ≥ 1 + γ₃² it is never below (1 − γ₃·SR/2)²; null where it vanishes (returns of two
    /// values can do that): there the formulas say nothing.
    /// </summary>
    private static double? Variance(ReturnMoments moments)
    {
        if (moments is not { Sharpe: { } sharpe, Skewness: { } skewness, Kurtosis: { } kurtosis })
            return null;
        var variance = 1 - (skewness * sharpe) + ((kurtosis - 1) / 4 * sharpe * sharpe);
        return variance > 1e-12 ? variance : null;
    }
}
