using System.Diagnostics;
using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>How much of a position a person wants to have sold. A closed set.</summary>
public abstract record PositionPart
{
    /// <summary>The whole, in parts per million.</summary>
    public const int Whole = 1_000_000;

    private PositionPart()
    {
    }

    /// <summary>A share of what is held.</summary>
    /// <param name="Ppm">In parts per million, above 0; <see cref="Whole"/> is all of it.</param>
    public sealed record Share(int Ppm) : PositionPart;

    /// <summary>An amount.</summary>
    /// <param name="Base">Of the base asset, above 0.</param>
    public sealed record Amount(Quantity Base) : PositionPart;

    /// <summary>What it comes to of a position, floored to the lot.</summary>
    /// <param name="held">What can be sold of it.</param>
    /// <param name="lot">The instrument's lot.</param>
    public Quantity Of(Quantity held, Quantity lot) => this switch
    {
        Share share => new Quantity((long)((Int128)held.Raw * share.Ppm / Whole)).RoundDownTo(lot),
        Amount amount => amount.Base.RoundDownTo(lot),
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads "50%" or "12.5%": above 0 and at most 100 %, to four places.</summary>
    public static bool TryParseShare(string? text, out Share share)
    {
        share = new Share(0);
        if (text is null || !text.EndsWith('%') || !decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
            return false;
        var ppm = percent * (Whole / 100);
        if (ppm is <= 0 or > Whole || ppm != decimal.Truncate(ppm))
            return false;
        share = new Share((int)ppm);
        return true;
    }
}

/// <summary>What came of asking for a part of a position to be sold.</summary>
/// <param name="Positions">How many positions give something; 0 when it was refused.</param>
/// <param name="Quantity">How much of the base asset is being sold.</param>
/// <param name="Rest">How much of it stays, protected.</param>
/// <param name="Refusal">Why not, in words a trader understands; "" when it is done.</param>
public readonly record struct PartOutcome(int Positions, Quantity Quantity, Quantity Rest, string Refusal)
{
    /// <summary>Nothing is sold, and nothing has changed.</summary>
    public static PartOutcome Refused(string why) => new(0, default, default, why);
}
