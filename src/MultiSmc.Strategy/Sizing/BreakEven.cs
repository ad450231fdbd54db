using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>Levels and costs of a trade, as far as its odds depend on them. Prices are in canonical units, fees in parts per million.</summary>
public readonly record struct TradeGeometry
{
    /// <summary>Direction of the trade.</summary>
    public required Direction Side { get; init; }

    /// <summary>Entry price, above zero; paid as maker.</summary>
    public required long Entry { get; init; }

    /// <summary>Target price; sold as maker.</summary>
    public required long Tp { get; init; }

    /// <summary>Stop price; sold as taker.</summary>
    public required long Sl { get; init; }

    /// <summary>Maker fee.</summary>
    public long MakerPpm { get; init; }

    /// <summary>Taker fee.</summary>
    public long TakerPpm { get; init; }

    /// <summary>How far a stop slips, in ticks.</summary>
    public long StopSlippageTicks { get; init; }

    /// <summary>Tick size in canonical price units.</summary>
    public long Tick { get; init; }
}

/// <summary>Odds of a trade with one target and one stop, costs included, per unit of entry value.</summary>
/// <param name="Gain">What the target brings (0.01 is one per cent); may be negative when costs eat the range.</param>
/// <param name="Loss">What the stop costs, as a positive number.</param>
public readonly record struct BreakEven(double Gain, double Loss)
{
    private const long Million = 1_000_000;

    /// <summary>The target brings more than the costs; otherwise no probability is high enough.</summary>
    public bool IsReachable => Gain > 0;

    /// <summary>
    /// Win probability above which the trade pays, p* = l / (g + l), in [0, 1]; +∞ when none does, so that "p ≥ p*" is false for every p;
    /// 0 when even the stop does not lose.
    /// </summary>
    public double Probability => !IsReachable ? double.PositiveInfinity : Loss <= 0 ? 0 : Loss / (Gain + Loss);

    /// <summary>Gain and loss of a trade. Products are exact in 128 bits; each result is rounded to double once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The entry is not above zero.</exception>
    public static BreakEven Compute(in TradeGeometry trade)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trade.Entry, 1, nameof(trade));
        var side = (int)trade.Side;
        var slipped = (Int128)trade.Sl - side * (Int128)trade.StopSlippageTicks * trade.Tick;
        var paid = trade.Entry * ((Int128)Million + side * trade.MakerPpm);
        var gain = side * (trade.Tp * ((Int128)Million - side * trade.MakerPpm) - paid);
        var loss = side * (paid - slipped * (Million - side * trade.TakerPpm));
        var entry = (double)((Int128)trade.Entry * Million);
        return new BreakEven((double)gain / entry, (double)loss / entry);
    }

    /// <summary>Mean result per unit of entry value when the target is reached with probability <paramref name="probability"/>.</summary>
    public double Expectancy(double probability) => probability * Gain - (1 - probability) * Loss;

    /// <summary>Kelly's fraction of the equity as notional, f* = p/l − (1 − p)/g, not below zero; 0 when no probability pays, +∞ when the stop does
    /// not lose.</summary>
    /// <remarks>Kelly (1956). The full fraction is an upper bound under a known p; see <see cref="CappedKelly"/>.</remarks>
    public double KellyFraction(double probability)
    {
        if (!IsReachable)
            return 0;
        return Loss <= 0 ? double.PositiveInfinity : Math.Max(0, probability / Loss - (1 - probability) / Gain);
    }

    /// <summary>
    /// The part of Kelly's fraction that may be used: at most a quarter of it, taken at p less one standard error, and never above
    /// <paramref name="maxFraction"/>.
    /// </summary>
    /// <param name="probability">A calibrated win probability.</param>
    /// <param name="standardError">Its standard error, not negative.</param>
    /// <param name="share">Part of Kelly's fraction, in [0, 0.25].</param>
    /// <param name="maxFraction">Largest notional as a fraction of the equity, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public double CappedKelly(double probability, double standardError, double share = 0.25, double maxFraction = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(standardError);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 0.25);
        ArgumentOutOfRangeException.ThrowIfNegative(maxFraction);
        var full = KellyFraction(Math.Max(0, probability - standardError));
        return share == 0 ? 0 : Math.Min(maxFraction, share * full);
    }
}
