using System.Globalization;
using System.Net;

namespace MultiSmc.Binance;

/// <summary>
/// Requests that only read, tried again with back-off while their failures may pass. Where the other side says that a limit was passed, every
/// request of this client waits, not the one alone. Safe to use from several threads.
/// </summary>
internal sealed class PatientClient(HttpClient http, RetryPolicy policy, TimeProvider time, Random jitter, IDownloadObserver observer, RequestGate? gate = null)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _closedUntil;

    /// <summary>Sends a request until it is answered, and returns the answer's head; the body is the caller's.</summary>
    /// <param name="what">For messages: what is being loaded.</param>
    /// <param name="make">Makes the request, anew for each attempt.</param>
    /// <param name="use">Uses the answer; a <see cref="PassingFaultException"/> is a failed attempt.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="admit">Waits for leave before each attempt; null: none is needed.</param>
    /// <exception cref="DownloadException">It went on failing, or was refused for good.</exception>
    public async Task<T> SendAsync<T>(
        string what, Func<HttpRequestMessage> make, Func<HttpResponseMessage, CancellationToken, Task<T>> use, CancellationToken cancellation,
        Func<CancellationToken, Task>? admit = null)
    {
        for (var failures = 0; ;)
        {
            await PassAsync(cancellation).ConfigureAwait(false);
            if (admit is not null)
                await admit(cancellation).ConfigureAwait(false);
            try
            {
                return await AttemptAsync(what, make, use, cancellation).ConfigureAwait(false);
            }
            catch (PassingFaultException fault)
            {
                failures = fault.HasGained ? 1 : failures + 1;
                await WaitAsync(what, fault, failures, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads from a body; silence and broken connections become passing faults.</summary>
    public async Task<int> ReadAsync(Stream body, Memory<byte> buffer, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(policy.Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            return await body.ReadAsync(buffer, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw Silent(exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new PassingFaultException("the connection broke", exception);
        }
    }

    private async Task<T> AttemptAsync<T>(
        string what, Func<HttpRequestMessage> make, Func<HttpResponseMessage, CancellationToken, Task<T>> use, CancellationToken cancellation)
    {
        using var request = make();
        using var response = await HeadAsync(request, cancellation).ConfigureAwait(false);
        ThrowIfRefused(what, response);
        return await use(response, cancellation).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> HeadAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var silence = new CancellationTokenSource(policy.Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellation);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellation.IsCancellationRequested)
        {
            throw Silent(exception);
        }
        catch (HttpRequestException exception)
        {
            throw new PassingFaultException($"no answer ({exception.Message})", exception);
        }
    }

    // 404, 416 and 400 mean different things to different callers and are theirs.
    private void ThrowIfRefused(string what, HttpResponseMessage response)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode || status is 304 or 400 or 404 or 416)
            return;
        var code = status.ToString(CultureInfo.InvariantCulture);
        switch (response.StatusCode)
        {
            case HttpStatusCode.TooManyRequests or (HttpStatusCode)418:
                gate?.Close(status, response.Headers.RetryAfter?.Delta);
                throw new PassingFaultException(status == 418 ? "the exchange has banned this address for now (418)" : "too many requests (429)")
                {
                    AskedWait = AskedWait(response) ?? UntilNextMinute(),
                    IsForAll = true,
                };
            case HttpStatusCode.ServiceUnavailable:
                throw new PassingFaultException("service unavailable (503)") { AskedWait = AskedWait(response), IsForAll = AskedWait(response) is not null };
            case HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                throw new PassingFaultException($"the server failed ({code})");
            default:
                throw new DownloadException(
                    DownloadFault.Network,
                    $"{what}: the server refuses it ({code} {response.ReasonPhrase}); check the address, and whether a firewall or the exchange blocks yours");
        }
    }

    // Zero does occur; the limits' windows are minutes.
    private TimeSpan? AskedWait(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter;
        var wait = asked?.Delta ?? (asked?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait is null ? null : wait > TimeSpan.Zero ? wait : UntilNextMinute();
    }

    private TimeSpan UntilNextMinute() => TimeSpan.FromTicks(TimeSpan.TicksPerMinute - time.GetUtcNow().Ticks % TimeSpan.TicksPerMinute);

    private async Task WaitAsync(string what, PassingFaultException fault, int failures, CancellationToken cancellation)
    {
        if (failures >= policy.MaxAttempts)
        {
            throw new DownloadException(
                DownloadFault.Network, string.Create(CultureInfo.InvariantCulture, $"{what}: {fault.Message}; gave up after {failures} attempts"), fault);
        }

        if (fault.AskedWait > policy.LongestAskedWait)
        {
            var until = (time.GetUtcNow() + fault.AskedWait.Value).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            throw new DownloadException(DownloadFault.Network, $"{what}: {fault.Message}; it asks to come back after {until} UTC", fault);
        }

        double chance;
        lock (_lock)
            chance = jitter.NextDouble();
        var wait = policy.Wait(failures, chance);
        // Never earlier than asked, and not all at the same moment.
        if (fault.AskedWait is { } asked)
            wait = asked + TimeSpan.FromSeconds(chance);
        if (fault.IsForAll)
            CloseUntil(time.GetUtcNow() + wait);
        observer.OnWaiting(what, fault.Message, wait);
        await time.DelayAsync(wait, cancellation).ConfigureAwait(false);
    }

    private void CloseUntil(DateTimeOffset moment)
    {
        lock (_lock)
            _closedUntil = moment > _closedUntil ? moment : _closedUntil;
    }

    private async Task PassAsync(CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_lock)
                wait = _closedUntil - time.GetUtcNow();
            if (wait <= TimeSpan.Zero)
                return;
            await time.DelayAsync(wait, cancellation).ConfigureAwait(false);
        }
    }

    private PassingFaultException Silent(Exception inner) =>
        new(string.Create(CultureInfo.InvariantCulture, $"nothing came for {policy.Silence.TotalSeconds:0} s"), inner);
}
