using System.Net;
using System.Text.Json;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange.Tests;

/// <summary>A caller of REST with a key: plain HTTP and the signer.</summary>
internal sealed class RestClient(TestExchange exchange, string key, RequestSigner signer)
{
    public string Key => key;

    public RequestSigner Signer => signer;

    /// <summary>A signed request; its parameters as "k=v&amp;k=v", not encoded.</summary>
    public Task<RestAnswer> SendAsync(HttpMethod verb, string path, string parameters = "", string body = "")
    {
        var query = Join(parameters, $"timestamp={exchange.Now}");
        return SendRawAsync(verb, path, query + "&signature=" + Uri.EscapeDataString(signer.Sign(query + body)), body, key);
    }

    public Task<RestAnswer> GetAsync(string path, string parameters = "") => SendAsync(HttpMethod.Get, path, parameters);

    public Task<RestAnswer> PostAsync(string path, string parameters) => SendAsync(HttpMethod.Post, path, parameters);

    public Task<RestAnswer> DeleteAsync(string path, string parameters) => SendAsync(HttpMethod.Delete, path, parameters);

    /// <summary>Places an order.</summary>
    public Task<RestAnswer> OrderAsync(string parameters) => PostAsync("/api/v3/order", "symbol=BTCUSDT&" + parameters);

    /// <summary>A request exactly as given.</summary>
    public async Task<RestAnswer> SendRawAsync(HttpMethod verb, string path, string query, string body = "", string? apiKey = null)
    {
        using var request = new HttpRequestMessage(verb, path + (query.Length > 0 ? "?" + query : ""));
        if (apiKey is not null)
            request.Headers.Add("X-MBX-APIKEY", apiKey);
        if (body.Length > 0)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await exchange.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
        return new RestAnswer(response.StatusCode, JsonDocument.Parse(text.Length == 0 ? "null" : text).RootElement, headers);
    }

    private static string Join(string left, string right) => left.Length == 0 ? right : left + "&" + right;
}

/// <summary>An answer.</summary>
internal sealed record RestAnswer(HttpStatusCode Status, JsonElement Json, IReadOnlyDictionary<string, string> Headers)
{
    public string Text(string name) => Json.GetProperty(name).ToString();

    public long Number(string name) => Json.GetProperty(name).GetInt64();

    /// <summary>Asserts success.</summary>
    public RestAnswer Ok()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{(int)Status} {Json}");
        return this;
    }

    /// <summary>Asserts a refusal.</summary>
    public RestAnswer Refused(int code, string text, int status = 400)
    {
        Assert.Equal((status, code, text), ((int)Status, Json.GetProperty("code").GetInt32(), Text("msg")));
        return this;
    }
}
