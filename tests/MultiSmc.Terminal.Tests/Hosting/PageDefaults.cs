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
}
