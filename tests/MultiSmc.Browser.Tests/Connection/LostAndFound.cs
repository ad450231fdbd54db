using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Connection;

/// <summary>A page that loses its server says so, recovers by itself, and then shows what a page shows that has just come.</summary>
public sealed class LostAndFound(Chrome chrome)
{
    // The browser's own words on a server that is not there.
    private static readonly Visit Shaky = new() { Expected = ["WebSocket connection to", "net::ERR_CONNECTION_REFUSED", "net::ERR_INTERNET_DISCONNECTED", "net::ERR_CONNECTION_RESET", "net::ERR_EMPTY_RESPONSE"] };

    // The design's limits, 2 s and 5 s without a frame, and what a busy machine adds.
    private static readonly TimeSpan SaysSo = TimeSpan.FromSeconds(2 + 3);
    private static readonly TimeSpan GivesUp = TimeSpan.FromSeconds(5 + 3);

    [Fact]
    public async Task A_reload_keeps_the_view_the_choices_and_the_state()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await tab.HoldPositionAsync(session);
            session.B.Break();
            await Expect(tab.Rows).ToHaveCountAsync(3);
            await tab.Page.Keyboard.PressAsync("2");
            await tab.Page.Keyboard.PressAsync("Alt+2"); // the VPIN pane goes
            var vpin = tab.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "VPIN", Exact = true });
            await Expect(vpin).ToHaveAttributeAsync("aria-pressed", "false");
            await Expect(tab.Page.Locator("header .sums")).ToContainTextAsync("0.90 R"); // the account comes once a second
            var before = await tab.SettledAsync();
            await tab.Page.ReloadAsync();
            await tab.LiveAsync();
            await tab.SummaryAsync(new Regex("^BBB/USDT"));
            await Expect(vpin).ToHaveAttributeAsync("aria-pressed", "false");
            await tab.SameAsync(before);
        });
    }

    [Fact]
    public async Task A_server_that_is_restarted_is_found_again_without_a_reload()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                await tab.LiveAsync();
                await tab.HoldPositionAsync(session);
                await tab.Page.EvaluateAsync("() => { window.sameVisit = true }");
                await session.DieAsync();
                await Expect(tab.Page.Locator(".strip").Filter(new LocatorFilterOptions { HasText = "Connection to the server lost" })).ToBeVisibleAsync();
                await Expect(tab.Button("Pause")).ToBeDisabledAsync();
                await Expect(tab.Button("Kill switch")).ToBeDisabledAsync();
                await session.StartAsync();
                await tab.LiveAsync();
                await Expect(tab.Page.Locator(".strip.cover")).ToHaveCountAsync(0);
                session.A.Walk(100.40m, 3);
                await tab.SummaryAsync(new Regex("last 100\\.40"));
                await Expect(tab.Button("Pause")).ToBeEnabledAsync();
                Assert.True(await tab.Page.EvaluateAsync<bool>("() => window.sameVisit === true"));
                await SameAsAFreshOneAsync(session, tab);
            },
            Shaky);
    }

    [Fact]
    public async Task A_server_that_is_stopped_and_started_again_shows_the_same_without_a_reload()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                await tab.LiveAsync();
                await tab.HoldPositionAsync(session);
                session.B.Break();
                await Expect(tab.Rows).ToHaveCountAsync(3);
                await session.RestsAsync();
                await tab.Page.EvaluateAsync("() => { window.sameVisit = true }");
                await Expect(tab.Page.Locator("header .sums")).ToContainTextAsync("0.90 R"); // the account comes once a second
                var before = await tab.SettledAsync();

                await session.StopAsync();
                await Expect(tab.Page.Locator(".strip.cover")).ToBeVisibleAsync();
                await Expect(tab.Button("Kill switch")).ToBeDisabledAsync();
                await session.StartAsync();
                await tab.LiveAsync();
                await Expect(tab.Page.Locator(".strip.cover")).ToHaveCountAsync(0);
                await Expect(tab.Button("Kill switch")).ToBeEnabledAsync();
                Assert.True(await tab.Page.EvaluateAsync<bool>("() => window.sameVisit === true"));
                // But the distances to the last price: until a trade comes, the last packet's close is all there is.
                await tab.SameAsync(before, new Regex(@"[−+]?[\d.]+\u2009%"));
                await SameAsAFreshOneAsync(session, tab);

                // And it goes on from there.
                session.A.Walk(100.40m, 3);
                await tab.SummaryAsync(new Regex("last 100\\.40"));
            },
            Shaky);
    }

    [Fact]
    public async Task A_cut_connection_is_told_in_time_and_nothing_is_missing_afterwards()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                await tab.RestOrderAsync(session);
                var wire = await Wire.CutAsync(tab.Page);
                var clock = Stopwatch.StartNew();
                await Expect(tab.Page.Locator(".strip").Filter(new LocatorFilterOptions { HasText = "Reconnecting to the server" })).ToBeVisibleAsync();
                Assert.InRange(clock.Elapsed, TimeSpan.Zero, SaysSo);
                await Expect(tab.Page.Locator(".strip").Filter(new LocatorFilterOptions { HasText = "Connection to the server lost" })).ToBeVisibleAsync();
                Assert.InRange(clock.Elapsed, TimeSpan.Zero, GivesUp);
                await Expect(tab.Button("Cancel all orders")).ToBeDisabledAsync();

                // Much happens while nobody sees it: the model keeps, the order fills, packets close.
                session.A.Approach();
                await session.UntilAsync(status => status.Waiting == 0 && status.Markets[0].View.Counters.Accepted == session.A.Trades);
                session.A.Fill();
                await session.UntilAsync(status => status.Waiting == 0 && status.Orders.Count == 2);
                session.A.Quiet(60);
                await session.UntilAsync(status => status.Waiting == 0 && status.Markets[0].View.Counters.Accepted == session.A.Trades);

                await wire.MendAsync();
                await tab.LiveAsync();
                await Expect(tab.Page.Locator(".strip.cover")).ToHaveCountAsync(0);
                await Expect(tab.Positions).ToContainTextAsync("SL 98.85");
                await SameAsAFreshOneAsync(session, tab);
            },
            Shaky);
    }

    [Fact]
    public async Task A_page_that_was_there_before_the_first_packet_shows_the_first_packet()
    {
        await using var session = await Session.StartAsync(quiet: 0);
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await Expect(tab.Page.GetByText("No packets yet.")).ToBeVisibleAsync();
            session.A.Quiet(12);
            await Expect(tab.Page.GetByText("No packets yet.")).ToHaveCountAsync(0);
            await SameAsAFreshOneAsync(session, tab);
        });
    }

    [Fact]
    public async Task A_page_that_follows_for_long_knows_what_a_fresh_one_knows()
    {
        await using var session = await Session.StartAsync(quiet: 12);
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            session.A.Quiet(300);
            await tab.HoldPositionAsync(session);
            session.A.Quiet(120);
            session.A.Target();
            await Expect(tab.Positions).ToContainTextAsync("No open position.");
            session.A.Walk(101.00m, 8);
            session.A.Walk(103.00m, 10);
            await Expect(tab.Rows).ToHaveCountAsync(1);
            await SameAsAFreshOneAsync(session, tab);
        });
    }

    private async Task SameAsAFreshOneAsync(Session session, Tab tab)
    {
        await session.UntilAsync(status => status.Waiting == 0);
        var fresh = "";
        await chrome.VisitAsync(session.Address, async other =>
        {
            await other.LiveAsync();
            await other.SummaryAsync(new Regex(Regex.Escape(await tab.Page.Locator("[role=application]").GetAttributeAsync("aria-label") ?? "?")));
            fresh = await other.SettledAsync();
        });
        Assert.NotEqual("", fresh);
        await tab.SameAsync(fresh);
    }
}
