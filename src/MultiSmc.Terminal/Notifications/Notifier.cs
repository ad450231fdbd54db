using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace MultiSmc.Terminal;

/// <summary>How a channel is.</summary>
internal sealed record NotificationStatus(string Name, string Kind, IReadOnlyList<string> Events, long Delivered, long Dropped, string? LastFault);

/// <summary>
/// Tells people by the channels they chose. Each channel has a bounded queue of its own: one that does not answer holds up neither the others nor the
/// terminal; what finds no room is counted. A message counts as delivered when the other side said so.
/// </summary>
internal sealed class Notifier : IAsyncDisposable
{
    private const int Waiting = 256;
    private const int Tries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly List<Line> _lines = [];
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();

    /// <param name="channels">Where to.</param>
    /// <param name="time">The clock.</param>
    public Notifier(IReadOnlyList<NotificationChannel> channels, TimeProvider time)
    {
        _time = time;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout };
        foreach (var channel in channels)
        {
            var line = new Line(channel);
            line.Work = Task.Run(() => WorkAsync(line));
            _lines.Add(line);
        }
    }

    /// <summary>Tells what an entry says to whom it may concern. Never waits.</summary>
    public void On(JournalEntry entry, string mode)
    {
        if (_lines.Count == 0 || NotificationText.EventOf(entry) is not { } about)
            return;
        var text = NotificationText.Of(entry, mode);
        foreach (var line in _lines.Where(line => line.Channel.Events.Contains(about)))
        {
            if (!line.Queue.Writer.TryWrite(new Message(about, text, entry.T)))
                Interlocked.Increment(ref line.Dropped);
        }
    }

    /// <summary>Sends a test message now; the fault in words, or null when it was delivered.</summary>
    public async Task<string?> TestAsync(string name, CancellationToken cancellation)
    {
        var line = _lines.Find(line => line.Channel.Name == name) ?? throw ApiException.NotFound("There is no such channel.");
        return (await SendAsync(line.Channel, new Message(NotificationEvent.Alert, "MultiSmc: this is a test.", _time.GetUtcNow().ToUnixTimeMilliseconds()), cancellation).ConfigureAwait(false)).Fault;
    }

    /// <summary>How each channel is. No address and no secret is in it.</summary>
    public IReadOnlyList<NotificationStatus> Status() =>
    [
        .. _lines.Select(static line => new NotificationStatus(
            line.Channel.Name,
            line.Channel is NotificationChannel.Telegram ? "telegram" : "webhook",
            [.. line.Channel.Events.Order().Select(static about => ContractNames.Kebab(about.ToString()))],
            Interlocked.Read(ref line.Delivered),
            Interlocked.Read(ref line.Dropped),
            line.LastFault)),
    ];

    /// <summary>Ends; what waits is not sent any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_lines.Select(static line => line.Work)).ConfigureAwait(false);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync(Line line)
    {
        try
        {
            await foreach (var message in line.Queue.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
                await DeliverAsync(line, message).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The end that was asked for.
        }
    }

    private async Task DeliverAsync(Line line, Message message)
    {
        var pause = FirstPause;
        for (var tried = 1; ; tried++)
        {
            var (fault, canRetry, wait) = await SendAsync(line.Channel, message, _stop.Token).ConfigureAwait(false);
            line.LastFault = fault;
            if (fault is null)
            {
                Interlocked.Increment(ref line.Delivered);
                return;
            }

            if (!canRetry || tried == Tries)
            {
                Interlocked.Increment(ref line.Dropped);
                return;
            }

            var due = wait ?? pause;
            await Task.Delay(due < LongestPause ? due : LongestPause, _time, _stop.Token).ConfigureAwait(false);
            pause *= 2;
        }
    }

    // No fault may carry an address: a bot's token and a webhook's key stand in it.
    private async Task<(string? Fault, bool CanRetry, TimeSpan? Wait)> SendAsync(NotificationChannel channel, Message message, CancellationToken cancellation)
    {
        try
        {
            using var request = RequestOf(channel, message);
            using var response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
            var status = response.StatusCode;
            if (status == HttpStatusCode.TooManyRequests || (int)status >= 500)
                return ($"the other side answered {(int)status}", true, response.Headers.RetryAfter?.Delta);
            if (!response.IsSuccessStatusCode)
                return ($"the other side answered {(int)status}", false, null);
            if (channel is not NotificationChannel.Telegram)
                return (null, false, null);
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false), default, cancellation).ConfigureAwait(false);
            var isOk = body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("ok", out var ok) && ok.ValueKind == JsonValueKind.True;
            return isOk ? (null, false, null) : ("the bot API did not accept it", false, null);
        }
        catch (HttpRequestException failure)
        {
            return ($"not reached ({failure.HttpRequestError})", true, null);
        }
        catch (JsonException)
        {
            return ("the answer can't be read", false, null);
        }
        catch (UriFormatException)
        {
            return ("its address is none", false, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ("no answer in time", true, null);
        }
    }

    private static HttpRequestMessage RequestOf(NotificationChannel channel, Message message)
    {
        switch (channel)
        {
            case NotificationChannel.Telegram telegram:
                var address = new Uri(telegram.Api, $"/bot{telegram.Token.Reveal()}/sendMessage");
                return new HttpRequestMessage(HttpMethod.Post, address) { Content = Json(new { chat_id = telegram.Chat, text = message.Text, disable_web_page_preview = true }) };
            case NotificationChannel.Webhook webhook:
                var content = Json(new { @event = ContractNames.Kebab(message.About.ToString()), text = message.Text, time = message.Time });
                var request = new HttpRequestMessage(HttpMethod.Post, new Uri(webhook.Address.Reveal(), UriKind.Absolute)) { Content = content };
                if (webhook.Key is { } key)
                {
                    using var body = content.ReadAsStream();
                    request.Headers.Add("X-MultiSmc-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal()), body))}");
                    body.Position = 0;
                }

                return request;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static ByteArrayContent Json<T>(T value)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value));
        content.Headers.ContentType = new("application/json");
        return content;
    }

    private readonly record struct Message(NotificationEvent About, string Text, long Time);

    private sealed class Line(NotificationChannel channel)
    {
        public long Delivered;
        public long Dropped;

        public NotificationChannel Channel => channel;

        public Channel<Message> Queue { get; } = System.Threading.Channels.Channel.CreateBounded<Message>(
            new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }); // with TryWrite: what finds no room is refused and counted

        public Task Work { get; set; } = Task.CompletedTask;

        public string? LastFault { get; set; }
    }
}
