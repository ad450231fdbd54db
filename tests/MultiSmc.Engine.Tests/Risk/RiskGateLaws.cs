using System.Numerics;
using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

/// <summary>Any sequence of entries, adjustments and ends, beside a list kept by hand.</summary>
public sealed class RiskGateLaws
{
    private static readonly Gen<(int Step, int Pick, long Amount)[]> Steps =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1_000], Gen.Long[0, 400]).Array[0, 60];

    [Fact]
    public void What_is_committed_is_what_the_open_entries_hold() =>
        Gen.Select(Steps, Gen.Int[1, 5], Gen.Int[1, 3], Gen.Long[0, 2_000_000]).Sample((steps, most, mostPerSymbol, exposurePpm) =>
        {
            var limits = new RiskLimits { MaxPositions = most, MaxPositionsPerSymbol = mostPerSymbol, MaxExposurePpm = exposurePpm };
            var gate = new RiskGate(limits, 3);
            var open = new List<(int Symbol, long Notional)>();
            var equity = new Money(1_000);
            foreach (var (step, pick, amount) in steps)
            {
                var symbol = pick % 3;
                var verdict = gate.Judge(new InstrumentId(symbol), new Money(amount), equity);
                Assert.Equal(Expected(limits, open, symbol, amount, equity.Raw), verdict);
                if (step < 2 && verdict == RiskVerdict.Allowed)
                {
                    gate.Commit(new InstrumentId(symbol), new Money(amount));
                    open.Add((symbol, amount));
                }
                else if (step == 2 && open.Count > 0)
                {
                    var at = pick % open.Count;
                    gate.Adjust(new Money(open[at].Notional), new Money(amount));
                    open[at] = open[at] with { Notional = amount };
                }
                else if (step == 3 && open.Count > 0)
                {
                    var at = pick % open.Count;
                    gate.Release(new InstrumentId(open[at].Symbol), new Money(open[at].Notional));
                    open.RemoveAt(at);
                }

                Assert.Equal(open.Sum(entry => entry.Notional), gate.Committed.Raw);
            }

            foreach (var (symbol, notional) in open)
                gate.Release(new InstrumentId(symbol), new Money(notional));
            Assert.Equal(Money.Zero, gate.Committed);
        });

    [Fact]
    public void Releasing_what_was_not_committed_breaks_a_rule()
    {
        Assert.Throws<InvariantException>(() => new RiskGate(new RiskLimits(), 2).Release(new InstrumentId(0), Money.Zero));
        Assert.Throws<InvariantException>(() => Committed().Release(new InstrumentId(1), new Money(5)));
        Assert.Throws<InvariantException>(() => Committed().Release(new InstrumentId(0), new Money(6)));
    }

    [Fact]
    public void Adjusting_what_was_not_committed_breaks_a_rule()
    {
        Assert.Throws<InvariantException>(() => Committed().Adjust(new Money(6), Money.Zero));
        Assert.Throws<InvariantException>(() => Committed().Adjust(new Money(5), new Money(-1)));
    }

    private static RiskGate Committed()
    {
        var gate = new RiskGate(new RiskLimits(), 2);
        gate.Commit(new InstrumentId(0), new Money(5));
        return gate;
    }

    private static RiskVerdict Expected(RiskLimits limits, List<(int Symbol, long Notional)> open, int symbol, long notional, long equity)
    {
        if (open.Count >= limits.MaxPositions)
            return RiskVerdict.MaxPositions;
        if (open.Count(entry => entry.Symbol == symbol) >= limits.MaxPositionsPerSymbol)
            return RiskVerdict.MaxPositionsPerSymbol;
        var total = open.Aggregate((BigInteger)notional, (sum, entry) => sum + entry.Notional);
        return total * 1_000_000 > (BigInteger)equity * limits.MaxExposurePpm ? RiskVerdict.Exposure : RiskVerdict.Allowed;
    }
}
