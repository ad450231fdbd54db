using Microsoft.Playwright;

namespace MultiSmc.Browser.Tests;

/// <summary>The system's Chromium, one for all tests; each visit has a profile of its own. Without it, or without a built page, tests skip and say so.</summary>
public sealed class Chrome : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string? Program = Find();
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(30_000); // machines are busy; what has a limit of its own measures it itself
        if (Program is null || !Checkout.HasPage)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox", "--force-device-scale-factor=1"] });
    }

    /// <summary>Opens a page, lets the test look at it, and fails it for every word on the browser's console that was not expected.</summary>
    internal async Task VisitAsync(Uri address, Func<Tab, Task> look, Visit? visit = null)
    {
        if (_browser is null)
        {
            Assert.Skip(Program is null
                ? "NO BROWSER: install Chromium (Debian: apt-get install chromium); nothing of the page is tested here"
                : "NO PAGE: src/MultiSmc.Terminal/wwwroot is not built (cd src/MultiSmc.Terminal/web && npm ci && npm run build); nothing of it is tested here");
        }

        visit ??= new Visit();
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = visit.Width, Height = visit.Height },
            Locale = visit.Language,
            HasTouch = visit.Width < 768,
            ReducedMotion = ReducedMotion.Reduce,
        });
        await using (context)
        {
            context.SetDefaultTimeout(30_000);
            if (visit.IsGreeted)
                await context.AddInitScriptAsync("if (!localStorage.getItem('multismc.settings')) localStorage.setItem('multismc.settings', JSON.stringify({ greeted: true, ...(" + visit.Settings + ") }))");
            var tab = new Tab(await context.NewPageAsync(), address, visit);
            try
            {
                await tab.GoAsync(visit.Hash);
                await look(tab);
            }
            catch
            {
                await tab.KeepPictureAsync();
                throw;
            }

            Assert.True(tab.Faults.Count == 0, string.Join("\n", tab.Faults));
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(static folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
}

/// <summary>How a page is visited.</summary>
internal sealed record Visit
{
    public int Width { get; init; } = 1440;

    public int Height { get; init; } = 900;

    public string Language { get; init; } = "en-GB";

    /// <summary>Route within the page.</summary>
    public string Hash { get; init; } = "#/trade/AAAUSDT";

    /// <summary>The question of the first run has been answered before.</summary>
    public bool IsGreeted { get; init; } = true;

    /// <summary>Saved settings, as a JavaScript object.</summary>
    public string Settings { get; init; } = "{}";

    /// <summary>Words of the browser's own that this test brings about: a server that is gone cannot be connected to.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];
}
