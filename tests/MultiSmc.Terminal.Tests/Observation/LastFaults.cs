using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Terminal.Tests;

/// <summary>The last words of each connection stay, however much has happened since.</summary>
public sealed class LastFaults
{
    [Fact]
    public async Task The_words_of_a_connections_last_fault_outlive_the_journal()
    {
        await using var session = new DemoSession(2_000, mode: TerminalMode.Paper);
        session.Model.MeasureHealth = _ => new HealthView(
            [Link("market-data"), Link("user-data"), Link("orders")], null, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);
        Tell(session, new VenueEvent.ConnectionChanged(VenueLink.UserData, new Timestamp(500_000), false, "connecting"));
        Tell(session, new VenueEvent.ConnectionChanged(VenueLink.MarketData, new Timestamp(500_000), false, "connecting"));
        Tell(session, new VenueEvent.ConnectionChanged(VenueLink.MarketData, new Timestamp(600_000), true, "connected"));
        Tell(session, new VenueEvent.ConnectionChanged(VenueLink.MarketData, new Timestamp(1_000_000), false, "the other side closed"));
        Tell(session, new VenueEvent.ConnectionChanged(VenueLink.MarketData, new Timestamp(2_000_000), true, "connected"));
        Tell(session, new VenueEvent.PlaceRefused(new InstrumentId(0), new Timestamp(3_000_000), [new ClientOrderId("a")], null, -2010, "Order would immediately match and take."));
        session.Model.Read(static state =>
        {
            for (var i = 0; i < 30_000; i++)
                state.Note(new Timestamp(4_000_000), "system", "info", null, "noise", Params.None);
            return true;
        });
        session.Clock.Advance(TimeSpan.FromSeconds(5));
        session.Step();
        var page = new TwinPage();
        using var feed = session.Model.Feed.Subscribe(DemoSession.First, null, null);
        session.Clock.Advance(TimeSpan.FromSeconds(2));
        session.Step();
        page.Take((await feed.NextAsync(TestContext.Current.CancellationToken))!);
        var links = page["health"]!["links"]!.AsArray().ToDictionary(static link => (string)link!["name"]!, static link => link!["fault"]);
        Assert.Equal("the other side closed", (string?)links["market-data"]!["text"]);
        Assert.Equal(("-2010", "Order would immediately match and take.", 3L), ((string?)links["orders"]!["code"], (string?)links["orders"]!["text"], (long)links["orders"]!["t"]!));
        Assert.Null(links["user-data"]);

        // The node is started anew and says so: its connections begin once more.
        Command(session, new OperatorCommand.Standby("s", "node", IsOn: true, KeepEntries: false));
        Tell(session, new VenueEvent.ConnectionChanged(VenueLink.MarketData, new Timestamp(5_000_000), false, "connecting"));
        Assert.Equal("the other side closed", session.Model.Read(static state => state.Faults["market-data"].Text));
        Assert.DoesNotContain(session.Model.Read(static state => state.Journal.Page(long.MaxValue, null, "closed", 5)), static entry => entry.Code == "link-down");
    }

    [Fact]
    public async Task A_deposit_is_no_result_of_the_day()
    {
        await using var session = new DemoSession(20_000, mode: TerminalMode.Paper);
        session.Run();
        var before = session.Model.Read(static state => state.Money.Account([]).Day);
        Tell(session, new VenueEvent.Transfer(new InstrumentId(0), session.Model.Read(static state => state.Now), new Asset("USDT"), new Money(500 * FixedPoint.Scale)));
        session.Model.Read(static state =>
        {
            var free = state.Money.Balances[state.Money.Currency];
            state.Money.Apply(new VenueEvent.AccountUpdate(default, state.Now, [new AssetBalance(state.Money.Currency, free with { Free = free.Free + new Money(500 * FixedPoint.Scale) })], IsWhole: false));
            return true;
        });
        Assert.Equal(before, session.Model.Read(static state => state.Money.Account([]).Day));
        Assert.Equal(500 * FixedPoint.Scale, session.Model.Read(static state => state.Equity.Moved).Raw);
    }

    private static LinkView Link(string name) => new(name, "up", null, null, null, null, 0, [], null);

    private static void Command(DemoSession session, OperatorCommand command) => session.Model.Read(state =>
    {
        var seen = new ObservedEvent { Kind = ObservedKind.Command, Time = state.Now, Payload = command };
        state.Apply(ref seen);
        return true;
    });

    private static void Tell(DemoSession session, VenueEvent venueEvent) => session.Model.Read(state =>
    {
        var seen = new ObservedEvent { Kind = ObservedKind.Venue, Time = new Timestamp(Math.Max(state.Now.Nanoseconds, 3_000_000)), Payload = venueEvent };
        state.Apply(ref seen);
        return true;
    });
}
