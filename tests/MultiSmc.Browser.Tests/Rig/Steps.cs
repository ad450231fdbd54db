using static Microsoft.Playwright.Assertions;

namespace MultiSmc.Browser.Tests;

/// <summary>Ways that several tests go, each step waited for on the page.</summary>
internal static class Steps
{
    /// <summary>From the page's beginning to an entry of AAA that rests on the exchange.</summary>
    public static async Task RestOrderAsync(this Tab tab, Session session)
    {
        await tab.LiveAsync();
        session.A.Break();
        await Expect(tab.Rows).ToHaveCountAsync(1);
        await session.RestsAsync();
    }

    /// <summary>From a quiet market to a protected position in AAA.</summary>
    public static async Task HoldPositionAsync(this Tab tab, Session session)
    {
        await tab.RestOrderAsync(session);
        session.A.Approach();
        await Expect(tab.Setup).ToContainTextAsync("Keeping the order");
        session.A.Fill();
        await Expect(tab.Rows).ToHaveCountAsync(2);
        await Expect(tab.Positions).ToContainTextAsync("SL 98.85");
    }
}
