using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests.Connection;

/// <summary>Parts of the page that the server does not give the first time: they come by themselves, or when they are asked for again.</summary>
public sealed partial class LatePart(Chrome chrome)
{
    // The browser's own words on a file that was not given.
    private static readonly Visit Withheld = new() { Expected = ["net::ERR_FAILED"] };

    [Fact]
    public async Task The_chart_and_the_question_at_a_button_come_by_themselves()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            var chart = await WithholdAsync(tab.Page, Chart(), times: 2);
            var question = await WithholdAsync(tab.Page, Question(), times: 2);
            await tab.Page.ReloadAsync();
            await chart.Task;
            await question.Task;
            await Expect(tab.Page.Locator("[role=application] canvas").First).ToBeVisibleAsync();
            await tab.RestOrderAsync(session);
            await tab.Button("Pause").ClickAsync();
            await Expect(tab.Page.GetByRole(AriaRole.Alertdialog)).ToBeVisibleAsync();
        }, Withheld);
    }

    [Fact]
    public async Task A_page_can_be_asked_for_again()
    {
        await using var session = await Session.StartAsync();
        await chrome.VisitAsync(session.Address, async tab =>
        {
            await tab.LiveAsync();
            await WithholdAsync(tab.Page, System(), times: 1);
            await tab.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "System", Exact = true }).ClickAsync();
            await Expect(tab.Page.GetByText("The server did not give this part of the page.")).ToBeVisibleAsync();
            await tab.Button("Try again").ClickAsync();
            await Expect(tab.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Connections" })).ToBeVisibleAsync();
        }, Withheld);
    }

    /// <summary>Refuses a file the first times; done when it was refused the last time.</summary>
    private static async Task<TaskCompletionSource> WithholdAsync(IPage page, Regex file, int times)
    {
        var done = new TaskCompletionSource();
        var left = times;
        await page.RouteAsync(file, async route =>
        {
            if (left == 0)
            {
                await route.ContinueAsync();
                return;
            }

            await route.AbortAsync();
            if (--left == 0)
                done.SetResult();
        });
        return done;
    }

    [GeneratedRegex(@"/assets/chart-[\w-]+\.js$")]
    private static partial Regex Chart();

    [GeneratedRegex(@"/assets/AskPopover-[\w-]+\.js$")]
    private static partial Regex Question();

    [GeneratedRegex(@"/assets/System-[\w-]+\.js$")]
    private static partial Regex System();
}
