using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Trading;

/// <summary>Why the model said what it said, what its word was worth, and more than one setup on a chart.</summary>
public sealed class WhyAndWhatIf(Chrome chrome)
{
    [Fact]
    public async Task What_a_pulled_order_would_have_come_to_is_pending_and_then_told_with_what_it_cost()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.RestOrderAsync(session);
            session.Judge.Says = 0.41;
            session.A.Approach();
            await Expect(tab.Rows).ToHaveCountAsync(0);
            await Expect(tab.Setup).ToContainTextAsync("If kept: pending.");
            await tab.TableAsync("Zones");
            await Expect(tab.Rows.First).ToContainTextAsync("if kept: pending");
            var saved = tab.Page.Locator("section[aria-labelledby=session-title] div", new PageLocatorOptions { HasText = "Saved by cancels" });
            await Expect(saved).ToContainTextAsync("–");

            session.A.Fill();
            session.A.Target();
            await Expect(tab.Page.Locator("#bottom-panel")).ToContainTextAsync(new Regex("would have won \\+\\d"));
            await Expect(saved).ToContainTextAsync(new Regex("−\\d.* R−\\d+\\.\\d\\d USDT")); // the cancel cost what the order would have made
        });
    }

    [Fact]
    public async Task A_judgement_shows_every_value_the_model_was_given_and_the_time_it_took()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.RestOrderAsync(session);
            session.A.Approach();
            await Expect(tab.Setup).ToContainTextAsync("Keeping the order");
            await Expect(tab.Setup).ToContainTextAsync(new Regex("decided in \\d+\\.\\d\\d ms"));
            await tab.Button("All features").ClickAsync();
            await Expect(tab.Setup.Locator(".why li")).ToHaveCountAsync(38);
            await Expect(tab.Setup).ToContainTextAsync("these are the values it was shown"); // it stands in no registry
            await tab.Button("Largest only").ClickAsync();
            await Expect(tab.Setup.Locator(".why li")).ToHaveCountAsync(0);
        });
    }

    [Fact]
    public async Task A_second_setup_of_the_symbol_stands_beside_the_first_and_a_press_chooses()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await tab.HoldPositionAsync(session);
            session.A.Walk(101.50m, 6);
            session.A.Walk(100.50m, 5);
            session.A.Walk(101.90m, 6);
            await Expect(tab.Rows).ToHaveCountAsync(3); // target and stop of the first, the entry of the second
            var first = tab.Setup.GetByRole(AriaRole.Radio, new LocatorGetByRoleOptions { Name = "#0", Exact = true });
            await Expect(tab.Setup.GetByRole(AriaRole.Radio)).ToHaveCountAsync(2);
            await Expect(tab.Setup.GetByRole(AriaRole.Heading).First).ToHaveTextAsync("Setup #1");
            await Expect(tab.Page.Locator("#cancel-entry")).ToBeVisibleAsync();
            await first.ClickAsync();
            await Expect(tab.Setup).ToContainTextAsync("Filled at 0.80");
            await Expect(first).ToBeCheckedAsync();
            await Expect(tab.Page.Locator("#cancel-entry")).ToHaveCountAsync(0); // the one in front is held: nothing of it can be taken back
        });
    }

    [Fact]
    public async Task Layers_are_kept_and_without_the_orders_none_is_drawn()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            session.A.Break();
            await Expect(tab.Page.Locator("#cancel-entry")).ToBeVisibleAsync();
            await tab.Button("Orders").ClickAsync();
            await tab.Page.Keyboard.PressAsync("Alt+I");
            await Expect(tab.Page.Locator("#cancel-entry")).ToBeHiddenAsync();
            await tab.Page.ReloadAsync();
            await tab.LiveAsync();
            foreach (var (layer, isOn) in new[] { ("Zones", "true"), ("Orders", "false"), ("What if", "false") })
                await Expect(tab.Button(layer)).ToHaveAttributeAsync("aria-pressed", isOn);
            await tab.Button("Orders").ClickAsync();
            await Expect(tab.Page.Locator("#cancel-entry")).ToBeVisibleAsync();
        });
    }

    [Fact]
    public async Task The_question_of_the_first_visit_covers_nothing_and_is_asked_once()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                await tab.LiveAsync();
                session.A.Break();
                await Expect(tab.Rows).ToHaveCountAsync(1);
                var asked = tab.Page.Locator("section.first");
                await Expect(asked).ToBeVisibleAsync();
                var bar = await BoxAsync(asked);
                foreach (var name in (string[])[".trade", ".status", "header.top"])
                {
                    var box = await BoxAsync(tab.Page.Locator(name));
                    Assert.True(box.Y + box.Height <= bar.Y + 0.5 || bar.Y + bar.Height <= box.Y + 0.5, $"{name} from {box.Y} to {box.Y + box.Height}, the question from {bar.Y} to {bar.Y + bar.Height}");
                }

                await tab.Button("Keep these; the settings have them").ClickAsync();
                await Expect(asked).ToHaveCountAsync(0);
                await tab.Page.ReloadAsync();
                await tab.LiveAsync();
                await Expect(tab.Rows).ToHaveCountAsync(1);
                await Expect(asked).ToHaveCountAsync(0);
            },
            new Visit { IsGreeted = false });
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator of) => await of.BoundingBoxAsync() ?? throw new InvalidOperationException("it is not shown");
}
