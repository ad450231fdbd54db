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
        var result = LabApi.Recompute(session.Model, new LabApi.LabRequest(DemoSession.First, own, own with { MinRange = 0.01 }, ["minRange", "ttl"]), CancellationToken.None);
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
    public async Task Values_that_no_detector_takes_are_refused_in_words()
    {
        await using var session = new DemoSession(2_000);
        var own = LabParameters.Of(session.Model.Setup.Markets[0]);
        Assert.Throws<ApiException>(() => LabApi.Recompute(session.Model, new LabApi.LabRequest("NOPE", own, own, null), CancellationToken.None));
        var bad = Assert.Throws<ApiException>(() => LabApi.Recompute(session.Model, new LabApi.LabRequest(DemoSession.First, own with { OteTop = 5 }, own, null), CancellationToken.None));
        Assert.Equal(400, bad.Status);
        Assert.Equal(503, Assert.Throws<ApiException>(() => LabApi.Recompute(session.Model, new LabApi.LabRequest(DemoSession.First, own with { Bucket = 1 }, own, null), CancellationToken.None)).Status);
    }
}
