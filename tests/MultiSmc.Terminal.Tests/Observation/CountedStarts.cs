using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Terminal.Tests;

/// <summary>How often a session was started again is told by its own journal: by the node's commands in it.</summary>
public sealed class CountedStarts
{
    [Fact]
    public async Task Each_time_the_node_is_ready_is_a_start_and_all_but_the_first_are_restarts()
    {
        await using var session = new DemoSession(2_000, mode: TerminalMode.Paper);
        session.Model.MeasureHealth = _ => new HealthView([], null, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
        session.Step();
        Assert.Equal(0, Restarts(session));

        // Started, ready; stopped; started, ready; fallen, started, ready.
        foreach (var isOn in new[] { true, false, true, true, false, true, false })
            Tell(session, isOn);
        session.Clock.Advance(TimeSpan.FromSeconds(5));
        session.Step();
        Assert.Equal(2, Restarts(session));
    }

    private static void Tell(DemoSession session, bool isOn) => session.Model.Read(state =>
    {
        var seen = new ObservedEvent { Kind = ObservedKind.Command, Time = new Timestamp(1), Payload = new OperatorCommand.Standby("node-1", "node", isOn, true) };
        state.Apply(ref seen);
        return true;
    });

    private static int Restarts(DemoSession session)
    {
        var page = new TwinPage();
        using var feed = session.Model.Feed.Subscribe(DemoSession.First, null, null);
        session.Clock.Advance(TimeSpan.FromSeconds(2));
        session.Step();
        var frame = feed.NextAsync(CancellationToken.None).AsTask();
        Assert.True(frame.IsCompletedSuccessfully, "a snapshot waits for a new page");
        page.Take(frame.Result!);
        return (int)page["health"]!["restarts"]!;
    }
}
