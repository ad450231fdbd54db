using CsCheck;

namespace MultiSmc.Simulation.Tests;

public sealed class AnyRun
{
    [Fact]
    public void Conserves_every_asset_and_keeps_the_laws_of_orders() =>
        Gen.ULong.Sample(seed => new RandomRun(seed).Play(300).Referee.Log.Count > 0, iter: 600);

    [Fact]
    public void Is_the_same_again_from_the_same_seed() => Gen.ULong.Sample(
        seed => new RandomRun(seed).Play(200).Referee.Log.SequenceEqual(new RandomRun(seed).Play(200).Referee.Log), iter: 50);

    [Fact]
    public void Meets_every_rule_somewhere()
    {
        var log = string.Concat(Enumerable.Range(1, 150).SelectMany(seed => new RandomRun((ulong)seed).Play(300).Referee.Log));
        foreach (var word in new[]
        {
            "OCO_TRIGGER", "UNFILLED_IOC", "UNFILLED_FOK", "INSUFFICIENT_LIQUIDITY", "INSUFFICIENT_BALANCES", "Canceled/Canceled", "-2011", "Duplicate",
            "insufficient balance", "would immediately match", "would trigger", "NOTIONAL", "Trade/PartiallyFilled", "Trade/Filled",
            "relationship of the prices",
        })
        {
            Assert.Contains(word, log, StringComparison.Ordinal);
        }
    }
}
