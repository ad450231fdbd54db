using MultiSmc.Core;

namespace MultiSmc.Terminal;

/// <summary>
/// What became of the account's equity in a stretch of time. Money that came or went by no trade is taken out of every amount here: it is no gain and no fall.
/// </summary>
/// <param name="Start">Begin of the stretch, nanoseconds since the epoch; a whole multiple of its width.</param>
/// <param name="Open">Equity at its first point.</param>
/// <param name="High">The highest.</param>
/// <param name="Low">The lowest.</param>
/// <param name="Close">Equity at its last point.</param>
/// <param name="Fall">The deepest fall within it from a point to a later one; zero or more.</param>
/// <param name="FallShare">The deepest such fall as a share of the point it began at.</param>
/// <param name="Realised">Sum of the results of the session's closed positions at its last point.</param>
/// <param name="Moved">Money that had come (above zero) or gone by no trade since the session began, at its last point.</param>
internal readonly record struct EquityBar(long Start, Money Open, Money High, Money Low, Money Close, Money Fall, double FallShare, Money Realised, Money Moved)
{
    /// <summary>A single point.</summary>
    public static EquityBar Of(long start, Money equity, Money realised, Money moved) => new(start, equity, equity, equity, equity, Money.Zero, 0, realised, moved);

    /// <summary>Both as one; no fall is lost by it.</summary>
    /// <param name="later">What followed.</param>
    public EquityBar With(in EquityBar later)
    {
        var between = High - later.Low;
        var peak = High + later.Moved; // what the account would have been worth at its highest with what is in it now
        return this with
        {
            High = High > later.High ? High : later.High,
            Low = Low < later.Low ? Low : later.Low,
            Close = later.Close,
            Fall = Largest(Fall, later.Fall, between),
            FallShare = Math.Max(Math.Max(FallShare, later.FallShare), peak.Raw > 0 ? (double)between.Raw / peak.Raw : 0),
            Realised = later.Realised,
            Moved = later.Moved,
        };
    }

    private static Money Largest(Money one, Money two, Money three)
    {
        var larger = one > two ? one : two;
        return larger > three ? larger : three;
    }
}

/// <summary>Equity in bars of equal width. When there is no room for more, the width doubles: old and new are thinned alike, extremes and falls stay.</summary>
internal sealed class EquityBars
{
    private readonly EquityBar[] _bars;
    private int _first;
    private int _count;

    /// <param name="width">Width of a bar to begin with, nanoseconds.</param>
    /// <param name="capacity">Bars that are kept at most; even, 2 or more.</param>
    public EquityBars(long width, int capacity)
    {
        Invariant.That(width > 0 && capacity >= 2 && capacity % 2 == 0, "bars have a width and room");
        Width = width;
        _bars = new EquityBar[capacity];
    }

    /// <summary>Width of a bar, nanoseconds.</summary>
    public long Width { get; private set; }

    /// <summary>Realised results before the first bar.</summary>
    public Money RealisedBefore { get; private set; }

    /// <summary>What had come or gone by no trade before the first bar.</summary>
    public Money MovedBefore { get; private set; }

    /// <summary>Oldest first.</summary>
    public IEnumerable<EquityBar> All => Enumerable.Range(0, _count).Select(At);

    /// <summary>Begins anew.</summary>
    /// <param name="realised">Realised so far.</param>
    /// <param name="moved">Moved so far.</param>
    public void Begin(Money realised, Money moved)
    {
        _first = _count = 0;
        RealisedBefore = realised;
        MovedBefore = moved;
    }

    /// <summary>Adds a point; one from before the last is counted to the last.</summary>
    public void Add(long time, Money equity, Money realised, Money moved)
    {
        var bar = EquityBar.Of(time - time % Width, equity, realised, moved);
        if (_count > 0 && bar.Start <= Last.Start)
        {
            Last = Last.With(in bar);
            return;
        }

        if (_count == _bars.Length)
        {
            Thin();
            Add(time, equity, realised, moved);
            return;
        }

        _count++;
        Last = bar;
    }

    /// <summary>Forgets the bars that ended before a time.</summary>
    public void Forget(long before)
    {
        while (_count > 0 && At(0).Start + Width <= before)
        {
            RealisedBefore = At(0).Realised;
            MovedBefore = At(0).Moved;
            _first = (_first + 1) % _bars.Length;
            _count--;
        }
    }

    private EquityBar Last
    {
        get => At(_count - 1);
        set => _bars[(_first + _count - 1) % _bars.Length] = value;
    }

    private EquityBar At(int index) => _bars[(_first + index) % _bars.Length];

    private void Thin()
    {
        Width *= 2;
        EquityBar[] all = [.. All];
        _first = _count = 0;
        foreach (ref readonly var bar in all.AsSpan())
        {
            var wider = bar with { Start = bar.Start - bar.Start % Width };
            if (_count > 0 && wider.Start == Last.Start)
            {
                Last = Last.With(in wider);
                continue;
            }

            _count++;
            Last = wider;
        }
    }
}
