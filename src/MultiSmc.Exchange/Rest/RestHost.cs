using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>The exchange's REST: reads a request as it was sent, has it answered, writes the answer with its headers.</summary>
internal sealed class RestHost(ApiGateway gateway, RequestMeter meter)
{
    private const int LongestBody = 65_536;
    private const string Json = "application/json;charset=UTF-8";

    public async Task HandleAsync(HttpContext http)
    {
        var request = http.Request;
        var address = AddressOf(http);
        if (Endpoints.ByPath(request.Method, request.Path) is not { } endpoint)
        {
            await WriteAsync(http, address, new ApiReply.Failed(404, ApiError.Of(-1000, "Not found.")), ExchangeTimeUnit.Milliseconds).ConfigureAwait(false);
            return;
        }

        if (!TryUnit(request.Headers["X-MBX-TIME-UNIT"], out var unit))
        {
            var error = ApiError.Of(ErrorCode.InvalidTimeUnit, "Invalid time unit.");
            await WriteAsync(http, address, new ApiReply.Failed(400, error), unit).ConfigureAwait(false);
            return;
        }

        var query = request.QueryString.HasValue ? request.QueryString.Value?[1..] ?? "" : "";
        var body = request.Method == "GET" ? "" : await BodyOfAsync(request, http.RequestAborted).ConfigureAwait(false);
        var call = new ApiCall
        {
            Endpoint = endpoint,
            Parameters = ParameterList.FromRequest(query, body),
            Address = address,
            ApiKey = request.Headers["X-MBX-APIKEY"].ToString(),
            HasSignature = verifier => verifier.IsValid(query, body),
        };
        // A caller who hangs up does not take the order back: what is queued is carried out.
        var (reply, sent) = await AnswerAsync(call, http).ConfigureAwait(false);
        try
        {
            if (reply is null)
                http.Abort();
            else
                await WriteAsync(http, address, reply, unit).ConfigureAwait(false);
        }
        finally
        {
            sent();
        }
    }

    /// <summary>The address that a connection comes from.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>A unit of times as it is named in headers and queries; none: milliseconds.</summary>
    public static bool TryUnit(string? text, out ExchangeTimeUnit unit)
    {
        unit = text is "MICROSECOND" or "microsecond" ? ExchangeTimeUnit.Microseconds : ExchangeTimeUnit.Milliseconds;
        return string.IsNullOrEmpty(text) || text is "MICROSECOND" or "microsecond" or "MILLISECOND" or "millisecond";
    }

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, HttpContext http)
    {
        try
        {
            return await gateway.AnswerAsync(call, own: null, http.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or InvariantException or OverflowException)
        {
            // A broken rule of ours was told to whoever watches the engine; the caller learns that nothing is certain.
            return new ApiAnswer(ApiReply.Refused(ErrorCode.Unknown, "An unknown error occurred while processing the request.", 500), static () => { });
        }
    }

    private async Task WriteAsync(HttpContext http, string address, ApiReply reply, ExchangeTimeUnit unit)
    {
        var response = http.Response;
        response.StatusCode = reply.Status;
        response.ContentType = Json;
        var used = meter.Used(address).ToString(CultureInfo.InvariantCulture);
        response.Headers["X-MBX-USED-WEIGHT"] = used;
        response.Headers["X-MBX-USED-WEIGHT-1M"] = used;
        foreach (var count in reply.OrderCounts ?? [])
        {
            var name = $"X-MBX-ORDER-COUNT-{count.IntervalNum}{count.Interval.Text[0]}";
            response.Headers[name] = (count.Count ?? 0).ToString(CultureInfo.InvariantCulture);
        }

        var bytes = reply switch
        {
            ApiReply.Done(var encode) => encode(unit),
            ApiReply.Failed failed => ApiError.Format.Encode(Plain(failed, response), unit),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>In REST the time to come back stands in a header, not in the error.</summary>
    private static ApiError Plain(ApiReply.Failed failed, HttpResponse response)
    {
        if (failed.RetryAfterSeconds is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return failed.Error.Data is ErrorData.RetryAfter ? failed.Error with { Data = null } : failed.Error;
    }

    private static async Task<string> BodyOfAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is null or 0 && !request.Headers.ContainsKey("Transfer-Encoding"))
            return "";
        using var reader = new StreamReader(request.Body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, bufferSize: 1_024, leaveOpen: true);
        var buffer = new char[LongestBody];
        var length = await reader.ReadBlockAsync(buffer, cancellation).ConfigureAwait(false);
        return new string(buffer, 0, length);
    }
}
