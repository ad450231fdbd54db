using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Binance;

/// <summary>The way over REST.</summary>
/// <remarks>
/// A placement's parameters go in the body: the platform's client repeats a request by itself when a kept connection breaks before the answer begins,
/// but never one whose body it has begun to send. Reads and cancels may be repeated, so theirs stand in the query.
/// </remarks>
internal sealed class RestCarrier(HttpClient http, Uri address, ApiKey? key, ServerClock clock, RequestGate gate, TimeProvider time, CallPolicy policy) : ICallCarrier
{
    private const int LargestAnswer = 32 << 20;

    /// <summary>A client that follows no redirects (a signed request must reach whom it was signed for) and uses no proxy on this machine.</summary>
    public static HttpClient CreateHttp(Uri address, CallPolicy policy)
    {
        ServiceAddress.RequireSafe(address);
        return new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !ServiceAddress.IsLoopback(address),
            ConnectTimeout = policy.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            AutomaticDecompression = System.Net.DecompressionMethods.All,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public async Task<CallAnswer> CarryAsync(Endpoint endpoint, ParameterList parameters, CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(policy.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            using var request = Request(endpoint, parameters);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            foreach (var (name, values) in response.Headers.NonValidated)
                gate.ObserveHeader(name, values.FirstOrDefault() ?? "");
            await response.Content.LoadIntoBufferAsync(LargestAnswer, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            ApiError? error = null;
            if (!response.IsSuccessStatusCode && !ApiError.Format.TryDecode(body, out error, out _))
                error = null;
            return new CallAnswer.Answered((int)response.StatusCode, body, error, RetryAfter(response.Headers.RetryAfter));
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return new CallAnswer.NotSent(failure.HttpRequestError == HttpRequestError.SecureConnectionError
                ? $"{address.Host} {ReachFault.ByTls} ({failure.GetBaseException().Message}): its certificate, this machine's date, or an https address of what speaks http"
                : $"{address.Host} cannot be reached ({failure.Message})");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new CallAnswer.Lost($"the connection broke before the answer ({broken.Message})");
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException && !either.IsCancellationRequested)
        {
            // The handler's own limit: it is for the making of the connection alone.
            return new CallAnswer.NotSent($"{address.Host} cannot be reached within {policy.ConnectTimeout.TotalSeconds:0.#} s");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new CallAnswer.Lost(string.Create(CultureInfo.InvariantCulture, $"no answer within {policy.AnswerTimeout.TotalSeconds:0.#} s"));
        }
    }

    private HttpRequestMessage Request(Endpoint endpoint, ParameterList parameters)
    {
        var isSigned = endpoint.Security != EndpointSecurity.None;
        var query = isSigned ? Signer().SignQuery(Stamping.Stamped(parameters, clock, policy.ReceiveWindow)) : parameters.ToQuery();
        var isInBody = endpoint.Kind == RequestKind.Place;
        var path = endpoint.Path[1..] + (isInBody || query.Length == 0 ? "" : "?" + query);
        // What was signed is sent byte for byte: nothing may encode it again.
        var target = new Uri(address.AbsoluteUri + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(endpoint.Verb), target);
        if (isSigned && key is not null)
            request.Headers.Add("X-MBX-APIKEY", key.Name.Reveal());
        if (isInBody)
            request.Content = new ByteArrayContent(Encoding.ASCII.GetBytes(query)) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
        return request;
    }

    private RequestSigner Signer() => key?.Signer ?? throw new InvalidOperationException("this request has to be signed, and the client was made without a key");

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
}
