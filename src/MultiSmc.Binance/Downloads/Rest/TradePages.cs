using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>The exchange's trades by id, a page at a time, within the weight limit. Needs no key.</summary>
internal sealed class TradePages(PatientClient client, Uri address, RequestGate gate)
{
    /// <summary>Most trades of a page.</summary>
    public const int PageSize = 1000;

    private const int TradesWeight = 25;
    private const int AggregatesWeight = 4;
    private const int BookLevels = 5000;
    private const int BookWeight = 250;
    private static readonly Timestamp EarliestTime = Timestamp.FromMilliseconds(ExchangeTime.MinMilliseconds);
    private const int LargestAnswer = 4 << 20;

    /// <summary>The trades from an id on, at most <see cref="PageSize"/>.</summary>
    /// <exception cref="DownloadException">The exchange cannot be asked, or refuses.</exception>
    public async Task<TradeRow[]> FromAsync(string symbol, long fromId, CancellationToken cancellation)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"api/v3/historicalTrades?symbol={Uri.EscapeDataString(symbol)}&limit={PageSize}&fromId={fromId}");
        var json = await GetAsync($"{symbol} trades from id {fromId}", query, TradesWeight, cancellation).ConfigureAwait(false);
        if (!MarketReplies.Trades.TryDecode(json, out var trades, out var fault))
            throw Unreadable(symbol, fault.Describe());
        var lastId = fromId - 1;
        foreach (var trade in trades)
        {
            if (trade.Id <= lastId || trade.Price.Raw <= 0 || trade.Qty.Raw <= 0 || trade.Time < EarliestTime)
                throw Unreadable(symbol, $"its trade {trade.Id} behind {lastId} is out of order, or its price, quantity or time cannot be right");
            lastId = trade.Id;
        }

        return trades;
    }

    /// <summary>Id of the first trade at a moment or after it; null where there is none yet.</summary>
    /// <exception cref="DownloadException">The exchange cannot be asked, or refuses.</exception>
    public Task<long?> FirstIdAsync(string symbol, DateTimeOffset moment, CancellationToken cancellation) => AggregateIdAsync(
        symbol, $"{symbol} trades from {moment:yyyy-MM-dd}", string.Create(CultureInfo.InvariantCulture, $"&startTime={moment.ToUnixTimeMilliseconds()}"), "f", cancellation);

    /// <summary>Id of the newest trade; null where there is none yet.</summary>
    /// <exception cref="DownloadException">The exchange cannot be asked, or refuses.</exception>
    public Task<long?> NewestIdAsync(string symbol, CancellationToken cancellation) => AggregateIdAsync(symbol, $"{symbol} newest trade", "", "l", cancellation);

    private async Task<long?> AggregateIdAsync(string symbol, string what, string range, string field, CancellationToken cancellation)
    {
        var query = $"api/v3/aggTrades?symbol={Uri.EscapeDataString(symbol)}&limit=1{range}";
        var json = await GetAsync(what, query, AggregatesWeight, cancellation).ConfigureAwait(false);
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var row in document.RootElement.EnumerateArray())
                return row.GetProperty(field).GetInt64();
            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw Unreadable(symbol, "it is no array of aggregate trades");
        }
    }

    /// <summary>The whole book down to a depth, as the exchange wrote it.</summary>
    /// <exception cref="DownloadException">The exchange cannot be asked, or refuses.</exception>
    public async Task<byte[]> BookAsync(string symbol, CancellationToken cancellation) => await GetAsync(
        $"{symbol} order book", $"api/v3/depth?symbol={Uri.EscapeDataString(symbol)}&limit={BookLevels}", BookWeight, cancellation).ConfigureAwait(false);

    private async Task<byte[]> GetAsync(string what, string query, int weight, CancellationToken cancellation) =>
        await client.SendAsync(
            what,
            () => Request(query),
            async (response, token) =>
            {
                foreach (var (name, values) in response.Headers)
                    gate.ObserveHeader(name, values.FirstOrDefault() ?? "");
                var body = await BodyAsync(response, token).ConfigureAwait(false);
                return response.StatusCode == HttpStatusCode.OK ? body : throw Refused(what, response, body);
            },
            cancellation,
            token => gate.EnterAsync(new RequestCost(weight), RequestUrgency.Background, token)).ConfigureAwait(false);

    private HttpRequestMessage Request(string query)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, query));
        request.Headers.Add("X-MBX-TIME-UNIT", "MICROSECOND");
        return request;
    }

    private async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var answer = new MemoryStream();
        var buffer = new byte[1 << 16];
        var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            while (await client.ReadAsync(body, buffer, cancellation).ConfigureAwait(false) is > 0 and var read)
            {
                answer.Write(buffer, 0, read);
                if (answer.Length > LargestAnswer)
                    throw new DownloadException(DownloadFault.BadContent, $"the answer is longer than {LargestAnswer} bytes, which no page of trades is");
            }
        }

        return answer.ToArray();
    }

    private static DownloadException Refused(string what, HttpResponseMessage response, byte[] body)
    {
        const int shown = 200;
        var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(shown, body.Length))).ReplaceLineEndings(" ");
        return new DownloadException(DownloadFault.Network, $"{what}: the exchange refuses ({(int)response.StatusCode}): {text}");
    }

    private static DownloadException Unreadable(string symbol, string fault) =>
        new(DownloadFault.BadContent, $"{symbol}: the exchange's answer cannot be used: {fault}; check the address given with --rest-url");
}
