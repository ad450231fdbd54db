using System.Text.Json;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

/// <summary>A live node that dies without a word goes on from its journal, and its books become the exchange's again.</summary>
public sealed class KilledLive
{
    [Fact]
    public async Task Goes_on_with_what_it_had_and_replays_identically()
    {
        using var place = await LivePlace.PlayAsync(SyntheticRows.Of(seed: 4, count: 400_000), "150");
        place.Configure();
        await place.SetKeyAsync(LivePlace.GoodKey);
        var session = "";
        var inputs = 0L;
        for (var kill = 0; kill < 3; kill++)
        {
            using var node = await place.StartNodeAsync();
            var status = await place.UntilAsync("status", json => HasWork(json) && json.GetProperty("inputs").GetInt64() > inputs);
            if (kill == 0)
                session = status.GetProperty("session").GetString() ?? "";
            Assert.Equal((session, kill > 0), (status.GetProperty("session").GetString(), status.GetProperty("resumed").GetBoolean()));
            Assert.True(await node.TryKillAsync());
            // What was on the disk is whole, and nothing that had an effect was lost.
            var durable = await place.ReplayAsync(session);
            Assert.True(durable >= status.GetProperty("durable_inputs").GetInt64(), $"{durable} of {status.GetRawText()}");
            inputs = durable;
        }

        using var last = await place.StartNodeAsync();
        var alive = await place.UntilAsync("status", static json => json.GetProperty("reconciled").GetBoolean());
        Assert.Equal(0, alive.GetProperty("symbols")[0].GetProperty("missing_ids").GetInt64());
        await last.SignalAsync("TERM");
        var stopped = await last.FinishAsync();
        Assert.True(stopped.Code == 0, stopped.Error);
        Assert.Contains($"session {session} goes on behind input {inputs}", stopped.Error, StringComparison.Ordinal);
        Assert.True(await place.ReplayAsync(session) > inputs);
    }

    private static bool HasWork(JsonElement status) => status.GetProperty("orders").GetArrayLength() > 0;
}
