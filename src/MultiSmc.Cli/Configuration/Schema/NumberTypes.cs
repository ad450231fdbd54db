using System.Globalization;
using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Cli.Configuration;

/// <summary>A whole number in a range; values are <see cref="long"/>.</summary>
/// <param name="min">Smallest.</param>
/// <param name="max">Largest.</param>
internal sealed class IntegerType(long min, long max) : ScalarType
{
    /// <inheritdoc/>
    public override string Name => "integer";

    /// <inheritdoc/>
    public override string Allowed => min == max
        ? string.Create(CultureInfo.InvariantCulture, $"{min}")
        : string.Create(CultureInfo.InvariantCulture, $"an integer from {min} to {max}");

    /// <inheritdoc/>
    public override string Format(object value) => ((long)value).ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override void WriteValue(Utf8JsonWriter json, object value) => json.WriteNumberValue((long)value);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteString("type", "integer");
        json.WriteNumber("minimum", min);
        json.WriteNumber("maximum", max);
    }

    /// <inheritdoc/>
    protected override object? Parse(ConfigNode.Scalar scalar, out string problem)
    {
        problem = scalar.IsQuoted ? "is text in quotes, not an integer" : "is not an integer";
        if (scalar.IsQuoted || !long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            return null;
        problem = "is out of range";
        return value >= min && value <= max ? value : null;
    }
}

/// <summary>An exact decimal with up to eight places; values are <see cref="long"/> in steps of 10^-8. Never goes through a double.</summary>
/// <param name="min">Smallest, in steps of 10^-8.</param>
internal sealed class DecimalType(long min) : ScalarType
{
    /// <summary>Above zero: prices, steps, buckets.</summary>
    public static DecimalType Positive { get; } = new(1);

    /// <summary>Zero and above: bounds and balances.</summary>
    public static DecimalType NotNegative { get; } = new(0);

    /// <inheritdoc/>
    public override string Name => "decimal";

    /// <inheritdoc/>
    public override string Allowed => min switch
    {
        0 => "a plain decimal from 0, up to 8 places",
        1 => "a plain decimal above 0, up to 8 places",
        _ => $"a plain decimal from {FixedPoint.Format(min)}, up to 8 places",
    };

    /// <inheritdoc/>
    public override string Format(object value) => FixedPoint.Format((long)value);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteStartArray("type");
        json.WriteStringValue("string");
        json.WriteStringValue("number");
        json.WriteEndArray();
        json.WriteString("pattern", @"^[0-9]+(\.[0-9]{1,8}0*)?$");
        if (min == 1)
            json.WriteNumber("exclusiveMinimum", 0);
        else
            json.WriteNumber("minimum", 0);
    }

    /// <inheritdoc/>
    protected override object? Parse(ConfigNode.Scalar scalar, out string problem)
    {
        problem = "is not a plain decimal";
        if (!FixedPoint.TryParse(scalar.Text.AsSpan(), out var value))
            return null;
        problem = "is out of range";
        return value >= min ? value : null;
    }
}

/// <summary>A length of time, like <c>250ms</c> or <c>1h</c>; values are <see cref="Duration"/>.</summary>
/// <param name="max">Longest.</param>
/// <param name="min">Shortest.</param>
internal sealed class DurationType(Duration max, Duration min = default) : ScalarType
{
    // From the longest: the first that divides is the one that is written.
    private static readonly (string Suffix, long Nanoseconds)[] Units =
    [
        ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000),
        ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
    ];

    /// <inheritdoc/>
    public override string Name => "duration";

    /// <inheritdoc/>
    public override string Allowed => $"a duration from {Text(min)} to {Text(max)}, as a number and ns, us, ms, s, m, h or d";

    /// <summary>The shortest exact form: "90s", "1h", "0".</summary>
    public static string Text(Duration duration)
    {
        if (duration == Duration.Zero)
            return "0";
        var (suffix, unit) = Array.Find(Units, u => duration.Nanoseconds % u.Nanoseconds == 0);
        return (duration.Nanoseconds / unit).ToString(CultureInfo.InvariantCulture) + suffix;
    }

    /// <inheritdoc/>
    public override string Format(object value) => Text((Duration)value);

    /// <inheritdoc/>
    public override void WriteSchema(Utf8JsonWriter json)
    {
        json.WriteStartArray("anyOf");
        json.WriteStartObject();
        json.WriteString("type", "string");
        json.WriteString("pattern", @"^[0-9]+(\.[0-9]+)?(ns|us|ms|s|m|h|d)$");
        json.WriteEndObject();
        if (min == Duration.Zero)
        {
            json.WriteStartObject();
            json.WriteNumber("const", 0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <inheritdoc/>
    protected override object? Parse(ConfigNode.Scalar scalar, out string problem)
    {
        problem = "is not a duration";
        var text = scalar.Text;
        if (text == "0")
        {
            problem = "is out of range";
            return min == Duration.Zero ? Duration.Zero : null;
        }

        var digits = text.AsSpan().TrimEnd("abcdefghijklmnopqrstuvwxyz").Length;
        var (suffix, unit) = Array.Find(Units, u => text.AsSpan(digits).SequenceEqual(u.Suffix));
        if (suffix is null || !TryParseAmount(text.AsSpan(0, digits), out var amount))
            return null;
        problem = "is out of range";
        var scaled = amount * unit;
        if (scaled % FixedPoint.Scale != 0)
            problem = "is finer than a nanosecond";
        else if (scaled / FixedPoint.Scale is var nanoseconds && nanoseconds >= min.Nanoseconds && nanoseconds <= max.Nanoseconds)
            return new Duration((long)nanoseconds);
        return null;
    }

    // In steps of 10^-8. Whole numbers go past what the fixed point holds: a day has 86,400 billion nanoseconds.
    private static bool TryParseAmount(ReadOnlySpan<char> text, out Int128 amount)
    {
        amount = 0;
        if (text.IsEmpty || !char.IsAsciiDigit(text[0]))
            return false;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole))
            amount = (Int128)whole * FixedPoint.Scale;
        else if (FixedPoint.TryParse(text, out var raw))
            amount = raw;
        else
            return false;
        return true;
    }
}
