using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Demo;

/// <summary>The program itself, as people try it: <c>multismc demo</c>, and its page in a browser.</summary>
public sealed partial class TheDemonstration(Chrome chrome)
{
    [Fact]
    [Trait("kind", "slow")]
    public async Task Shows_packets_zones_orders_and_every_page()
    {
        Assert.SkipUnless(File.Exists(Checkout.Program), $"NO PROGRAM: {Checkout.Program} is not built");
        var folder = Directory.CreateTempSubdirectory("msd").FullName;
        using var demo = Process.Start(new ProcessStartInfo("dotnet", [Checkout.Program, "demo", "--folder", Path.Combine(folder, "demo"), "--days", "1", "--for", "240", "--terminal", "0"])
        {
            WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("dotnet did not start");
        try
        {
            var rest = demo.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var address = await AddressAsync(demo);
            var words = demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await chrome.VisitAsync(
                address,
                async tab =>
                {
                    await tab.LiveAsync();
                    await tab.SummaryAsync(new Regex("^[A-Z]+/USDT, last [0-9]"));
                    await Expect(tab.Page.Locator(".mode")).ToHaveTextAsync("PAPER");
                    await tab.Button("View as table").ClickAsync();
                    await Expect(tab.Page.Locator(".sheet tbody tr").Nth(20)).ToBeVisibleAsync();
                    await tab.Button("View as table").ClickAsync();
                    await tab.TableAsync("Zones");
                    await Expect(tab.Rows.First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 120_000 });
                    await tab.TableAsync("Journal");
                    await Expect(tab.Page.Locator("#bottom-panel")).ToContainTextAsync(Order(), new LocatorAssertionsToContainTextOptions { Timeout = 120_000 });
                    foreach (var page in (string[])["#/lab", "#/models", "#/backtests", "#/data", "#/system", "#/trade"])
                    {
                        await tab.GoAsync(page);
                        // The market goes on, so the network is never quiet here.
                        await Expect(tab.Page.Locator("main").First).ToBeVisibleAsync();
                        await Expect(tab.Page.GetByText("This panel failed")).ToHaveCountAsync(0);
                    }
                },
                new Visit { Hash = address.Fragment });
            demo.Kill(entireProcessTree: true);
            await Task.WhenAll(rest, words);
        }
        finally
        {
            if (!demo.HasExited)
                demo.Kill(entireProcessTree: true);
            await demo.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Uri> AddressAsync(Process demo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(4)); // a day is made, a model is trained
        var said = new List<string>();
        while (await demo.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("terminal at ", StringComparison.Ordinal))
                return new Uri(line["terminal at ".Length..]);
            said.Add(line);
        }

        throw new InvalidOperationException($"the demonstration ended before its terminal began: {string.Join('\n', said)}");
    }

    [GeneratedRegex("placed for setup|BUY .* @ ")]
    private static partial Regex Order();
}
