using System.Net.Http.Json;
using System.Text.Json;

namespace MultiSmc.Terminal.Tests;

/// <summary>The data page gets answers, not failures, where nothing is on disk yet; a failure would stand in the browser's console.</summary>
public sealed class DataPages
{
    private static readonly string[] s_two = ["AAAUSDT", "BBBUSDT"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_catalog_all_of_it_is_empty(bool isNamed)
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000), change: options => options with
        {
            CatalogFolder = isNamed ? Path.Combine(options.StateFolder!, "nowhere") : null,
        });
        Assert.Equal(0, (await terminal.Http.GetFromJsonAsync<JsonElement>("/api/v1/catalog", Cancellation)).GetProperty("rows").GetArrayLength());
        Assert.Equal(0, (await terminal.Http.GetFromJsonAsync<JsonElement>("/api/v1/packet-sets", Cancellation)).GetArrayLength());
        Assert.Equal(0, (await terminal.Http.GetFromJsonAsync<JsonElement>("/api/v1/catalog/AAAUSDT/2025-06", Cancellation)).GetArrayLength());
        using var answer = await terminal.Http.PostAsJsonAsync("/api/v1/catalog/plan", new { symbols = s_two, from = "2025-06-01", to = "2025-06-30" }, Cancellation);
        var plan = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal((60, 0, JsonValueKind.Null), (plan.GetProperty("archives").GetInt32(), plan.GetProperty("already").GetInt32(), plan.GetProperty("bytes").ValueKind));
    }

    [Fact]
    public async Task A_plan_of_no_days_is_refused()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(2_000));
        using var answer = await terminal.Http.PostAsJsonAsync("/api/v1/catalog/plan", new { symbols = s_two, from = "2025-06-30", to = "2025-06-01" }, Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
