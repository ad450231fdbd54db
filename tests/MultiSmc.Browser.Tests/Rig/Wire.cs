using Microsoft.Playwright;

namespace MultiSmc.Browser.Tests;

/// <summary>The wire between a page and its server, pulled out: packets go nowhere, nobody hangs up.</summary>
internal sealed class Wire
{
    private readonly ICDPSession _browser;

    private Wire(ICDPSession browser) => _browser = browser;

    public static async Task<Wire> CutAsync(IPage page)
    {
        var browser = await page.Context.NewCDPSessionAsync(page);
        await browser.SendAsync("Network.enable");
        var wire = new Wire(browser);
        await wire.SetAsync(isOffline: true);
        return wire;
    }

    public Task MendAsync() => SetAsync(isOffline: false);

    private async Task SetAsync(bool isOffline) => await _browser.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
    {
        ["offline"] = isOffline, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1,
    });
}
