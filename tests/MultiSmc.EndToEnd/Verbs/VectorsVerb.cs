using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Verbs;

public sealed class VectorsVerb
{
    [Fact]
    public async Task Never_replaces_a_folder_that_is_no_set_of_tables()
    {
        using var folder = new Workspace();
        folder.Write("params.json", "{}");
        folder.Write("mine/letter.txt", "dear");
        var before = folder.Entries();

        foreach (var target in new[] { "mine", ".", "mine/letter.txt" })
            Assert.Equal(1, (await folder.RunAsync("vectors", "--params", "params.json", "--root", ".", "--out", target)).Code);

        Assert.Equal(before, folder.Entries());
    }

    [Theory]
    [InlineData("nowhere/params.json", "nowhere/params.json: no such file")]
    [InlineData("params.json", "params.json: The parameters lack a key or hold a value of another type")]
    [InlineData("broken.json", "broken.json: ")]
    public async Task Says_which_parameters_it_can_t_read(string parameters, string message)
    {
        using var folder = new Workspace();
        folder.Write("params.json", "{}");
        folder.Write("broken.json", "{\"inputs\": [");
        var before = folder.Entries();

        var outcome = await folder.RunAsync("vectors", "--params", parameters, "--root", ".", "--out", "tables");

        Assert.Equal((4, ""), (outcome.Code, outcome.Out));
        Assert.StartsWith("error: " + message, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Entries());
    }
}
