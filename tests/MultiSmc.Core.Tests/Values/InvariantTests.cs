namespace MultiSmc.Core.Tests;

public sealed class BrokenRule
{
    [Fact]
    public void Throws_with_the_rule_and_where_it_broke()
    {
        var broken = Assert.Throws<InvariantException>(() => Invariant.That(false, "water is wet", "Sea"));
        Assert.Equal("Sea: broken invariant: water is wet", broken.Message);
    }

    [Fact]
    public void Is_silent_while_the_rule_holds() => Assert.Null(Record.Exception(() => Invariant.That(true, "water is wet")));
}
