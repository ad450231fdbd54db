using System.Text.Json;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

/// <summary>A live node on a local exchange, from its start to Ctrl+C, steered from other processes.</summary>
public sealed class SteeredLive
{
    [Fact]
    public async Task Answers_every_verb_stops_in_good_order_and_goes_on()
    {
        // Two days of trades, 20 minutes of ours: a market that ends while a busy machine still starts processes never brings the entry or the position that is waited for.
        using var place = await LivePlace.PlayAsync(SyntheticRows.Of(seed: 4, count: 400_000), "150");
        place.Configure();
        await place.SetKeyAsync(LivePlace.GoodKey);
        using var node = await place.StartNodeAsync();
        var status = await place.JsonAsync("status");
        Assert.Equal(("live-custom", "running", "wall"), (Text(status, "mode"), Text(status, "phase"), Text(status, "clock")));
        var session = Text(status, "session");
        await OnlyOneNodeAsync(place);

        using (var logs = Multismc.Start(place.Folder.Path, "logs", "-f", "-n", "500"))
        {
            await logs.WaitForOutAsync("our books are the exchange's");
            Assert.Contains("Paused.", (await place.DoneAsync("pause")).Out, StringComparison.Ordinal);
            await logs.WaitForOutAsync("Paused.");
            Assert.Equal("paused", Assert.Single((await place.JsonAsync("status")).GetProperty("locks").EnumerateArray()).GetString());
            Assert.Contains("entries locked (paused)", (await place.DoneAsync("status")).Out, StringComparison.Ordinal);
            Assert.Contains("Resumed.", (await place.DoneAsync("resume")).Out, StringComparison.Ordinal);
            await logs.WaitForOutAsync("Resumed.");
            await logs.SignalAsync("INT");
            Assert.Equal(0, (await logs.FinishAsync()).Code);
        }

        await CancelledAsync(place);
        await ClosedAsync(place);

        await place.UntilAsync("positions", static json => Held(json).Any());
        Assert.Contains("Killed.", (await place.DoneAsync("kill", "--flatten")).Out, StringComparison.Ordinal);
        await place.UntilAsync("positions", static json => !Held(json).Any());
        await place.UntilAsync("orders", static json => json.GetProperty("orders").GetArrayLength() == 0);
        Assert.Contains("entries locked (killed)", (await place.DoneAsync("status")).Out, StringComparison.Ordinal);
        await place.DoneAsync("resume");
        // A stop while something rests has something to tell.
        await place.UntilAsync("orders", static json => json.GetProperty("orders").GetArrayLength() > 0);

        await node.SignalAsync("INT");
        var stopped = await node.FinishAsync();
        Assert.True(stopped.Code == 0, stopped.Error);
        Assert.StartsWith($"stopped: session {session}, ", stopped.Out, StringComparison.Ordinal);
        Assert.Contains("The session goes on with the next start.", stopped.Out, StringComparison.Ordinal);
        Assert.Matches(@"On standby\. \d+ entr(y|ies) taken back; positions stay protected\. Protection stays on the exchange\.", stopped.Error);
        Assert.DoesNotContain(LivePlace.GoodKey, stopped.Out + stopped.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(LivePlace.Secret, stopped.Out + stopped.Error, StringComparison.Ordinal);
        Assert.Equal(6, (await place.Folder.RunAsync("status")).Code);
        var inputs = await place.ReplayAsync(session);

        using var again = await place.StartNodeAsync();
        var resumed = await place.JsonAsync("status");
        Assert.Equal((session, true), (Text(resumed, "session"), resumed.GetProperty("resumed").GetBoolean()));
        await again.SignalAsync("TERM");
        Assert.Equal(0, (await again.FinishAsync()).Code);
        Assert.True(await place.ReplayAsync(session) > inputs);
    }

    /// <summary>Neither the folder nor the account is given to a second node.</summary>
    private static async Task OnlyOneNodeAsync(LivePlace place)
    {
        var second = await place.Folder.RunAsync("live", "--no-terminal");
        Assert.Equal((1, ""), (second.Code, second.Out));
        Assert.Contains("another node runs on this state folder", second.Error, StringComparison.Ordinal);
        place.Configure("second.yaml", static text => text.Replace("state: state", "state: second", StringComparison.Ordinal));
        var other = await place.Folder.RunAsync("live", "--no-terminal", "--config", "second.yaml");
        Assert.Equal((1, ""), (other.Code, other.Out));
        Assert.Contains("another node runs on this account", other.Error, StringComparison.Ordinal);
    }

    /// <summary>Takes one entry back by its name; the market may be quicker, then the next.</summary>
    private static async Task CancelledAsync(LivePlace place)
    {
        while (true)
        {
            var orders = await place.UntilAsync("orders", static json => Entries(json).Any());
            var name = Entries(orders).First();
            if ((await place.DoneAsync("orders")).Out.Contains(name, StringComparison.Ordinal)
                && await place.Folder.RunAsync("cancel", name) is { Code: 0 } cancelled)
            {
                Assert.Contains("1 entry", cancelled.Out, StringComparison.Ordinal);
                await place.UntilAsync("orders", json => !Entries(json).Contains(name));
                return;
            }
        }
    }

    /// <summary>Sells a position at market; its target or stop may be quicker, then the next.</summary>
    private static async Task ClosedAsync(LivePlace place)
    {
        while (true)
        {
            await place.UntilAsync("positions", static json => Held(json).Any());
            var shown = (await place.DoneAsync("positions")).Out;
            if ((await place.Folder.RunAsync("close", "LTCUSDT")).Code != 0)
                continue;
            Assert.Contains("LTCUSDT", shown, StringComparison.Ordinal);
            var trades = await place.UntilAsync("trades", static json => json.GetProperty("trades").GetArrayLength() > 0);
            Assert.Contains("LTCUSDT", (await place.DoneAsync("trades")).Out, StringComparison.Ordinal);
            Assert.Contains("LTCUSDT", trades.GetRawText(), StringComparison.Ordinal);
            return;
        }
    }

    private static IEnumerable<string> Entries(JsonElement json) => json.GetProperty("orders").EnumerateArray()
        .Where(static order => Text(order, "side") == "buy" && !order.GetProperty("cancel_sent").GetBoolean()).Select(static order => Text(order, "order"));

    private static IEnumerable<JsonElement> Held(JsonElement json) => json.GetProperty("symbols").EnumerateArray()
        .SelectMany(static symbol => symbol.GetProperty("setups").EnumerateArray())
        .Where(static setup => decimal.Parse(Text(setup, "held"), System.Globalization.CultureInfo.InvariantCulture) > 0);

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString() ?? "";
}
