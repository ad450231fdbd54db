using System.Numerics;

namespace MultiSmc.Research;

/// <summary>Was the best trial of a sweep chosen by skill or by luck?</summary>
/// <param name="Probability">PBO: share of the splits in which the trial that was best in sample ranked in the lower half out of sample, in [0,
/// 1].</param>
/// <param name="MeanLogit">Mean of the logits; about 0 when the choice is worth nothing.</param>
/// <param name="Logits">λ of each split, in order of the splits' bit patterns.</param>
/// <param name="LeftOut">Oldest returns that did not fill a block.</param>
/// <remarks>Bailey, Borwein, López de Prado, Zhu: The Probability of Backtest Overfitting (2015), combinatorially symmetric
/// cross-validation.</remarks>
public sealed record BacktestOverfitting(double Probability, double MeanLogit, IReadOnlyList<double> Logits, int LeftOut)
{
    /// <summary>Blocks of a default run: 12,870 splits.</summary>
    public const int DefaultBlocks = 16;

    /// <summary>More blocks would be 2.7 million splits and blocks too short to mean anything.</summary>
    public const int MaxBlocks = 20;

    /// <summary>
    /// Cuts the returns in even blocks, and for each choice of half of them as "in sample" takes the trial with the best Sharpe
    /// ratio there (the first of equals), its rank among the trials on the other half (ascending, ties averaged),
    /// ω = rank/(N + 1) and λ = ln(ω/(1 − ω)). The Sharpe ratio of returns that do not vary is 0.
    /// </summary>
    /// <param name="trials">One series of returns a trial, all over the same periods, oldest first.</param>
    /// <param name="blocks">S, even, 2 to <see cref="MaxBlocks"/>.</param>
    /// <returns>Null with fewer than two trials, or when half the blocks hold fewer than two returns.</returns>
    /// <exception cref="ArgumentException">Series of different lengths, a return that is not finite, or blocks out of range.</exception>
    public static BacktestOverfitting? Compute(IReadOnlyList<IReadOnlyList<double>> trials, int blocks = DefaultBlocks)
    {
        if (blocks % 2 != 0 || blocks < 2 || blocks > MaxBlocks)
            throw new ArgumentOutOfRangeException(nameof(blocks), blocks, $"not an even number from 2 to {MaxBlocks}");
        if (trials.Count < 2)
            return null;
        var count = trials[0].Count;
        foreach (var trial in trials)
        {
            if (trial.Count != count)
                throw new ArgumentException($"a trial has {trial.Count} returns, another {count}");
            ReturnMoments.RequireFinite(trial);
        }

        var length = count / blocks;
        if (length * (blocks / 2) < 2)
            return null;
        var leftOut = count % blocks;
        var pieces = trials.Select(trial => Cut(trial, leftOut, length, blocks)).ToArray();
        var logits = new List<double>();
        for (var choice = 0; choice < 1 << blocks; choice++)
        {
            if (BitOperations.PopCount((uint)choice) == blocks / 2)
                logits.Add(Logit(pieces, choice));
        }

        return new BacktestOverfitting((double)logits.Count(logit => logit <= 0) / logits.Count, logits.Average(), logits, leftOut);
    }

    private static double Logit(SeriesSum[][] pieces, int choice)
    {
        var (best, bestSharpe) = (0, double.NegativeInfinity);
        for (var trial = 0; trial < pieces.Length; trial++)
        {
            var sharpe = Sharpe(pieces[trial], choice);
            if (sharpe > bestSharpe)
                (best, bestSharpe) = (trial, sharpe);
        }

        var chosen = Sharpe(pieces[best], ~choice);
        var (below, equal) = (0, 0);
        foreach (var trial in pieces)
        {
            var sharpe = Sharpe(trial, ~choice);
            below += sharpe < chosen ? 1 : 0;
            equal += sharpe == chosen ? 1 : 0;
        }

        var rank = below + ((equal + 1) / 2.0);
        // ω/(1 − ω) with ω = rank/(N + 1); exactly 1, so λ = 0, in the very middle.
        return Math.Log(rank / (pieces.Length + 1 - rank));
    }

    private static double Sharpe(SeriesSum[] blocks, int choice)
    {
        var sum = default(SeriesSum);
        for (var k = 0; k < blocks.Length; k++)
        {
            if ((choice >> k & 1) == 1)
                sum = sum.With(blocks[k]);
        }

        return sum.Sharpe;
    }

    private static SeriesSum[] Cut(IReadOnlyList<double> returns, int from, int length, int blocks)
    {
        var pieces = new SeriesSum[blocks];
        for (var i = 0; i < length * blocks; i++)
            pieces[i / length] = pieces[i / length].With(returns[from + i]);
        return pieces;
    }
}
