using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>A symbol and how it behaves.</summary>
/// <param name="Instrument">Its trading rules: prices and quantities are whole ticks and lots.</param>
/// <param name="Profile">Its habits.</param>
public sealed record SyntheticListing(Instrument Instrument, SyntheticProfile Profile);

/// <summary>
/// One symbol, an order at a time: when it comes, what the makers did before, which side it takes, how much, what it meets. The fair price behind the
/// quotes is a martingale whatever is known of the past: noise of its own, its share of the market's, and what the surprise in a side tells.
/// </summary>
internal sealed class SyntheticSymbol
{
    /// <summary>Bits behind the point of the fair price, which is in ticks.</summary>
    public const int FairBits = 20;

    private const int RelativeBits = 40;
    private const int SizesRefreshMask = 63;
    private const int BurstFactor = 20;
    private const int CrashFactor = 5;
    private readonly SyntheticMarketParameters _parameters;
    private readonly SyntheticProfile _profile;
    private readonly ActivityCascade _activity;
    private readonly MarketFactor _factor;
    private readonly OrderSigns _signs;
    private readonly FlowPressure _pressure;
    private readonly Spells _bursts;
    private readonly Spells _outages;
    private readonly Spells _gaps;
    private readonly SyntheticBook _book;
    private readonly long _noiseUnit;
    private readonly long _impactUnit;
    private SplitMix64 _random;
    private long _timeNs;
    private long _fair;
    private long _orders;
    private bool _isFollower;

    public SyntheticSymbol(SyntheticListing listing, SyntheticMarketParameters parameters, bool hasBook)
    {
        (_parameters, _profile) = (parameters, listing.Profile);
        var instrument = listing.Instrument;
        var ticks = _profile.StartPrice.Raw / instrument.TickSize.Raw;
        if (ticks < 200 || ticks > 1L << 36)
        {
            throw new ArgumentException(
                $"{instrument.Symbol}: the profile {_profile.Name} starts at {_profile.StartPrice}, {ticks} ticks of {instrument.TickSize}; take a profile that starts at 200 ticks or more",
                nameof(listing));
        }

        // By name: a symbol's events do not depend on which others are in the market.
        var seed = parameters.Seed;
        foreach (var letter in instrument.Symbol)
            seed = (seed ^ letter) * 0x100000001B3;
        var start = (parameters.StartTime.Nanoseconds + 999) / 1_000 * 1_000;
        _random = new SplitMix64(seed ^ 0x6F7264657273);
        _activity = new ActivityCascade(seed ^ 0x6163746976, parameters.Seed ^ 0x736C6F77, start, _profile.ActivitySwing, _profile.VolatilitySwing);
        _factor = new MarketFactor(parameters);
        _signs = new OrderSigns(seed ^ 0x7369676E73, _profile);
        // In orders and not by the clock: in a busy hour noise and pressure both move the price farther.
        var orders = Math.Max(_profile.OrdersIn(Duration.FromSeconds(3_600)), 1);
        _pressure = new FlowPressure(parameters.EdgePpm, orders, Math.Max(_profile.OrdersIn(parameters.EdgeStay), 10), seed);
        _bursts = new Spells(seed ^ 0x6275727374, start, parameters.BurstsPerDay, 5_000_000_000, 20_000_000_000);
        _outages = new Spells(seed ^ 0x6F7574616765, start, parameters.OutagesPerDay, 30_000_000_000, 300_000_000_000);
        _gaps = new Spells(seed ^ 0x67617073, start, parameters.GapsPerDay, 1_000_000_000, 60_000_000_000);
        _noiseUnit = PpbToRelative(_profile.NoisePpb);
        _impactUnit = PpbToRelative(_profile.ImpactPpb);
        _timeNs = start;
        _fair = ticks << FairBits;
        Tape = new EventTape(instrument, hasBook);
        _book = new SyntheticBook(instrument, _profile, seed ^ 0x626F6F6B, Tape, parameters.FirstTradeId);
        _book.Open(ticks);
    }

    /// <summary>Events not read yet.</summary>
    public EventTape Tape { get; }

    /// <summary>The fair price in 2^-20 ticks: for tests.</summary>
    internal long Fair => _fair;

    /// <summary>Makes sure that there are events to read.</summary>
    /// <returns>False at the end of time.</returns>
    public bool TryFill()
    {
        while (Tape.IsEmpty)
        {
            Tape.Clear();
            if (!TryStep())
                return false;
        }

        return true;
    }

    /// <summary>The book as it stands after the last event made, read or not.</summary>
    public DepthSnapshot Snapshot() => new(Tape.UpdateId, Copy(_book.Bids), Copy(_book.Asks));

    private bool TryStep()
    {
        var before = _timeNs;
        PassTime();
        if (_timeNs > _parameters.EndTime.Nanoseconds)
        {
            _timeNs = long.MaxValue / 2;
            return false;
        }

        if ((_orders++ & SizesRefreshMask) == 0)
            _book.SettleSizes(_fair >> FairBits);
        MoveFair();
        // Makers act up to a millisecond before the order, at a whole microsecond like it, and not in an outage.
        var quotedNs = Math.Max(_timeNs - Math.Min(_timeNs - before, 2_000_000) / 2_000 * 1_000, _outages.LastEndNs);
        _book.Maintain(quotedNs, _fair, _factor.IsCrashing);
        var sign = _signs.Next(_pressure.Sign * PressureLean, out var surprise);
        var cents = _profile.Orders.Next(ref _random);
        var weight = cents >= _profile.Orders.NinthDecile ? 3 : 1;
        _fair += Draw.Scale(_fair, (_impactUnit * surprise >> 16) * weight, RelativeBits);
        _book.Execute(_timeNs, sign > 0, cents, _gaps.Covers(_timeNs));
        return true;
    }

    /// <summary>What a planted edge adds to the expected sign, whatever its strength: buyers and sellers some three to two.</summary>
    private const int PressureLean = 13_000;

    private void MoveFair()
    {
        var noise = Draw.Scale(Draw.Normal(ref _random), _noiseUnit * (_activity.Volatility >> 4) >> 12, 16);
        var common = _factor.AdvanceTo(_timeNs) * _profile.FactorShare / 256;
        _pressure.Step(_fair);
        // Below 100 ticks a tick is too coarse for the moves.
        _fair = Math.Max(100L << FairBits, _fair + Draw.Scale(_fair, noise + common, RelativeBits) + _pressure.Drive);
    }

    private void PassTime()
    {
        _isFollower = Draw.Happens(ref _random, _isFollower ? _profile.FollowAgainShare : _profile.FollowShare);
        if (_isFollower)
        {
            var mean = _profile.FollowGap.Nanoseconds >> (2 * (int)(_random.Next() >> 62));
            _timeNs += Draw.Exponential(ref _random, mean) / 1_000 * 1_000;
        }
        else
        {
            Wait();
        }

        _activity.AdvanceTo(_timeNs);
        if (!_outages.Covers(_timeNs))
            return;
        _timeNs = (_outages.EndNs / 1_000 + 1) * 1_000;
        _outages.Covers(_timeNs);
    }

    /// <summary>An exponential wait at a rate that changes on the way: it is drawn anew where the rate does, as it has no memory.</summary>
    private void Wait()
    {
        while (true)
        {
            _activity.AdvanceTo(_timeNs);
            var isBurst = _bursts.Covers(_timeNs);
            var rate = _activity.Activity * DayRhythm.At(_timeNs) >> 16;
            rate *= (isBurst ? BurstFactor : 1) * (_factor.IsCrashing ? CrashFactor : 1);
            var gap = Draw.Exponential(ref _random, (long)(((Int128)_profile.MeanGap.Nanoseconds << 16) / Math.Max(rate, 1)));
            var change = Math.Min(_activity.NextSwitchNs, isBurst ? _bursts.EndNs : _bursts.BeginNs);
            if (_timeNs + gap < change)
            {
                _timeNs = (_timeNs + gap) / 1_000 * 1_000;
                return;
            }

            _timeNs = (change + 999) / 1_000 * 1_000;
            if (_timeNs > _parameters.EndTime.Nanoseconds)
                return;
        }
    }

    private static long PpbToRelative(int ppb) => (long)(((Int128)ppb << RelativeBits) / 1_000_000_000);

    private DepthLevel[] Copy(BookSide side)
    {
        var levels = new DepthLevel[side.Count];
        for (var i = 0; i < levels.Length; i++)
            levels[i] = new DepthLevel(Tape.PriceOf(side[i].Ticks), Tape.QuantityOf(side[i].Lots));
        return levels;
    }
}
