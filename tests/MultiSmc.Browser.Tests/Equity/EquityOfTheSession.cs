using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Equity;

/// <summary>What the account was worth over time, as the System page shows it; and what is taken away from the page.</summary>
public sealed partial class EquityOfTheSession(Chrome chrome)
{
    [Fact]
    public async Task What_is_realised_is_told_and_a_restart_does_not_forget_it()
    {
        await using var session = await Session.StartAsync();
        string[] told = [];
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await tab.HoldPositionAsync(session);
            await tab.GoAsync("#/system");
            await Expect(Figure(tab, 1)).ToHaveTextAsync("0.00");
            await Expect(Figure(tab, 2)).Not.ToHaveTextAsync("0.00");
            await Expect(tab.Page.Locator(".tiles").Filter(new LocatorFilterOptions { HasText = "places" })).ToContainTextAsync("1 of 8 places");
            session.A.Target();
            await Expect(tab.Page.Locator("header .sums div").Nth(1)).ToContainTextAsync("+");
            await session.UntilAsync(static status => status.Markets.All(static market => market.View.Setups.All(static setup => setup.Held.Raw == 0)));
            await tab.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "All", Exact = true }).First.ClickAsync();
            await Expect(Figure(tab, 1)).ToHaveTextAsync(Gain());
            await Expect(Figure(tab, 0)).ToHaveTextAsync(Gain());
            await Expect(tab.Page.Locator("section.eq canvas").First).ToBeVisibleAsync();
            told = [await Figure(tab, 0).InnerTextAsync(), await Figure(tab, 1).InnerTextAsync()];
        });
        await session.DieAsync();
        await session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.GoAsync("#/system");
            await tab.LiveAsync();
            await tab.Page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "All", Exact = true }).First.ClickAsync();
            await Expect(Figure(tab, 0)).ToHaveTextAsync(told[0]);
            await Expect(Figure(tab, 1)).ToHaveTextAsync(told[1]);
        });
    }

    [Fact]
    public async Task The_chart_is_saved_as_an_image_and_its_view_as_a_link()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            session.A.Break();
            await Expect(tab.Rows).ToHaveCountAsync(1);
            var save = await ActionAsync(tab, "chart as an image");
            var saved = await tab.Page.RunAndWaitForDownloadAsync(() => save.ClickAsync());
            Assert.StartsWith("multismc-aaa-", saved.SuggestedFilename, StringComparison.Ordinal);
            var bytes = await File.ReadAllBytesAsync(await saved.PathAsync(), TestContext.Current.CancellationToken);
            Assert.Equal("PNG"u8.ToArray(), bytes[1..4]);
            var width = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16));
            Assert.InRange(width, 600, 6_000);
            await (await ActionAsync(tab, "copy a link")).ClickAsync();
            await Expect(tab.Page.Locator(".toast")).ToContainTextAsync(Link());
        });
    }

    // The palette comes when it is asked for: it is typed into when it is there.
    private static async Task<ILocator> ActionAsync(Tab tab, string words)
    {
        await tab.Page.Keyboard.PressAsync("Control+k");
        await tab.Page.GetByRole(AriaRole.Combobox).FillAsync(words);
        await Expect(tab.Page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);
        return tab.Page.GetByRole(AriaRole.Option);
    }

    private static ILocator Figure(Tab tab, int number) => tab.Page.Locator("section.eq dl > div").Nth(number).Locator("dd").First;

    [GeneratedRegex(@"^\+\d")]
    private static partial Regex Gain();

    [GeneratedRegex(@"#/trade/AAAUSDT/\d+")]
    private static partial Regex Link();
}
