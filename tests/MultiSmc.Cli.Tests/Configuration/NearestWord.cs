using CsCheck;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Tests.Configuration;

public sealed class NearestWord
{
    private static readonly Gen<string> Words = Gen.String[Gen.Char['a', 'd'], 0, 8];

    [Theory]
    [InlineData("vpin_windw", "vpin_window")]
    [InlineData("VPIN-Window", "vpin_window")]
    [InlineData("bukcet", "bucket")]
    [InlineData("overshot", "overshoot")]
    [InlineData("terminal", null)]
    [InlineData("", null)]
    public void Is_the_one_with_fewest_edits_unless_too_far(string word, string? nearest) =>
        Assert.Equal(nearest, Nearest.Find(word, ["bucket", "overshoot", "vpin_window"]));

    [Fact]
    public void Has_distance_zero_only_from_itself() =>
        Gen.Select(Words, Words).Sample((a, b) => (Nearest.Distance(a, b) == 0) == (a == b));

    [Fact]
    public void Has_the_same_distance_both_ways_within_the_bounds_of_the_lengths() => Gen.Select(Words, Words).Sample((a, b) =>
    {
        var distance = Nearest.Distance(a, b);
        return distance == Nearest.Distance(b, a) && distance >= Math.Abs(a.Length - b.Length) && distance <= Math.Max(a.Length, b.Length);
    });

    [Fact]
    public void Is_one_edit_away_after_neighbours_are_swapped() => Words.Where(static w => w.Length >= 2).Sample(word =>
    {
        var swapped = word[1].ToString() + word[0] + word[2..];
        return Nearest.Distance(word, swapped) == (word[0] == word[1] ? 0 : 1);
    });
}
