using System.Globalization;

namespace MultiSmc.Research;

/// <summary>An axis of numbers whose ends and ticks are round: multiples of 1, 2 or 5 times a power of ten.</summary>
internal sealed class LinearScale
{
    private LinearScale(double step, long first, long last)
    {
        Step = step;
        Ticks = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(index => (first + index) * step)];
        Decimals = DecimalsOf(step);
    }

    /// <summary>Distance of the ticks.</summary>
    public double Step { get; }

    /// <summary>From the lower end to the upper one; at least two.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Decimals that tell the ticks apart.</summary>
    public int Decimals { get; }

    public double Low => Ticks[0];

    public double High => Ticks[^1];

    /// <summary>An axis that holds all values; around one value alone it leaves room on both sides.</summary>
    public static LinearScale Of(double min, double max, int wantedTicks)
    {
        if (!(max - min > 1e-12 * Math.Max(Math.Abs(min), Math.Abs(max))))
        {
            var room = min == 0 ? 1 : Math.Abs(min) / 100;
            (min, max) = (min - room, max + room);
        }

        var step = RoundStep((max - min) / wantedTicks);
        return new LinearScale(step, (long)Math.Floor(min / step), (long)Math.Ceiling(max / step));
    }

    /// <summary>Where a value lies: 0 at the lower end, 1 at the upper one.</summary>
    public double ShareOf(double value) => (value - Low) / (High - Low);

    /// <summary>A tick as people write it: "12,500", "0.25".</summary>
    public string Label(double tick)
    {
        var text = tick.ToString("N" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? text.TrimStart('-') : text;
    }

    /// <summary>The smallest round number that is not below a step. By multiplication alone: powers differ between machines in the last bit.</summary>
    public static double RoundStep(double step)
    {
        var unit = 1.0;
        while (unit > step)
            unit /= 10;
        while (unit * 10 <= step)
            unit *= 10;
        return step <= unit ? unit : step <= 2 * unit ? 2 * unit : step <= 5 * unit ? 5 * unit : 10 * unit;
    }

    private static int DecimalsOf(double step)
    {
        var decimals = 0;
        for (var unit = step; unit < 0.999 && decimals < 8; unit *= 10)
            decimals++;
        return decimals;
    }
}
