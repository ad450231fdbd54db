using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>
/// A seeded tape of trades for demonstrations and tests: runs of one aggressor, mostly unchanged prices, heavy-tailed sizes, clustered times,
/// volatility regimes and swings, no drift. Integer arithmetic throughout, constant memory, the same trades however they are read.
/// </summary>
/// <remarks>
/// Two quotes a tick apart follow a hidden fair price in jumps (about every fourth trade), so that some 65 % of trades print at the last price.
/// The aggressor keeps its side with a probability near 0.9, a little more where it pushes the quotes toward the fair price.
/// Two thirds of the trades inside a run share its timestamp. About half the trades are dust;
/// sizes double in rarity for each factor 1.6. With <see cref="SyntheticTapeParameters.EdgePpm"/> the aggressors lean, some three to one, to the
/// side that drives the price.
/// </remarks>
public sealed class SyntheticTape : IMarketSource
{
    /// <summary>1.6^k × 256 for k in 0..15.</summary>
    private static readonly int[] SizeGrowth =
        [256, 410, 655, 1_049, 1_678, 2_684, 4_295, 6_872, 10_995, 17_592, 28_147, 45_036, 72_058, 115_292, 184_467, 295_148];

    /// <summary>By how much of 256 a planted edge makes a flip away from its side rarer and one toward it likelier, whatever its strength.</summary>
    private const int PressureLean = 12;

    private readonly Instrument _instrument;
    private readonly SyntheticTapeParameters _parameters;
    private readonly FairPrice _fair;
    private SplitMix64 _random;
    private long _produced;
    private long _timeNs;
    private long _bidTicks;
    private bool _isBuyer;

    /// <param name="instrument">Whose trades; prices and quantities are whole ticks and lots.</param>
    /// <param name="parameters">What the tape looks like.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is out of its range.</exception>
    public SyntheticTape(Instrument instrument, SyntheticTapeParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate(instrument);
        _instrument = instrument;
        _parameters = parameters;
        _fair = new FairPrice(instrument, parameters);
        _random = new SplitMix64(parameters.Seed);
        _timeNs = parameters.StartTime.Nanoseconds;
        _bidTicks = _fair.Ticks;
    }

    /// <inheritdoc/>
    public int Read(Span<MarketEvent> buffer)
    {
        var count = (int)Math.Min(buffer.Length, _parameters.TradeCount - _produced);
        for (var i = 0; i < count; i++)
            buffer[i] = new MarketEvent(_instrument.Id, NextTrade());
        return count;
    }

    /// <summary>Nothing to release.</summary>
    public void Dispose()
    {
    }

    private TradeTick NextTrade()
    {
        _fair.Step();
        var bits = _random.Next();
        // Out of 256: a flip is likelier when the run leads away from the fair price.
        var leadsToFair = _isBuyer == _fair.Ticks > _bidTicks;
        var lean = _fair.Pressure * (_isBuyer ? PressureLean : -PressureLean);
        var isFlip = (int)(bits & 0xFF) < (leadsToFair ? 20 : 32) - lean;
        _isBuyer ^= isFlip;
        if (((bits >> 8) & 0xFF) < 71)
            _bidTicks = _fair.Ticks;
        if (isFlip || ((bits >> 16) & 0xFF) >= 170)
            _timeNs += NextGap((bits >> 24) & 0xFF);
        var ticks = _isBuyer ? _bidTicks + 1 : _bidTicks;
        var price = new Price(checked(ticks * _instrument.TickSize.Raw));
        return new TradeTick(
            _parameters.FirstTradeId + _produced++, new Timestamp(_timeNs), price, NextSize(price),
            _isBuyer ? AggressorSide.Buyer : AggressorSide.Seller);
    }

    /// <summary>
    /// Two kinds of gaps, short (3 in 5) and long, in whole microseconds; wild regimes are busier. With 40 % of trades after a gap and a long
    /// gap's mean 6 times <see cref="SyntheticTapeParameters.MeanGap"/>, the mean over the tape comes out near the parameter.
    /// </summary>
    private long NextGap(ulong kind)
    {
        var mean = _parameters.MeanGap.Nanoseconds;
        var gap = kind < 154 ? mean / 64 : _fair.Regime switch { 0 => mean * 9, 1 => mean * 7, 2 => mean * 5, _ => mean * 3 };
        return Math.Max(1, Exponential(gap) / 1_000) * 1_000;
    }

    /// <summary>An exponential-like value of the given mean: k + u halvings with P(k) = 2^-(k+1), whose mean is 1.5.</summary>
    private long Exponential(long mean)
    {
        var bits = _random.Next();
        var halvings = System.Numerics.BitOperations.TrailingZeroCount(bits | 1UL << 40);
        return (long)((Int128)mean * ((long)halvings * 4096 + (long)(bits >> 52)) / 6144);
    }

    private Quantity NextSize(Price price)
    {
        var bits = _random.Next();
        var rarity = Math.Min(System.Numerics.BitOperations.TrailingZeroCount(bits | 1UL << 20), SizeGrowth.Length - 1);
        var isDust = ((bits >> 32) & 0xFF) < 140;
        // Uniform in [1, 2) × 2^12 within one class.
        var spread = 4096 + (long)(bits >> 52);
        var notional = (Int128)_parameters.TypicalNotional.Raw * SizeGrowth[rarity] / 256 * spread / 4096 / (isDust ? 40 : 1);
        var quantity = new Quantity((long)(notional * FixedPoint.Scale / price.Raw)).RoundDownTo(_instrument.LotSize);
        return quantity < _instrument.LotSize ? _instrument.LotSize : quantity;
    }
}
