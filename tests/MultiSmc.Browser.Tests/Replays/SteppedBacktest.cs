using System.Diagnostics;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Replays;

/// <summary>The program itself: a backtest that is shown, stepped packet by packet, there and back.</summary>
public sealed class SteppedBacktest(Chrome chrome)
{
    private const string Configuration = """
        schema: 1
        data:
          root: data
        symbols:
          - symbol: BTCUSDT
            packets:
              bucket: "100000"
        """;

    [Fact]
    public async Task Goes_packet_by_packet_and_back_again()
    {
        Assert.SkipUnless(File.Exists(Checkout.Program), $"NO PROGRAM: {Checkout.Program} is not built");
        var folder = Directory.CreateTempSubdirectory("mss").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "config.yaml"), Configuration, TestContext.Current.CancellationToken);
            using (var data = Start(folder, "data", "synthetic", "BTCUSDT", "--trades", "40000", "--into", "data"))
                await EndAsync(data, 0);
            using var backtest = Start(folder, "backtest", "--config", "config.yaml", "--serve", "0", "--paused");
            try
            {
                var rest = backtest.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
                var address = await AddressAsync(backtest);
                var words = backtest.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                await chrome.VisitAsync(address, StepAsync, new Visit { Hash = "#/trade/BTCUSDT" });
                backtest.Kill(entireProcessTree: true);
                await Task.WhenAll(rest, words);
            }
            finally
            {
                if (!backtest.HasExited)
                    backtest.Kill(entireProcessTree: true);
                await backtest.WaitForExitAsync(CancellationToken.None);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task StepAsync(Tab tab)
    {
        var forward = tab.Page.Locator("#replay-packet");
        var back = tab.Page.Locator("#replay-back");
        await Expect(tab.Page.GetByText("No packets yet.")).ToBeVisibleAsync();
        await Expect(back).ToHaveCountAsync(0); // there is nothing before the first input
        var seen = new List<string>();
        for (var packet = 1; packet <= 4; packet++)
        {
            await forward.ClickAsync();
            seen.Add(await PacketsAsync(tab, packet));
        }

        foreach (var packet in (int[])[3, 2])
        {
            await back.ClickAsync();
            Assert.Equal(seen[packet - 1], await PacketsAsync(tab, packet));
            await Expect(tab.Page.Locator("#replay-back[aria-pressed=true]")).ToHaveCountAsync(0);
        }

        // And on from there, as before.
        await forward.ClickAsync();
        Assert.Equal(seen[2], await PacketsAsync(tab, 3));
    }

    // The packets as text, once there are so many.
    private static async Task<string> PacketsAsync(Tab tab, int count)
    {
        await tab.Button("View as table").ClickAsync();
        await Expect(tab.Page.Locator(".sheet tbody tr")).ToHaveCountAsync(count);
        var text = await tab.Page.Locator(".sheet tbody").InnerTextAsync();
        await tab.Button("View as table").ClickAsync();
        return text;
    }

    private static Process Start(string folder, params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [Checkout.Program, .. args])
    {
        WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true,
    }) ?? throw new InvalidOperationException("dotnet did not start");

    private static async Task EndAsync(Process process, int code)
    {
        var rest = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var words = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await rest;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == code, words);
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("terminal at ", StringComparison.Ordinal))
                return new Uri(line["terminal at ".Length..]);
            said.Add(line);
        }

        throw new InvalidOperationException($"the backtest ended before its terminal began: {string.Join('\n', said)}");
    }
}
