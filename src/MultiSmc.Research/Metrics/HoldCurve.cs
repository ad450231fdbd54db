using MultiSmc.Core;

namespace MultiSmc.Research;

/// <summary>
/// What the same money was worth along the way, bought and held: <see cref="BuyAndHold"/> as a curve. A symbol's part is cash until its first trade, then
/// what it bought there after the commission, at the last price before each moment; at the end all is sold, the second commission paid.
/// </summary>
internal static class HoldCurve
{
    /// <summary>The worth at each moment; null where nothing was traded or there was no money.</summary>
    /// <param name="instruments">The run's instruments with their tapes.</param>
    /// <param name="takerFeePpm">Commission, once in and once out.</param>
    /// <param name="capital">The money at the start.</param>
    /// <param name="moments">Ascending; the last is the end.</param>
    public static Money[]? Compute(IReadOnlyList<InstrumentResult> instruments, long takerFeePpm, Money capital, IReadOnlyList<Timestamp> moments)
    {
        var held = BuyAndHold.Held(instruments);
        if (held.Length == 0 || capital.Raw <= 0 || moments.Count == 0)
            return null;
        var part = new Money(capital.Raw / held.Length);
        var worth = new Money[moments.Count];
        Array.Fill(worth, new Money(capital.Raw - part.Raw * held.Length)); // what could not be shared out equally stays cash
        foreach (var (_, tape, _) in held)
        {
            var at = 0;
            for (var i = 0; i < worth.Length; i++)
            {
                while (at < tape.Prices.Count && tape.Prices[at].Until <= moments[i])
                    at++;
                worth[i] += i == worth.Length - 1 ? BuyAndHold.Sold(part, tape, takerFeePpm)
                    : moments[i] <= tape.First ? part
                    : BuyAndHold.Worth(part, tape, moments[i] >= tape.Last ? tape.LastPrice : at > 0 ? tape.Prices[at - 1].Price : tape.FirstPrice, takerFeePpm);
            }
        }

        return worth;
    }
}
