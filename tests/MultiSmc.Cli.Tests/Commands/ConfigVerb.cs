using System.Text.Json;

namespace MultiSmc.Cli.Tests.Commands;

public sealed class ConfigVerb
{
    private const string Good = "schema: 1\nsymbols:\n  - {symbol: LTCUSDT, files: [a.zip], packets: {bucket: 10000}}\n";

    [Fact]
    public async Task Check_prints_the_hash_and_warns_of_what_is_probably_not_meant()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("config.yaml", Good + "fees: {maker_ppm: 0, taker_ppm: 0}\n");
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("config", "check", "--config", file));
        Assert.Matches($"^{System.Text.RegularExpressions.Regex.Escape(file)}: ok \\(LTCUSDT\\)\r?\nhash [0-9a-f]{{64}}\r?\n$", application.Out);
        Assert.Contains("warning: fees are zero", application.Error, StringComparison.Ordinal);
        Assert.Contains("warning: LTCUSDT: no file 'a.zip' under " + Path.Combine(folder.Path, "data"), application.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_finds_the_recordings_in_the_folder_of_the_option()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("config.yaml", Good);
        folder.Write("elsewhere/a.zip", "");
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("config", "check", "--config", file, "--data", Path.Combine(folder.Path, "elsewhere")));
        Assert.Empty(application.Error);
    }

    [Fact]
    public async Task Check_gives_faults_as_json_with_the_same_exit_code()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("config.yaml", Good + "fees:\n  maker_pm: 3\n");
        using var application = new ApplicationUnderTest();

        Assert.Equal(3, await application.RunAsync("config", "check", "--json", "--config", file));

        using var json = JsonDocument.Parse(application.Out);
        Assert.Equal("multismc.config.check/1", json.RootElement.GetProperty("schema").GetString());
        Assert.False(json.RootElement.GetProperty("ok").GetBoolean());
        var fault = Assert.Single(json.RootElement.GetProperty("faults").EnumerateArray());
        Assert.Equal((5, 3), (fault.GetProperty("source").GetProperty("line").GetInt32(), fault.GetProperty("source").GetProperty("column").GetInt32()));
        Assert.Equal(("fees.maker_pm", "maker_ppm"), (fault.GetProperty("path").GetString(), fault.GetProperty("suggestion").GetString()));
        Assert.Empty(application.Error);
    }

    [Fact]
    public async Task Show_names_the_source_of_every_value()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("config.yaml", Good);
        using var application = new ApplicationUnderTest();
        application.Variables["MULTISMC__EXECUTION__SEED"] = "9";

        Assert.Equal(0, await application.RunAsync("config", "show", "--config", file));

        Assert.Matches(@"(?m)^execution\.seed +9 +environment MULTISMC__EXECUTION__SEED\r?$", application.Out);
        Assert.Matches(@"(?m)^symbols\[0\]\.packets\.bucket +10000 quote +" + System.Text.RegularExpressions.Regex.Escape(file) + @":3\r?$", application.Out);
        Assert.Matches(@"(?m)^fees\.bnb_price +\(not set\) +default\r?$", application.Out);
        Assert.Matches(@"(?m)^symbols\[0\]\.instrument\.tick_size +0\.01 +from known instrument LTCUSDT\r?$", application.Out);
    }

    [Fact]
    public async Task Show_has_a_versioned_json_form()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("config.yaml", Good);
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("config", "show", "--json", "-c", file));

        using var json = JsonDocument.Parse(application.Out);
        Assert.Equal("multismc.config.show/1", json.RootElement.GetProperty("schema").GetString());
        var seed = json.RootElement.GetProperty("values").EnumerateArray().Single(static v => v.GetProperty("path").GetString() == "execution.seed");
        Assert.Equal((1, "default"), (seed.GetProperty("value").GetInt32(), seed.GetProperty("source").GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task Init_writes_a_folder_that_passes_the_check_and_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        var target = Path.Combine(folder.Path, "new", "place");
        var file = Path.Combine(target, "config.yaml");
        using var application = new ApplicationUnderTest();

        Assert.Equal(0, await application.RunAsync("init", target));
        Assert.Equal([file], Directory.GetFiles(target));
        Assert.True(Directory.Exists(Path.Combine(target, "data")));
        Assert.Equal(0, await application.RunAsync("config", "check", "-c", file));

        File.WriteAllText(file, "mine");
        Assert.Equal(1, await application.RunAsync("init", target));
        Assert.Contains("exists already; --force overwrites it", application.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(file));

        Assert.Equal(0, await application.RunAsync("init", target, "--force"));
        Assert.NotEqual("mine", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(target));
    }
}
