using System.Net.Http.Json;
using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Terminal.Tests;

/// <summary>The lab's detector is the session's own.</summary>
public sealed class Recompute(ITestOutputHelper output)
{
    [Fact]
    public async Task With_the_session_s_values_the_lab_finds_the_session_s_zones()
    {
        await using var session = new DemoSession(60_000);
        session.Run();
        var own = LabParameters.Of(session.Model.Setup.Markets[0]);
        var result = LabApi.Recompute(session.Model, new LabApi.LabRequest(DemoSession.First, own, own with { MinRange = 0.01 }, ["minRange", "ttl"]), new LabMemory(), CancellationToken.None);
        output.WriteLine($"{result.Packets} packets in {result.RecomputeMs:0.0} ms");
        var record = session.Result.Runs[0].Record;
        var zones = record.Zones.Where(static zone => zone.Instrument.Index == 0).Select(static zone => zone.Zone).ToArray();
        Assert.NotEmpty(zones);
        Assert.Equal(
            zones.Select(static zone => (zone.Id, ContractNames.Of(zone.State), zone.Created, zone.EndedAt, zone.Entry)),
            result.Chart.Structure.Zones.Select(static zone => (zone.Id, zone.State, zone.Created, zone.EndedAt, zone.Entry)));
        Assert.True(result.Baseline.Figures.Zones < result.Figures.Zones);
        Assert.Equal(result.Figures.ExpectancyR, result.Map?.Values[2][2]);
    }

    [Fact]
    public async Task Twenty_thousand_packets_are_gone_through_while_a_slider_moves()
    {
        var session = new DemoSession(2_000);
        await using var terminal = await HostedTerminal.StartAsync(session);
        var random = new SplitMix64(7);
        output.WriteLine("seed 7");
        session.Model.Read(state =>
        {
            var (price, book) = (10_000L, state.Symbols[0]);
            for (var i = 0; i < 20_000; i++)
            {
                var open = price;
                price = Math.Max(5_000, price + (long)(random.Next() % 41) - 20);
                book.Packets.Add(
                    new Packet
                    {
                        Index = i,
                        Open = open,
                        Close = price,
                        High = Math.Max(open, price) + (long)(random.Next() % 9),
                        Low = Math.Min(open, price) - (long)(random.Next() % 9),
                        OpenTime = new Timestamp(i * 1_000_000_000L),
                        CloseTime = new Timestamp((i + 1) * 1_000_000_000L),
                        Quote = 2_000_000_000,
                        BuyQuote = 1_000_000_000,
                        TradeCount = 100,
                    },
                    book.Scales);
            }

            return true;
        });
        var own = LabParameters.Of(session.Model.Setup.Markets[0]);
        var best = TimeSpan.MaxValue;
        foreach (var range in new[] { 0.001, 0.0011, 0.0012, 0.0013, 0.0014 })
        {
            var body = new { set = DemoSession.First, parameters = own with { MinRange = range }, baseline = own, map = (string[]?)null };
            var started = System.Diagnostics.Stopwatch.GetTimestamp();
            using var response = await terminal.Http.PostAsJsonAsync("/api/v1/lab/recompute", body, new JsonSerializerOptions(JsonSerializerDefaults.Web), TestContext.Current.CancellationToken);
            var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            var took = System.Diagnostics.Stopwatch.GetElapsedTime(started);
            best = took < best ? took : best;
            Assert.True(response.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(bytes));
            using var answer = JsonDocument.Parse(bytes);
            Assert.Equal(20_000, answer.RootElement.GetProperty("packets").GetInt32());
            output.WriteLine($"{took.TotalMilliseconds:0} ms, of it the detector {answer.RootElement.GetProperty("recomputeMs").GetDouble():0.0} ms, {bytes.Length:N0} bytes");
        }

        Assert.True(best < TimeSpan.FromSeconds(5), $"{best}");
    }

    [Fact]
    public async Task Values_that_no_detector_takes_are_refused_in_words()
    {
        await using var session = new DemoSession(2_000);
        var own = LabParameters.Of(session.Model.Setup.Markets[0]);
        Assert.Throws<ApiException>(() => LabApi.Recompute(session.Model, new LabApi.LabRequest("NOPE", own, own, null), new LabMemory(), CancellationToken.None));
        var bad = Assert.Throws<ApiException>(() => LabApi.Recompute(session.Model, new LabApi.LabRequest(DemoSession.First, own with { OteTop = 5 }, own, null), new LabMemory(), CancellationToken.None));
        Assert.Equal(400, bad.Status);
        Assert.Equal(503, Assert.Throws<ApiException>(() => LabApi.Recompute(session.Model, new LabApi.LabRequest(DemoSession.First, own with { Bucket = 1 }, own, null), new LabMemory(), CancellationToken.None)).Status);
    }
}
