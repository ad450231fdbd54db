using MultiSmc.Cli.Commands;
using MultiSmc.Cli.Tests.Configuration;
using MultiSmc.Terminal;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary>What a page orders becomes a verb with a configuration of its own, or a refusal that says why.</summary>
public sealed class OrdersFromAPage
{
    private static readonly CommandContext s_context = new(new CommandConsole(TextWriter.Null, TextWriter.Null, false, false), static () => Given.NoVariables);

    [Fact]
    public void A_training_is_the_verb_with_a_copy_of_the_configuration()
    {
        using var folder = new TemporaryFolder();
        var plan = Assert.IsType<JobPlan.Ready>(PlansOf(folder).Plan(new JobOrder { Kind = "train", Name = "btc-1", Symbols = ["LTCUSDT"], From = "2025-06-01", To = "2025-06-30" }));
        var file = Path.Combine(folder.Path, "state", "jobs", "train-btc-1.yaml");
        Assert.Equal(["train", "--config", file, "--name", "btc-1"], plan.Arguments);
        Assert.StartsWith("multismc train --config ", plan.Command, StringComparison.Ordinal);
        Assert.False(File.Exists(file)); // nothing is written for a look
        plan.Prepare?.Invoke();
        var copy = Given.Loaded(File.ReadAllText(file));
        Assert.Equal(("2025-06-01T00:00:00Z", "2025-07-01T00:00:00Z"), (copy.DataFrom.ToString()![..19] + "Z", copy.DataTo.ToString()![..19] + "Z"));
    }

    [Fact]
    public void A_download_ends_with_the_day_it_is_told()
    {
        using var folder = new TemporaryFolder();
        var plan = Assert.IsType<JobPlan.Ready>(PlansOf(folder).Plan(new JobOrder { Kind = "download", Symbols = ["LTCUSDT"], From = "2025-06-01", To = "2025-06-30" }));
        Assert.Equal(["data", "download", "LTCUSDT", "--from", "2025-06-01", "--to", "2025-07-01", "--data", Path.Combine(folder.Path, "data")], plan.Arguments);
    }

    [Theory]
    [InlineData("train", "Bad Name", "LTCUSDT", null, null)]
    [InlineData("train", "m", "NOPEUSDT", null, null)]
    [InlineData("train", "m", "../x", null, null)]
    [InlineData("download", null, "LTCUSDT", "yesterday", "2025-06-30")]
    [InlineData("download", null, "LTCUSDT", "2025-07-01", "2025-06-30")]
    [InlineData("packets", null, "LTCUSDT", null, null)] // no catalog there
    [InlineData("sweep", null, "LTCUSDT", null, null)]
    public void What_can_not_work_is_refused_before_it_starts(string kind, string? name, string symbol, string? from, string? to)
    {
        using var folder = new TemporaryFolder();
        Assert.IsType<JobPlan.Refused>(PlansOf(folder).Plan(new JobOrder { Kind = kind, Name = name, Symbols = [symbol], From = from, To = to }));
    }

    [Theory]
    [InlineData("structure.left", "12\nmodels: {root: /etc}")]
    [InlineData("models.root", "/etc")]
    [InlineData("structure.left", "-5")]
    public void Values_that_are_none_never_reach_a_file(string key, string value)
    {
        using var folder = new TemporaryFolder();
        var order = new JobOrder { Kind = "backtest", Name = "x", Symbols = ["LTCUSDT"], Values = new Dictionary<string, string> { [key] = value } };
        Assert.IsType<JobPlan.Refused>(PlansOf(folder).Plan(order));
        Assert.NotNull(PlansOf(folder).SavePreset("x", order));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "presets")));
    }

    [Fact]
    public void A_preset_is_kept_once_and_found_again()
    {
        using var folder = new TemporaryFolder();
        var order = new JobOrder { Kind = "backtest", Symbols = ["LTCUSDT"], Values = new Dictionary<string, string> { ["structure.min_range_ppm"] = "7000" } };
        Assert.Null(PlansOf(folder).SavePreset("calm", order));
        Assert.Contains("take another name", PlansOf(folder).SavePreset("calm", order)!, StringComparison.Ordinal);
        var preset = Assert.Single(PlansOf(folder).Presets());
        Assert.Equal(("calm", "LTCUSDT", 7_000L), (preset.Name, preset.Market.Instrument.Symbol, preset.Market.Structure.MinRangePpm));
    }

    private static JobPlans PlansOf(TemporaryFolder folder) => new(s_context, new Cli.Configuration.ConfigurationLoader
    {
        Environment = Given.NoVariables, KnownInstrument = CommandContext.FindKnown,
    }.Load(Given.Least + "node: {state: state}\n", Path.Combine(folder.Path, "config.yaml")).OrThrow());
}
