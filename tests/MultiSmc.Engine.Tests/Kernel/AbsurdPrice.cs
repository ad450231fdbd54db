namespace MultiSmc.Engine.Tests;

public sealed class AbsurdPrice
{
    [Fact]
    public void Is_left_out_with_an_alert_and_changes_nothing()
    {
        var rig = new KernelRig();
        rig.Trade("100");
        var calls = rig.Calls.Count;

        var outcome = rig.Trade("90000000000", "0.001");

        Assert.Equal(calls, rig.Calls.Count);
        Assert.Contains(outcome.Effects, effect => effect.Payload is Alert { Code: "absurd-price" });
        Assert.Equal(Given.Price("100"), rig.Kernel.Portfolio.MarkOf(new Core.InstrumentId(0)));
    }
}
