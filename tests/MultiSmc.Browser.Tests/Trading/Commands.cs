using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Terminal;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Trading;

/// <summary>What a person can do, each in two steps; the exchange is asked whether it came true.</summary>
public sealed class Commands(Chrome chrome)
{
    [Fact]
    public async Task A_position_is_closed_by_hand()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await tab.HoldPositionAsync(session);
            await tab.Positions.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(tab.Question).ToContainTextAsync(new Regex("Close .*AAA at market\\?"));
            await Expect(tab.Question.Locator("[data-safe]")).ToBeFocusedAsync();
            await tab.AnswerAsync("Close position");
            await Expect(tab.Positions).ToContainTextAsync("No open position.");
            await Expect(tab.Rows).ToHaveCountAsync(0);
            await tab.TableAsync("Journal");
            await Expect(tab.Page.Locator("#bottom-panel")).ToContainTextAsync("Close position by terminal: done");
            Assert.Equal(0, session.Exchange.LotsOf("AAA"));
            Assert.Empty(session.Exchange.OpenOrders);
        });
    }

    [Fact]
    public async Task Enter_on_a_question_changes_nothing()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await tab.HoldPositionAsync(session);
            await tab.Positions.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(tab.Question).ToBeVisibleAsync();
            await tab.Page.Keyboard.PressAsync("Enter");
            await Expect(tab.Question).ToHaveCountAsync(0);
            await Expect(tab.Positions).ToContainTextAsync("SL 98.85");
            Assert.NotEqual(0, session.Exchange.LotsOf("AAA"));
        });
    }

    [Fact]
    public async Task One_order_is_cancelled_by_the_cross_in_its_row()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            session.A.Break();
            session.B.Break();
            await Expect(tab.Rows).ToHaveCountAsync(2);
            await tab.Rows.First.GetByRole(AriaRole.Button).ClickAsync();
            await Expect(tab.Question).ToContainTextAsync(new Regex("Cancel BUY .* @ 99\\.88\\?"));
            await tab.AnswerAsync("Cancel order");
            await Expect(tab.Rows).ToHaveCountAsync(1);
            await Expect(tab.Rows.First).ToContainTextAsync("BBB");
            Assert.Equal([new InstrumentId(1)], session.Exchange.OpenOrders.Select(order => order.Order.Instrument));
        });
    }

    [Fact]
    public async Task The_entry_is_cancelled_by_the_cross_at_its_pill_on_the_chart()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.RestOrderAsync(session);
            var cross = tab.Page.Locator("#cancel-entry");
            await Expect(cross).ToBeVisibleAsync();
            await cross.ClickAsync(); // the browser refuses it where something lies over it
            await Expect(tab.Question).ToContainTextAsync(new Regex("Cancel BUY .* @ 99\\.88\\?"));
            await Expect(tab.Question.Locator("[data-safe]")).ToBeFocusedAsync();
            await tab.AnswerAsync("Keep");
            Assert.Single(session.Exchange.OpenOrders);
            await cross.ClickAsync();
            await tab.AnswerAsync("Cancel order");
            await Expect(tab.Rows).ToHaveCountAsync(0);
            await Expect(cross).ToHaveCountAsync(0);
            Assert.Empty(session.Exchange.OpenOrders);
        });
    }

    [Fact]
    public async Task All_orders_are_cancelled_at_once()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            session.A.Break();
            session.B.Break();
            await Expect(tab.Rows).ToHaveCountAsync(2);
            await tab.Button("Cancel all orders").ClickAsync();
            await Expect(tab.Question).ToContainTextAsync("Cancel 2 orders?");
            await tab.AnswerAsync("Cancel them");
            await Expect(tab.Rows).ToHaveCountAsync(0);
            Assert.Empty(session.Exchange.OpenOrders);
        });
    }

    [Fact]
    public async Task A_paused_strategy_places_nothing_until_it_is_resumed()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await tab.Button("Pause").ClickAsync();
            await Expect(tab.Question).ToContainTextAsync("Pause the strategy?");
            await tab.AnswerAsync("Pause");
            await Expect(tab.Page.Locator(".strip").Filter(new LocatorFilterOptions { HasText = "Strategy paused" })).ToBeVisibleAsync();
            session.A.Break();
            await tab.SummaryAsync(new Regex("armed zone"));
            await Expect(tab.Rows).ToHaveCountAsync(0);
            Assert.Empty(session.Exchange.OpenOrders);

            await tab.Button("Resume").ClickAsync();
            await tab.AnswerAsync("Resume");
            await Expect(tab.Button("Pause")).ToBeVisibleAsync();
            session.B.Break();
            await Expect(tab.Rows.Filter(new LocatorFilterOptions { HasText = "BBB" })).ToHaveCountAsync(1);
        });
    }

    [Fact]
    public async Task The_kill_switch_wants_STOP_and_sells_what_is_held()
    {
        await using var session = await Session.StartAsync(TerminalMode.Live);
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await Expect(tab.Page).ToHaveTitleAsync(new Regex("^LIVE "));
            await tab.HoldPositionAsync(session);
            session.B.Break();
            await Expect(tab.Rows).ToHaveCountAsync(3);
            await tab.Button("Kill switch").ClickAsync();
            await Expect(tab.Question).ToContainTextAsync("Kill switch, live account");
            var stop = tab.Question.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Stop and sell" });
            await stop.ClickAsync(); // a click is no hold
            await Expect(tab.Question).ToBeVisibleAsync();
            Assert.NotEqual(0, session.Exchange.LotsOf("AAA"));
            await tab.Question.Locator("input").FillAsync("STOP");
            await stop.ClickAsync();
            await Expect(tab.Question).ToHaveCountAsync(0);
            await Expect(tab.Positions).ToContainTextAsync("No open position.");
            await Expect(tab.Rows).ToHaveCountAsync(0);
            await Expect(tab.Page.Locator(".strip").Filter(new LocatorFilterOptions { HasText = "Kill switch used" })).ToBeVisibleAsync();
            Assert.Empty(session.Exchange.OpenOrders);
            Assert.Equal(0, session.Exchange.LotsOf("AAA"));
        });
    }

    [Fact]
    public async Task The_kill_switch_can_be_held_and_leaves_what_is_protected()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await tab.HoldPositionAsync(session);
            session.B.Break();
            await Expect(tab.Rows).ToHaveCountAsync(3);
            await tab.Page.Keyboard.PressAsync("Shift+K");
            await tab.Question.GetByText("Keep, protected").ClickAsync();
            var stop = tab.Question.Locator("button.danger");
            await Expect(stop).ToBeEnabledAsync();
            await stop.HoverAsync();
            await tab.Page.Mouse.DownAsync();
            await Expect(tab.Question).ToHaveCountAsync(0);
            await tab.Page.Mouse.UpAsync();
            await Expect(tab.Rows).ToHaveCountAsync(2);
            await Expect(tab.Positions).ToContainTextAsync("SL 98.85");
            Assert.Equal(2, session.Exchange.OpenOrders.Count);
            Assert.NotEqual(0, session.Exchange.LotsOf("AAA"));
        });
    }

    [Fact]
    public async Task A_lost_stream_of_the_exchange_is_shown_and_forgotten_when_it_is_back()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            session.Exchange.Drop(VenueLink.MarketData, isUp: false);
            var strip = tab.Page.Locator(".strip").Filter(new LocatorFilterOptions { HasText = "No market data from the exchange" });
            await Expect(strip).ToBeVisibleAsync();
            session.Exchange.Drop(VenueLink.MarketData, isUp: true);
            await Expect(strip).ToHaveCountAsync(0);
        });
    }
}
