using CsCheck;

namespace MultiSmc.Core.Tests;

/// <summary>Any sequence of operations, beside a ledger kept by hand.</summary>
public sealed class BalancesLaws
{
    private enum Step
    {
        Add,
        Lock,
        Unlock,
        Take,
    }

    private static readonly Gen<(Step Step, int Asset, long Amount)[]> Steps =
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 4], Gen.Long[-20, 60]).Array[0, 80];

    [Fact]
    public void A_total_changes_only_by_what_is_added_or_taken_and_nothing_falls_below_zero() =>
        Steps.Sample(steps =>
        {
            string[] codes = ["USDT", "BTC", "BNB", "ETH", "1INCH"];
            var balances = new Balances();
            var expected = new Dictionary<string, (long Free, long Locked)>();
            foreach (var (step, index, amount) in steps)
            {
                var (free, locked) = expected.GetValueOrDefault(codes[index]);
                var moved = Apply(balances, step, new Asset(codes[index]), new Money(amount));
                Assert.Equal(IsPossible(step, amount, free, locked), moved);
                if (moved)
                    expected[codes[index]] = After(step, amount, free, locked);
                Check(balances, expected);
            }
        });

    private static bool Apply(Balances balances, Step step, Asset asset, Money amount)
    {
        switch (step)
        {
            case Step.Add:
                return balances.TryAdd(asset, amount);
            case Step.Lock:
                return balances.TryLock(asset, amount);
            default:
                try
                {
                    if (step == Step.Unlock)
                        balances.Unlock(asset, amount);
                    else
                        balances.TakeLocked(asset, amount);
                    return true;
                }
                catch (InvariantException)
                {
                    return false;
                }
        }
    }

    private static bool IsPossible(Step step, long amount, long free, long locked) => step switch
    {
        Step.Add => free + amount >= 0,
        Step.Lock => amount >= 0 && amount <= free,
        _ => amount >= 0 && amount <= locked,
    };

    private static (long Free, long Locked) After(Step step, long amount, long free, long locked) => step switch
    {
        Step.Add => (free + amount, locked),
        Step.Lock => (free - amount, locked + amount),
        Step.Unlock => (free + amount, locked - amount),
        _ => (free, locked - amount),
    };

    private static void Check(Balances balances, Dictionary<string, (long Free, long Locked)> expected)
    {
        var listed = balances.All.ToArray();
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), listed.Select(entry => entry.Asset.Code));
        foreach (var entry in listed)
        {
            Assert.Equal(expected[entry.Asset.Code], (entry.Balance.Free.Raw, entry.Balance.Locked.Raw));
            Assert.True(entry.Balance.Free >= Money.Zero && entry.Balance.Locked >= Money.Zero);
        }
    }
}
