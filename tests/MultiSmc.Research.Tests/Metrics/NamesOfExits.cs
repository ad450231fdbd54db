using MultiSmc.Strategy;

namespace MultiSmc.Research.Tests;

public sealed class NamesOfExits
{
    [Fact]
    public void Are_one_for_each_reason() =>
        Assert.Distinct(Enum.GetValues<ExitReason>().Select(StableNames.Of));
}
