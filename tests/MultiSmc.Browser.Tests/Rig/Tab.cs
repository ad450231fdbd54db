using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests;

/// <summary>One open page and what people do on it. Waits for what the page shows, never for time.</summary>
internal sealed class Tab
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ConcurrentQueue<string> _faults = [];
    private readonly Uri _address;

    public Tab(IPage page, Uri address, Visit visit)
    {
        Page = page;
        _address = address;
        page.PageError += (_, error) => _faults.Enqueue($"error: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !visit.Expected.Any(word => $"{message.Text} {message.Location}".Contains(word, StringComparison.Ordinal)))
                _faults.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
    }

    public IPage Page { get; }

    /// <summary>What went wrong in the page, as its console says.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    public ILocator Rows => Page.Locator("#bottom-panel tbody tr");

    public ILocator Setup => Page.Locator("section[aria-labelledby=setup-title]");

    public ILocator Positions => Page.Locator("section[aria-labelledby=positions-title]");

    /// <summary>The question that stands open.</summary>
    public ILocator Question => Page.GetByRole(AriaRole.Alertdialog);

    public Task GoAsync(string hash) => Page.GotoAsync(new Uri(_address, hash).AbsoluteUri);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>The first snapshot has come.</summary>
    public Task LiveAsync() => Expect(Page.Locator("header .dot.up").First).ToBeVisibleAsync();

    /// <summary>Opens a table of the bottom panel.</summary>
    public async Task TableAsync(string name)
    {
        var tab = Page.Locator(".bottom [role=tab]", new PageLocatorOptions { HasTextRegex = new Regex($"^{name}") });
        await tab.ClickAsync();
        await Expect(tab).ToHaveAttributeAsync("aria-selected", "true");
    }

    /// <summary>What the chart says of itself to those who cannot see it.</summary>
    public Task SummaryAsync(Regex says) => Expect(Page.Locator("[role=application]")).ToHaveAttributeAsync("aria-label", says);

    /// <summary>Presses the first button that has the safe answer beside it: the second step of a command.</summary>
    public async Task AnswerAsync(string answer)
    {
        await Question.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = answer, Exact = true }).ClickAsync();
        await Expect(Question).ToHaveCountAsync(0);
    }

    /// <summary>Everything that the tables show, without what grows by itself (ages): equal for pages that know the same.</summary>
    public async Task<string> StateAsync()
    {
        var all = new List<string> { await Page.Locator("header .sums").InnerTextAsync() };
        foreach (var name in (string[])["Orders", "Positions", "Zones", "Fills"])
        {
            await TableAsync(name);
            all.Add(name);
            all.Add(await Page.Locator("#bottom-panel").EvaluateAsync<string>(Cells));
        }

        await Button("View as table").ClickAsync();
        all.Add(await Page.Locator(".sheet").EvaluateAsync<string>(Cells));
        await Button("View as table").ClickAsync();
        return string.Join('\n', all);
    }

    /// <summary>The state once two looks at it are the same: what was on its way has come.</summary>
    public async Task<string> SettledAsync()
    {
        var patience = Stopwatch.StartNew();
        var (last, state) = ("", await StateAsync());
        while (state != last && patience.Elapsed < Patience)
            (last, state) = (state, await StateAsync());
        return state;
    }

    /// <summary>It comes to show what another page shows.</summary>
    /// <param name="expected">What that page shows.</param>
    /// <param name="without">What of both does not matter.</param>
    public async Task SameAsync(string expected, Regex? without = null)
    {
        expected = without?.Replace(expected, "") ?? expected;
        var patience = Stopwatch.StartNew();
        var state = await SeenAsync();
        while (state != expected && patience.Elapsed < Patience)
            state = await SeenAsync();
        Assert.Equal(expected, state);

        async Task<string> SeenAsync() => without?.Replace(await StateAsync(), "") ?? await StateAsync();
    }

    /// <summary>A filled tag of that colour is on the chart.</summary>
    public Task PaintedAsync(int red, int green, int blue) => Page.WaitForFunctionAsync(
        """
        ([red, green, blue]) => [...document.querySelectorAll('[role=application] canvas')].some(canvas => {
          if (canvas.width === 0 || canvas.height === 0) return false
          const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
          let count = 0
          for (let at = 0; at < data.length; at += 4) if (data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255) count++
          return count > 400
        })
        """,
        new[] { red, green, blue });

    /// <summary>The page in view has all that it asked for.</summary>
    public async Task ShownAsync()
    {
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        await Expect(Page.GetByRole(AriaRole.Alert).Filter(new LocatorFilterOptions { HasText = "This panel failed." })).ToHaveCountAsync(0);
    }

    /// <summary>Goes on by the tab key until it has the focus.</summary>
    public async Task FocusByTabAsync(string selector)
    {
        for (var k = 0; k < 120; k++)
        {
            if (await Page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) ?? false", selector))
                return;
            await Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"the tab key does not lead to {selector}");
    }

    public async Task KeepPictureAsync()
    {
        var name = TestContext.Current.TestMethod?.MethodName ?? "page";
        Directory.CreateDirectory(Checkout.Pictures);
        try
        {
            await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Checkout.Pictures, $"failed-{name}.png") });
            await File.WriteAllLinesAsync(Path.Combine(Checkout.Pictures, $"failed-{name}.txt"), _faults);
        }
        catch (PlaywrightException)
        {
            // The page is gone: the failure itself says more.
        }
    }

    private const string Cells = """
        host => {
          const tables = [...host.querySelectorAll('table')]
          return tables.map(table => {
            const skip = [...table.querySelectorAll('th')].map(cell => ['Age', 'Возраст'].includes(cell.textContent.trim()))
            return [...table.querySelectorAll('tbody tr')].map(row => [...row.cells].filter((_, k) => !skip[k]).map(cell => cell.textContent.trim()).join(' | ')).join('\n')
          }).join('\n\n')
        }
        """;
}
