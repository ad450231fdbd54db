using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>One symbol bought at its first trade and sold at its last.</summary>
/// <param name="Symbol">Which.</param>
/// <param name="Return">After both commissions, as a fraction.</param>
public sealed record HeldSymbol(string Symbol, double? Return);

/// <summary>What the same money would have done without the strategy. Cash is the other benchmark: it returns 0.</summary>
public sealed record BuyAndHold
{
    /// <summary>End − start of the money put in; null without a tape or without money.</summary>
    public required Money? NetResult { get; init; }

    /// <summary>Net result ÷ the money put in.</summary>
    public required double? Return { get; init; }

    /// <summary>Each symbol alone, in the order of the configuration.</summary>
    public required IReadOnlyList<HeldSymbol> Symbols { get; init; }

    /// <summary>Equal shares of the money in every symbol that traded, one taker commission in and one out; no slippage.</summary>
    /// <param name="instruments">The run's instruments with their tapes.</param>
    /// <param name="takerFeePpm">Commission, taken from what is received: base on the way in, quote on the way out.</param>
    /// <param name="capital">The money at the start.</param>
    public static BuyAndHold Compute(IReadOnlyList<InstrumentResult> instruments, long takerFeePpm, Money capital)
    {
        var held = Held(instruments);
        if (held.Length == 0 || capital.Raw <= 0)
            return new BuyAndHold { NetResult = null, Return = null, Symbols = [] };
        var part = new Money(capital.Raw / held.Length);
        var symbols = new List<HeldSymbol>();
        var net = Money.Zero;
        foreach (var (instrument, tape, _) in held)
        {
            var result = Sold(part, tape, takerFeePpm) - part;
            net += result;
            symbols.Add(new HeldSymbol(instrument.Symbol, Statistics.Ratio(result, part)));
        }

        return new BuyAndHold { NetResult = net, Return = Statistics.Ratio(net, capital), Symbols = symbols };
    }

    /// <summary>Those that traded.</summary>
    internal static InstrumentResult[] Held(IReadOnlyList<InstrumentResult> instruments) =>
        [.. instruments.Where(static instrument => instrument.Tape is { First: not null, FirstPrice.Raw: > 0 })];

    /// <summary>What a part that was bought at a tape's first price is worth at a later one, not sold.</summary>
    internal static Money Worth(Money part, TapeFacts tape, Price price, long takerFeePpm) =>
        new(checked((long)(part.Raw * (Int128)(1_000_000 - takerFeePpm) / 1_000_000 * price.Raw / tape.FirstPrice.Raw)));

    /// <summary>What it brings when it is sold at the last price.</summary>
    internal static Money Sold(Money part, TapeFacts tape, long takerFeePpm)
    {
        var kept = (Int128)(1_000_000 - takerFeePpm);
        var bought = part.Raw * kept / 1_000_000;
        var grown = bought * tape.LastPrice.Raw / tape.FirstPrice.Raw;
        return new Money(checked((long)(grown * kept / 1_000_000)));
    }
}
