using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MultiSmc.Exchange.Tests;

/// <summary>A caller of the admin API.</summary>
internal static class Admin
{
    /// <summary>Does one thing and asserts that it was done.</summary>
    public static async Task DoAsync(TestExchange exchange, string action, string json)
    {
        var (status, body) = await SendAsync(exchange, action, json, TestExchange.AdminToken);
        Assert.True(status == 200, $"{action}: {status} {body}");
    }

    public static async Task<(int Status, JsonElement Body)> SendAsync(TestExchange exchange, string action, string? json, string token)
    {
        using var request = new HttpRequestMessage(json is null ? HttpMethod.Get : HttpMethod.Post, "/admin/v1/" + action);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await exchange.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonDocument.Parse(text).RootElement);
    }
}
