using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Sockets.Tests;

/// <summary>Cases 5 to 9: answers late or lost; nobody knows what became of an order or a cancel. It is asked for, never sent again.</summary>
public sealed class UnknownOutcomes
{
    private const string Mute = """{"mute": true}""";
    private const string Unmute = """{"mute": false}""";

    [Theory]
    [InlineData("events", """{"behindAnswers": true}""")]
    [InlineData("latency", """{"eventMs": 700}""")]
    [InlineData("latency", """{"answerMs": 700}""")]
    [InlineData("answer", """{"endpoint": "order.place", "action": "drop"}""")]
    [InlineData("answer", """{"endpoint": "orderList.place.oco", "action": "drop"}""")]
    public async Task Case_05_answer_before_or_after_the_report_or_never(string action, string json)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.AdminAsync(action, json);

        await rig.OpenPositionAsync();

        Assert.Single(rig.Watch.Entries);
        Assert.Single(rig.Sent.OfType<VenueRequest.PlaceOco>());
        await rig.AdminAsync("reset", "{}");
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData(503, -1007, false)]
    [InlineData(503, -1007, true)]
    [InlineData(500, -1006, false)]
    [InlineData(502, -1000, true)]
    [InlineData(0, 0, false)]
    [InlineData(0, 0, true)]
    public async Task Case_06_timeout_on_an_order_that_is_live_and_fills(int status, int code, bool fillsBeforeWeAsk)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.AdminAsync("events", Mute); // the stream says nothing either
        if (fillsBeforeWeAsk)
            await rig.AdminAsync("answer", """{"endpoint": "order.status", "count": 100000}""");
        await rig.AdminAsync("answer", status == 0
            ? """{"endpoint": "order.place", "action": "drop"}"""
            : $$"""{"endpoint": "order.place", "when": "after", "status": {{status}}, "code": {{code}}, "message": "who knows"}""");
        await rig.MakeZoneAsync();
        await rig.UntilAsync("the entry rests", () => rig.RestsAsync(Side.Buy, "43.054"));
        if (!fillsBeforeWeAsk)
        {
            await rig.UntilAsync("the node has found it", async () => (await rig.StatusAsync()).Orders is [{ State: WorkingState.Live }]);
            await rig.AdminAsync("events", Unmute);
        }

        await rig.FillEntryAsync();
        await rig.AdminAsync("reset", "{}");

        await rig.ProtectedAsync("43.010");
        Assert.Single(rig.Watch.Entries);
        Assert.Contains(rig.Sent, request => request is VenueRequest.QueryOrder query && query.ClientOrderId == rig.Watch.Entries[0].ClientOrderId);
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("error")]
    [InlineData("drop")]
    public async Task Case_07_timeout_on_an_order_that_never_existed(string action)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.AdminAsync("answer", $$"""{"endpoint": "order.place", "action": "{{action}}", "when": "before"}""");
        await rig.MakeZoneAsync();

        await rig.ToldAsync("order-absent");

        Assert.Single(rig.Watch.Entries); // not sent again while it was unknown
        Assert.Empty(await rig.Truth.OpenOrdersAsync());
        await rig.TradeAsync("101.20"); // once it is settled, the setup may try again, under another name
        await rig.UntilAsync("the second entry rests", () => rig.RestsAsync(Side.Buy, "43.054"));
        Assert.Equal(2, rig.Watch.Entries.Length);
        Assert.Equal(1, rig.Watch.Told("order-absent"));
        Assert.Equal(new Money(0), await rig.Truth.TotalAsync("AAA"));
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Case_08_cancel_times_out_and_the_order_fills_instead(bool isSeen)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("answer", """{"endpoint": "order.cancel", "when": "before", "count": 100000}""");
        if (!isSeen)
            await rig.AdminAsync("events", Mute);
        await rig.PauseAsync();
        await rig.UntilAsync("the cancel has left", () => rig.Sent.Any(static request => request is VenueRequest.CancelOrder));

        await rig.FillEntryAsync();
        await rig.AdminAsync("reset", "{}");

        await rig.ProtectedAsync("43.010");
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData("error", "before")]
    [InlineData("drop", "after")]
    public async Task Case_08_cancel_times_out_and_the_order_still_lives_or_is_gone(string action, string when)
    {
        await using var rig = await LiveRig.StartAsync();
        await rig.PlaceEntryAsync();
        await rig.AdminAsync("events", Mute);
        await rig.AdminAsync("answer", $$"""{"endpoint": "order.cancel", "action": "{{action}}", "when": "{{when}}", "count": {{(when == "before" ? 100_000 : 1)}}}""");
        await rig.PauseAsync();
        await rig.UntilAsync("nobody knows", () => when == "after" || rig.Watch.Words.Any(static word => word is VenueEvent.CancelUnknown));

        await rig.AdminAsync("reset", "{}");

        await rig.OpenOrdersAsync(0);
        await rig.AgreeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Case_09_cancel_refused_because_filled_and_the_report_comes_after(bool doesReportCome)
    {
        var usual = new RigSettings();
        // While the stream is mute nobody tells what the protection locks, until books are compared.
        await using var rig = await LiveRig.StartAsync(usual with { Reconciliation = usual.Reconciliation with { Interval = Duration.FromSeconds(10) } });
        await rig.PlaceEntryAsync();
        await (doesReportCome ? rig.AdminAsync("latency", """{"eventMs": 800}""") : rig.AdminAsync("events", Mute));
        await rig.FillEntryAsync();
        Assert.Empty(rig.Watch.Fills);
        await rig.PauseAsync();

        await rig.ProtectedAsync("43.010");

        Assert.Contains(rig.Watch.Words, static word => word is VenueEvent.CancelRefused);
        await rig.AdminAsync("reset", "{}");
        await rig.AgreeAsync();
    }
}
