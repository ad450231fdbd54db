using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Looks;

/// <summary>Every page over a real session: accessible in both themes, nothing cut off in Russian, usable on a phone and without a mouse.</summary>
public sealed class Views(Chrome chrome)
{
    private static readonly string[] Pages = ["#/trade/AAAUSDT", "#/lab", "#/models", "#/backtests", "#/data", "#/system"];

    public static TheoryData<string> Themes => ["dark", "light"];

    [Theory]
    [MemberData(nameof(Themes))]
    public async Task No_page_has_a_fault_of_accessibility(string theme)
    {
        var axe = Checkout.Axe;
        Assert.SkipWhen(axe is null, "NO CHECKER: axe-core is not installed (cd src/MultiSmc.Terminal/web && npm ci); accessibility is not tested here");
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                await tab.LiveAsync();
                await tab.HoldPositionAsync(session);
                session.B.Break();
                await Expect(tab.Rows).ToHaveCountAsync(3);
                var faults = new List<string>();
                foreach (var page in Pages)
                {
                    await tab.GoAsync(page);
                    await tab.ShownAsync();
                    faults.AddRange(await FaultsAsync(tab, axe, page));
                }

                await tab.GoAsync(Pages[0]);
                await tab.ShownAsync();
                await tab.Page.Keyboard.PressAsync("Shift+K");
                await Expect(tab.Question).ToBeVisibleAsync();
                faults.AddRange(await FaultsAsync(tab, axe, "kill"));
                await tab.Page.Keyboard.PressAsync("Escape");
                await tab.Button("View as table").ClickAsync();
                faults.AddRange(await FaultsAsync(tab, axe, "table"));
                Assert.Empty(faults);
            },
            new Visit { Settings = $"{{ theme: '{theme}' }}" });
    }

    [Fact]
    public async Task Nothing_is_cut_off_in_Russian_at_1280()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                await tab.LiveAsync();
                session.A.Break();
                await Expect(tab.Rows).ToHaveCountAsync(1);
                await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("lang", "ru");
                await Expect(tab.Setup).ToContainTextAsync(new Regex("[а-я]{4}"));
                var cut = new List<string>();
                foreach (var page in Pages)
                {
                    await tab.GoAsync(page);
                    await tab.ShownAsync();
                    cut.AddRange((await tab.Page.EvaluateAsync<string[]>(Clipped)).Select(text => $"{page}: {text}"));
                }

                Assert.Empty(cut);
            },
            new Visit { Language = "ru-RU", Width = 1280, Height = 800 });
    }

    [Fact]
    public async Task The_language_is_switched_without_a_reload()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await tab.Page.EvaluateAsync("() => { window.sameVisit = true }");
            await tab.Button("Settings").ClickAsync();
            await tab.Page.GetByText("Русский").ClickAsync();
            await Expect(tab.Page.Locator("html")).ToHaveAttributeAsync("lang", "ru");
            await tab.Page.Keyboard.PressAsync("Escape");
            await Expect(tab.Page.Locator("nav").First).ToContainTextAsync(new Regex("[а-я]{4}"));
            Assert.True(await tab.Page.EvaluateAsync<bool>("() => window.sameVisit === true"));
        });
    }

    [Fact]
    public async Task A_phone_shows_the_story_and_can_stop_it()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                await tab.LiveAsync();
                session.A.Break();
                await Expect(tab.Page.Locator(".setup")).ToContainTextAsync("99.88");
                await session.RestsAsync();
                session.A.Approach();
                await Expect(tab.Page.Locator(".setup")).ToContainTextAsync("Keeping the order");
                session.A.Fill();
                await Expect(tab.Page.Locator(".setup")).ToContainTextAsync("Filled at 0.80");
                await Expect(tab.Positions).ToContainTextAsync("AAA");
                Assert.Empty(await tab.Page.EvaluateAsync<string[]>("() => document.documentElement.scrollWidth > innerWidth + 1 ? [`${document.documentElement.scrollWidth} wide`] : []"));
                foreach (var button in await tab.Page.Locator("header button, nav.tabs a").AllAsync())
                {
                    var box = await button.BoundingBoxAsync();
                    Assert.True(box is { Width: >= 44, Height: >= 44 }, $"{await button.InnerTextAsync()} is {box?.Width} x {box?.Height}, a thumb needs 44");
                }

                foreach (var page in (string[])["#/positions", "#/journal", "#/backtests", "#/more", "#/system", "#/lab"])
                {
                    await tab.GoAsync(page);
                    await tab.ShownAsync();
                }

                await tab.Page.GetByLabel("Kill switch").TapAsync();
                await tab.Question.Locator("input").FillAsync("stop");
                await tab.Question.Locator("button.danger").TapAsync();
                await Expect(tab.Question).ToHaveCountAsync(0);
                await session.UntilAsync(status => status.Waiting == 0 && status.Orders.Count == 0);
                Assert.Equal(0, session.Exchange.LotsOf("AAA"));
            },
            new Visit { Width = 390, Height = 844 });
    }

    [Fact]
    public async Task Everything_is_done_without_a_mouse()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            var keys = tab.Page.Keyboard;
            session.A.Break();
            await Expect(tab.Rows).ToHaveCountAsync(1);
            await keys.PressAsync("n");
            await Expect(tab.Page.Locator(".bottom [role=tab]", new PageLocatorOptions { HasTextRegex = new Regex("^Zones") })).ToHaveAttributeAsync("aria-selected", "true");
            await keys.PressAsync("o");
            await tab.FocusByTabAsync("[role=application]");
            await keys.PressAsync("ArrowLeft");
            await Expect(tab.Page.Locator(".stage [aria-live=polite]")).ToContainTextAsync(new Regex("#\\d+ .* C 1"));

            await keys.PressAsync("Shift+C");
            await Expect(tab.Question).ToContainTextAsync("Cancel 1 order?");
            await tab.FocusByTabAsync("[role=alertdialog] button.danger");
            await keys.PressAsync("Enter");
            await Expect(tab.Rows).ToHaveCountAsync(0);

            await keys.PressAsync("Shift+P");
            await Expect(tab.Question).ToBeVisibleAsync();
            await keys.PressAsync("Escape");
            await Expect(tab.Question).ToHaveCountAsync(0);
            await keys.PressAsync("2");
            await tab.SummaryAsync(new Regex("^BBB/USDT"));
            session.B.Break();
            await Expect(tab.Rows).ToHaveCountAsync(1);
            await session.RestsAsync();
            session.B.Approach();
            await Expect(tab.Setup).ToContainTextAsync("Keeping the order");
            session.B.Fill();
            await Expect(tab.Rows).ToHaveCountAsync(2);
            await keys.PressAsync("Shift+X");
            await tab.FocusByTabAsync("[role=alertdialog] button.danger");
            await keys.PressAsync("Enter");
            await Expect(tab.Positions).ToContainTextAsync("No open position.");
            Assert.Equal(0, session.Exchange.LotsOf("BBB"));

            await keys.PressAsync("g");
            await keys.PressAsync("s");
            await Expect(tab.Page).ToHaveURLAsync(new Regex("#/system"));
            await keys.PressAsync("Control+K");
            await Expect(tab.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
            await keys.PressAsync("Escape");
            await keys.PressAsync("Shift+K");
            await Expect(tab.Question).ToBeVisibleAsync();
            await keys.TypeAsync("STOP");
            await tab.FocusByTabAsync("[role=alertdialog] button.danger");
            await keys.PressAsync("Enter");
            await Expect(tab.Question).ToHaveCountAsync(0);
            await session.UntilAsync(status => status.Locks.Count > 0);
        });
    }

    private static async Task<IEnumerable<string>> FaultsAsync(Tab tab, string axe, string name)
    {
        await tab.Page.EvaluateAsync(axe);
        var found = await tab.Page.EvaluateAsync<JsonElement>(
            "async () => (await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations.map(it => `${it.id}: ${it.nodes.map(node => node.target.join(' ') + ' ' + (node.any[0] ?? node.all[0] ?? node.none[0])?.message).slice(0, 4).join('; ')}`)");
        return found.EnumerateArray().Select(fault => $"{name}: {fault.GetString()}");
    }

    // Texts that do not fit; those that may be shortened have the class of that name.
    private const string Clipped = """
        () => {
          const found = []
          for (const it of document.querySelectorAll('button, a, h1, h2, h3, dt, th, .tag, legend')) {
            if (it.closest('.sr, [hidden]') || it.clientWidth === 0 || it.scrollWidth <= it.clientWidth + 1) continue
            const style = getComputedStyle(it)
            if ((style.overflow === 'hidden' || style.overflowX === 'hidden') && !it.classList.contains('cut')) found.push(`${it.tagName} "${it.textContent.trim().slice(0, 40)}" ${it.scrollWidth} > ${it.clientWidth}`)
          }
          if (document.documentElement.scrollWidth > innerWidth + 1) found.push(`page ${document.documentElement.scrollWidth} > ${innerWidth}`)
          return found
        }
        """;
}
