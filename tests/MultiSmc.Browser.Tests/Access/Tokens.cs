using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Access;

/// <summary>Who may look and who may act, as a person at the browser meets it.</summary>
public sealed class Tokens(Chrome chrome)
{
    // The browser's own words on an answer of 401.
    private static readonly Visit Stranger = new() { Expected = ["401", "WebSocket connection to"] };

    [Fact]
    public async Task A_wrong_token_is_refused_and_the_right_one_lets_in()
    {
        await using var session = await Session.StartAsync(requiresToken: true);
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                var field = tab.Page.GetByLabel("Token");
                await field.FillAsync("0123456789012345678901234567890123456789");
                await tab.Button("Sign in").ClickAsync();
                await Expect(tab.Page.GetByRole(AriaRole.Alert).Filter(new LocatorFilterOptions { HasText = "That token is not valid." })).ToBeVisibleAsync();
                Assert.Equal("", await tab.Page.EvaluateAsync<string>("() => document.cookie"));
                await field.FillAsync(session.Token);
                await tab.Button("Sign in").ClickAsync();
                await tab.LiveAsync();
                await Expect(tab.Button("Kill switch")).ToBeEnabledAsync();
                Assert.Equal("", await tab.Page.EvaluateAsync<string>("() => document.cookie")); // no script can read it
                await tab.Page.ReloadAsync();
                await tab.LiveAsync();
            },
            Stranger);
    }

    [Fact]
    public async Task The_token_to_look_shows_everything_and_commands_nothing()
    {
        await using var session = await Session.StartAsync(requiresToken: true);
        session.A.Break();
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                await tab.Page.GetByLabel("Token").FillAsync(session.ViewToken);
                await tab.Button("Sign in").ClickAsync();
                await tab.LiveAsync();
                await Expect(tab.Rows).ToHaveCountAsync(1);
                await Expect(tab.Page.GetByText("View only")).ToBeVisibleAsync();
                foreach (var name in (string[])["Pause", "Kill switch", "Cancel all orders"])
                    await Expect(tab.Button(name)).ToHaveCountAsync(0);
                await Expect(tab.Rows.First.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
                await tab.Page.Keyboard.PressAsync("Shift+K");
                await tab.Page.Keyboard.PressAsync("Shift+C");
                await tab.Page.Keyboard.PressAsync("Z");
                await Expect(tab.Question).ToHaveCountAsync(0);
                Assert.Single(session.Exchange.OpenOrders);
            },
            Stranger);
    }
}
