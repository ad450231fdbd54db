using MultiSmc.Testing.Archives;

namespace MultiSmc.Binance.Tests.Downloads;

public sealed class ArchiveChoice
{
    private static void PublishDays(DownloadRig rig, string from, int days)
    {
        for (var i = 0; i < days; i++)
        {
            var name = $"BTCUSDT-trades-{DateOnly.Parse(from).AddDays(i):yyyy-MM-dd}.zip";
            rig.Server.Publish(name, SyntheticZip.Trades(name, 5, firstId: 1 + i * 5));
        }
    }

    private static void PublishMonth(DownloadRig rig, string month)
    {
        var name = $"BTCUSDT-trades-{month}.zip";
        rig.Server.Publish(name, SyntheticZip.Trades(name, 50));
    }

    private static async Task<ArchivePlan> PlanAsync(DownloadRig rig, string from, string to)
    {
        using var downloader = rig.Downloader();
        return await downloader.PlanAsync(DownloadRig.Days("BTCUSDT", from, to), default);
    }

    private static string[] Periods(ArchivePlan plan) => [.. plan.Files.Select(static file => file.File.Period.ToString())];

    [Fact]
    public async Task Takes_whole_months_as_months_and_the_rest_as_days_in_the_order_of_time()
    {
        await using var rig = await DownloadRig.StartAsync();
        PublishMonth(rig, "2025-01");
        PublishMonth(rig, "2025-02");
        PublishDays(rig, "2024-12-30", 2);
        PublishDays(rig, "2025-03-01", 9);

        var plan = await PlanAsync(rig, "2024-12-30", "2025-03-03");

        Assert.Equal(["2024-12-30", "2024-12-31", "2025-01", "2025-02", "2025-03-01", "2025-03-02"], Periods(plan));
        Assert.Empty(plan.Missing);
        Assert.Equal(plan.Files.Sum(static file => file.Bytes), plan.Bytes);
        Assert.True(plan.Bytes > 0);
    }

    [Fact]
    public async Task Takes_days_where_a_month_that_is_over_is_not_published_yet()
    {
        await using var rig = await DownloadRig.StartAsync(new DateTimeOffset(2025, 3, 2, 1, 0, 0, TimeSpan.Zero));
        PublishDays(rig, "2025-02-01", 28);

        var plan = await PlanAsync(rig, "2025-02-01", "2025-03-01");

        Assert.Equal(28, plan.Files.Count);
        Assert.All(plan.Files, static file => Assert.False(file.File.Period.IsMonth));
    }

    [Fact]
    public async Task Takes_the_month_where_one_of_its_days_is_missing()
    {
        await using var rig = await DownloadRig.StartAsync();
        PublishMonth(rig, "2025-01");
        PublishDays(rig, "2025-01-10", 2);

        var plan = await PlanAsync(rig, "2025-01-10", "2025-01-13");

        Assert.Equal(["2025-01"], Periods(plan));
        Assert.Empty(plan.Missing);
    }

    [Fact]
    public async Task Tells_what_is_missing_and_why()
    {
        await using var rig = await DownloadRig.StartAsync(); // 2025-03-10
        PublishDays(rig, "2025-03-03", 1);
        PublishDays(rig, "2025-03-06", 3);

        var plan = await PlanAsync(rig, "2025-03-01", "2025-03-11");

        Assert.Equal(
            [
                new MissingDays("BTCUSDT", new(2025, 3, 1), new(2025, 3, 2), MissingReason.BeforeFirst),
                new MissingDays("BTCUSDT", new(2025, 3, 4), new(2025, 3, 5), MissingReason.Hole),
                new MissingDays("BTCUSDT", new(2025, 3, 9), new(2025, 3, 9), MissingReason.NotYetPublished),
            ],
            plan.Missing);
        Assert.Equal(0, rig.Server.CountOf("HEAD BTCUSDT-trades-2025-03-10"));
    }

    [Fact]
    public async Task Calls_days_long_after_the_last_archive_no_longer_traded()
    {
        await using var rig = await DownloadRig.StartAsync();
        PublishDays(rig, "2025-01-01", 2);

        var plan = await PlanAsync(rig, "2025-01-01", "2025-01-10");

        Assert.Equal([new MissingDays("BTCUSDT", new(2025, 1, 3), new(2025, 1, 9), MissingReason.AfterLast)], plan.Missing);
    }

    [Fact]
    public async Task Keeps_the_days_it_has_when_the_month_appears()
    {
        await using var rig = await DownloadRig.StartAsync(new DateTimeOffset(2025, 3, 1, 12, 0, 0, TimeSpan.Zero));
        PublishDays(rig, "2025-02-01", 28);
        await rig.RunAsync(DownloadRig.Days("BTCUSDT", "2025-02-01", "2025-03-01"));
        PublishMonth(rig, "2025-02");
        var asked = rig.Server.Requests.Count;

        var plan = await PlanAsync(rig, "2025-02-01", "2025-03-01");

        Assert.Equal((28, 0), (plan.Files.Count, plan.Count));
        Assert.Equal(asked, rig.Server.Requests.Count);
    }

    [Theory]
    [InlineData("https://example.org/mirror", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://[::1]:8080/", true)]
    [InlineData("http://localhost:1", true)]
    [InlineData("http://example.org", false)]
    [InlineData("http://127.0.0.1.example.org", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("ftp://127.0.0.1", false)]
    [InlineData("https://user:word@example.org", false)]
    [InlineData("example.org", false)]
    [InlineData("", false)]
    public void Allows_plain_http_on_this_machine_only(string text, bool isAllowed)
    {
        Assert.Equal(isAllowed, ServiceAddress.TryParse(text, out var address, out var fault));
        Assert.Equal(isAllowed, fault.Length == 0);
        Assert.EndsWith("/", address.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTCUSDT", true)]
    [InlineData("1000SATSUSDT", true)]
    [InlineData("币安人生USDT", true)]
    [InlineData("../etc", false)]
    [InlineData("A/B", false)]
    [InlineData("A B", false)]
    [InlineData("", false)]
    public void Lets_nothing_but_letters_and_digits_into_a_path(string symbol, bool isSymbol) => Assert.Equal(isSymbol, ArchiveFile.IsSymbol(symbol));

    [Fact]
    public void Writes_addresses_as_the_exchange_does()
    {
        var day = new ArchiveFile("BTCUSDT", TapeLayout.Trades, ArchivePeriod.Day(new(2024, 8, 8)));
        var month = new ArchiveFile("币USDT", TapeLayout.AggTrades, ArchivePeriod.MonthOf(new(2024, 8, 8)));

        Assert.Equal("data/spot/daily/trades/BTCUSDT/BTCUSDT-trades-2024-08-08.zip", day.RelativeAddress);
        Assert.Equal("data/spot/monthly/aggTrades/%E5%B8%81USDT/%E5%B8%81USDT-aggTrades-2024-08.zip", month.RelativeAddress);
    }
}
