using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

public sealed class OrderNames
{
    [Fact]
    public void Come_from_the_session_the_input_and_a_count_within_it()
    {
        var rig = new KernelRig(session: "s1");
        rig.Spies[0].Does = (context, call) =>
        {
            if (call.StartsWith("trade", StringComparison.Ordinal))
                context.Trace(context.NextName() + " " + context.NextName());
        };
        rig.Trade("100");
        Assert.Contains("s1-2-1 s1-2-2", rig.Trade("100").Words);
        Assert.Contains("s1-3-1 s1-3-2", rig.Trade("100").Words);
    }

    [Fact]
    public void Are_the_same_after_a_replay_and_others_in_another_session()
    {
        Assert.Equal(Names("a"), Names("a"));
        Assert.Empty(Names("a").Intersect(Names("b")));
    }

    [Fact]
    public void Are_counted_over_all_instruments_of_an_input()
    {
        var rig = new KernelRig(instruments: 2);
        foreach (var spy in rig.Spies)
            spy.Does = (context, _) => context.Trace(context.NextName());
        var words = rig.Venue(new VenueEvent.AccountUpdate(new InstrumentId(0), rig.Now, [])).Words;
        Assert.Equal(["account", "t-1-1", "account", "t-1-2"], words);
    }

    private static List<string> Names(string session)
    {
        var rig = new KernelRig(session: session);
        var names = new List<string>();
        rig.Spies[0].Does = (context, _) => names.Add(context.NextName());
        rig.Trades("100", "101", "102");
        Assert.Equal(6, names.Count);
        return names;
    }
}
