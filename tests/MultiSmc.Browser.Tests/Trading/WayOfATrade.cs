using System.Text.RegularExpressions;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Trading;

/// <summary>A zone, its order, the model's word, the fill, the end: as the page shows them.</summary>
public sealed partial class WayOfATrade(Chrome chrome)
{
    [Fact]
    public async Task Without_a_zone_the_page_says_what_is_waited_for()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await Expect(tab.Setup).ToContainTextAsync("Waiting for a break of structure");
            await Expect(tab.Page.Locator("#bottom-panel")).ToContainTextAsync("No order rests on the exchange.");
            await Expect(tab.Page).ToHaveTitleAsync(new Regex("^PAPER AAA"));
        });
    }

    [Fact]
    public async Task A_break_brings_a_zone_on_the_chart_and_its_order()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            session.A.Break();
            await tab.SummaryAsync(Summary());
            await Expect(tab.Rows).ToHaveCountAsync(1);
            await Expect(tab.Rows.First).ToContainTextAsync("99.88");
            await Expect(tab.Setup).ToContainTextAsync("99.88");
            await Expect(tab.Setup).ToContainTextAsync("not asked yet");
            await tab.TableAsync("Zones");
            await Expect(tab.Rows.First).ToContainTextAsync("99.63 – 100.14");
            Assert.Equal([Exact("99.88")], session.Exchange.OpenOrders.Select(order => order.Order.Price));
        });
    }

    [Fact]
    public async Task The_model_takes_the_order_back_and_the_row_goes()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.RestOrderAsync(session);
            session.Judge.Says = 0.41;
            session.A.Approach();
            await Expect(tab.Rows).ToHaveCountAsync(0);
            await Expect(tab.Setup).ToContainTextAsync("Pulled at 0.41");
            await Expect(tab.Setup.Locator("li.crossed")).ToHaveTextAsync("Approach");
            Assert.Empty(session.Exchange.OpenOrders);
        });
    }

    [Fact]
    public async Task A_kept_order_is_filled_and_the_position_shows_its_protection()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.RestOrderAsync(session);
            session.A.Approach();
            await Expect(tab.Setup).ToContainTextAsync("Keeping the order");
            session.A.Fill();
            await Expect(tab.Positions).ToContainTextAsync("SL 98.85");
            await Expect(tab.Positions).ToContainTextAsync("TP 102");
            await Expect(tab.Setup).ToContainTextAsync("Filled at 0.80");
            await Expect(tab.Rows).ToHaveCountAsync(2);
            await tab.TableAsync("Positions");
            await Expect(tab.Rows.First).ToContainTextAsync("99.88");
            await tab.TableAsync("Fills");
            await Expect(tab.Rows.First).ToContainTextAsync("99.88");
            Assert.Equal(2, session.Exchange.OpenOrders.Count);
        });
    }

    [Fact]
    public async Task The_target_closes_the_position_with_a_profit()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await tab.HoldPositionAsync(session);
            session.A.Target();
            await Expect(tab.Positions).ToContainTextAsync("No open position.");
            await Expect(tab.Rows).ToHaveCountAsync(0);
            await tab.TableAsync("Zones");
            await Expect(tab.Page.Locator("#bottom-panel")).ToContainTextAsync("Target");
            await Expect(tab.Page.Locator("header .sums div").Nth(1)).ToContainTextAsync("+");
        });
    }

    [Fact]
    public async Task The_zone_stays_on_the_chart_when_what_was_loaded_has_left_the_view()
    {
        await using var session = await Session.StartAsync(quiet: 12);
        await chrome.VisitAsync(
            session.Address,
            async tab =>
            {
                await tab.LiveAsync();
                await Expect(tab.Page.Locator("[role=application] canvas").First).ToBeVisibleAsync();
                session.A.Quiet(210); // more than fit, fewer than are folded
                session.A.Break();
                await Expect(tab.Rows).ToHaveCountAsync(1);
                await tab.PaintedAsync(230, 184, 74); // gold: the entry's tag on the axis
            },
            new Visit { Expected = ["willReadFrequently"] });
    }

    [Fact]
    public async Task Another_symbol_is_one_key_away_and_has_its_own_story()
    {
        await using var session = await Session.StartAsync();
        session.B.Break();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await Expect(tab.Setup).ToContainTextAsync("Waiting for a break of structure");
            await tab.Page.Keyboard.PressAsync("2");
            await Expect(tab.Setup).ToContainTextAsync("99.88");
            await Expect(tab.Page).ToHaveURLAsync(new Regex("#/trade/BBBUSDT$"));
            await tab.SummaryAsync(new Regex("^BBB/USDT, last 102\\.00, armed zone"));
        });
    }

    [GeneratedRegex("^AAA/USDT, last 102\\.00, armed zone 99\\.63 to 100\\.14")]
    private static partial Regex Summary();

    private static Core.Price Exact(string price) => new((long)(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture) * Core.FixedPoint.Scale));
}
