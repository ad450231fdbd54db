using System.Diagnostics;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary>The program as the shell sees it. It lies beside the tests, because they reference it.</summary>
public sealed class RealProcess
{
    private static async Task<(int Code, string Out, string Error)> RunAsync(string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "multismc.dll"));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var name in start.Environment.Keys.Where(static n => n.StartsWith("MULTISMC__", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    [Fact]
    public async Task Goes_from_nothing_to_a_checked_configuration()
    {
        using var folder = new TemporaryFolder();

        var init = await RunAsync(folder.Path, "init");
        var check = await RunAsync(folder.Path, "config", "check");

        Assert.Equal((0, 0), (init.Code, check.Code));
        Assert.StartsWith("config.yaml: ok (BTCUSDT)", check.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_3_and_every_fault_on_stderr_when_the_configuration_is_wrong()
    {
        using var folder = new TemporaryFolder();
        folder.Write("config.yaml", "schema: 2\nsymbols: []\n");

        var (code, output, error) = await RunAsync(folder.Path, "config", "check");

        Assert.Equal((3, ""), (code, output));
        Assert.Equal(
            "error: the configuration has 2 faults\n"
            + "  config.yaml:1:9: schema: '2' is out of range; allowed: 1\n"
            + "  config.yaml:2:1: symbols: has no symbols: there is nothing to trade\n",
            error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Ends_with_3_when_there_is_no_configuration()
    {
        using var folder = new TemporaryFolder();

        var (code, _, error) = await RunAsync(folder.Path, "config", "show");

        Assert.Equal(3, code);
        Assert.Contains("config.yaml: no such file; `multismc init` writes one", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_2_for_a_misspelt_verb_and_0_for_the_version()
    {
        using var folder = new TemporaryFolder();

        var misspelt = await RunAsync(folder.Path, "confgi");
        var version = await RunAsync(folder.Path, "--version");

        Assert.Equal(2, misspelt.Code);
        Assert.Contains("did you mean 'config'?", misspelt.Error, StringComparison.Ordinal);
        Assert.Equal(0, version.Code);
        Assert.Matches(@"^\d+\.\d+\.\d+\r?\n$", version.Out);
    }
}
