using Microsoft.AspNetCore.SignalR.Client;

namespace MultiSmc.Terminal.Tests;

/// <summary>What a configuration chooses for browsers that have chosen nothing stands in the page itself.</summary>
public sealed class PageDefaults
{
    [Theory]
    [InlineData("light", "ru", "<html data-default-theme=\"light\" data-default-lang=\"ru\" lang=\"en\">")]
    [InlineData("system", null, "<html data-default-theme=\"system\" lang=\"en\">")]
    public async Task Theme_and_language_are_those_of_the_options(string theme, string? language, string opening)
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), change: options =>
        {
            Directory.CreateDirectory(options.WebRoot!);
            File.WriteAllText(Path.Combine(options.WebRoot!, "index.html"), "<!doctype html>\n<html lang=\"en\"></html>");
            return options with { Theme = theme, Language = language };
        });
        using var response = await terminal.GetAsync("/");
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"<!doctype html>\n{opening}</html>", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0.45, 0.95, 0.45, null)]
    [InlineData(null, 0.95, null, 0.95)]
    [InlineData(null, null, null, null)]
    public async Task A_page_is_told_from_where_VPIN_alarms_and_a_level_wins_over_a_quantile(double? level, double? quantile, double? told, double? share)
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), change: options => options with { VpinAlarm = level, VpinAlarmQuantile = quantile });
        var hub = await terminal.ConnectAsync();
        var hello = await hub.InvokeAsync<HelloReply>("hello", new { proto = 1, lang = "en" }, TestContext.Current.CancellationToken);
        Assert.All(hello.Symbols, symbol => Assert.Equal((told, share), (symbol.VpinAlarm, symbol.VpinQuantile)));
    }
}
