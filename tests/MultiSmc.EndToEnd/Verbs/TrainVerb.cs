using System.Globalization;
using System.Text.RegularExpressions;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Verbs;

public sealed partial class TrainVerb
{
    [Fact]
    public async Task Says_how_many_zones_it_takes_and_what_to_do_where_there_are_too_few()
    {
        using var folder = new Workspace();
        folder.WriteArchive("LTCUSDT-trades-2025-01-01", SyntheticRows.Of(seed: 5, count: 60_000));
        folder.Configure("*.zip");
        var before = folder.Entries();

        var train = await folder.RunAsync("train", "--name", "m1");

        Assert.Equal((7, ""), (train.Code, train.Out));
        var lines = train.Error.Split('\n');
        var counted = Counted().Match(train.Error);
        Assert.True(counted.Success, train.Error);
        var (questions, zones, won) = (Number(counted, 1), Number(counted, 2), Number(counted, 3));
        Assert.InRange(zones, 1, 199);
        Assert.InRange(questions, zones, int.MaxValue);
        Assert.Equal(
            $"error: too few to train on: {zones} labelled zones, 200 are needed ({won} questions won). "
            + "Add more recordings, or make more zones of them: a smaller bucket, smaller swings, a smaller min_range_ppm",
            lines[^2]);
        Assert.Equal(before, folder.Entries());
    }

    [Theory]
    [InlineData("../m1")]
    [InlineData("none")]
    [InlineData("a..b")]
    public async Task Refuses_a_name_that_no_configuration_could_use_before_it_reads_the_tape(string name)
    {
        using var folder = new Workspace();
        folder.WriteArchive("LTCUSDT-trades-2025-01-01", SyntheticRows.Of(seed: 5, count: 100));
        folder.Configure("*.zip");

        var train = await folder.RunAsync("train", "--name", name);

        Assert.Equal((2, ""), (train.Code, train.Out));
        Assert.Contains("is no name for a model", train.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("questions", train.Error, StringComparison.Ordinal);
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?m)^(\d+) questions of (\d+) zones, (\d+) of them won$")]
    private static partial Regex Counted();
}
