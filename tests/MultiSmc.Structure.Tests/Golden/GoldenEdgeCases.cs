using System.Text.Json;

namespace MultiSmc.Structure.Tests;

public sealed class GoldenEdgeCases
{
    private const string CasesFile = "golden/edge/structure.json.gz";
    private const int CaseCount = 33;

    [Fact]
    public void All_cases_are_run() => Assert.Equal(CaseCount, GoldenText.Json(CasesFile).GetArrayLength());

    [Theory]
    [MemberData(nameof(CaseNumbers))]
    public void Hand_made_bars_give_the_hand_made_structure(int number)
    {
        var item = GoldenText.Json(CasesFile)[number];
        var resets = item.GetProperty("reset_before") is { ValueKind: JsonValueKind.Number } before ? new HashSet<int> { before.GetInt32() } : [];
        var bars = item.GetProperty("bars").EnumerateArray().Select(bar => new Bar(bar[0].GetInt64(), bar[1].GetInt64(), bar[2].GetInt64(), bar[3].GetInt64()));
        var run = Run.Of(GoldenText.Parameters(item.GetProperty("config")), bars, resets);
        var expect = item.GetProperty("expect");
        var name = item.GetProperty("name").GetString();
        Assert.Equal<IEnumerable<string?>>([name, .. expect.GetProperty("events").EnumerateArray().Select(GoldenText.Row)], [name, .. run.Events.Select(e => GoldenText.Row(in e))]);
        Assert.Equal<IEnumerable<string?>>([name, .. expect.GetProperty("zones").EnumerateArray().Select(GoldenText.ZoneRow)], [name, .. run.Zones.Select(z => GoldenText.Row(in z))]);
        Assert.Equal(expect.GetProperty("trend").GetInt32(), (int)run.Detector.Trend);
    }

    public static TheoryData<int> CaseNumbers() => [.. Enumerable.Range(0, CaseCount)];
}
