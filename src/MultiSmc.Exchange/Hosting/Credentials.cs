using System.Globalization;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Who may do what: keys, signatures, the time a request was made at.</summary>
internal sealed class Credentials(KeyRing keys, ExchangeClock clock)
{
    private const long StandardWindow = 5_000_000_000;
    private const long LongestWindow = 60_000_000_000;
    private static readonly Duration AheadMax = new(1_000_000_000);

    /// <summary>The key of a signed request, or why it is not let in.</summary>
    public ApiReply.Failed? Judge(ApiCall call, out ApiKey? key)
    {
        key = null;
        var isOfSession = call.Session is not null && call.ApiKey is null;
        if (!isOfSession && string.IsNullOrEmpty(call.ApiKey))
            return Refused(ErrorCode.BadApiKeyFormat, "API-key format invalid.", 401);
        key = isOfSession ? call.Session : keys.Find(call.ApiKey ?? "");
        if (key is null || keys.Find(key.Text) is null || !key.AdmitsAddress(call.Address))
            return Refused(ErrorCode.RejectedKey, EngineText.RejectedKey, 401);
        if (JudgeTime(call.Parameters) is { } late)
            return late;
        if (isOfSession)
            return Right(call.Endpoint, key);
        if (call.Parameters.Find("signature") is not { Length: > 0 })
            return Missing("signature");
        return call.HasSignature(key.Verifier) ? Right(call.Endpoint, key) : Refused(ErrorCode.InvalidSignature, EngineText.BadSignature, 400);
    }

    /// <summary>Whether the request came in time: also asked again before and after the engine has it.</summary>
    public ApiReply.Failed? JudgeTime(ParameterList parameters)
    {
        if (parameters.Find("timestamp") is not { Length: > 0 } text)
            return Missing("timestamp");
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return Refused(ErrorCode.IllegalCharacters, "Illegal characters found in parameter 'timestamp'; legal range is '^[0-9]{1,20}$'.", 400);
        if (!ExchangeTime.TryRead(value, out var sent))
            return Refused(ErrorCode.InvalidTimestamp, EngineText.OutsideRecvWindow, 400);
        if (!TryWindow(parameters.Find("recvWindow"), out var window, out var fault))
            return fault;
        var now = clock.Now;
        if (sent >= now + AheadMax)
            return Refused(ErrorCode.InvalidTimestamp, EngineText.AheadOfServer, 400);
        return (now - sent).Nanoseconds > window ? Refused(ErrorCode.InvalidTimestamp, EngineText.OutsideRecvWindow, 400) : null;
    }

    private static bool TryWindow(string? text, out long nanoseconds, out ApiReply.Failed? fault)
    {
        (nanoseconds, fault) = (StandardWindow, null);
        if (text is null)
            return true;
        // Milliseconds with at most three decimals: raw steps of 10^-8 ms are 10^-2 ns.
        if (!FixedPoint.TryParse(text, out var raw) || raw < 0 || raw % 100_000 != 0)
            fault = Refused(ErrorCode.IllegalCharacters, @"Illegal characters found in parameter 'recvWindow'; legal range is '^\d{1,5}(\.\d{1,3})?$'.", 400);
        else if (raw / 100 > LongestWindow)
            fault = Refused(-1131, "recvWindow must be less than 60000.", 400);
        nanoseconds = raw / 100;
        return fault is null;
    }

    private static ApiReply.Failed? Right(Endpoint endpoint, ApiKey key) =>
        endpoint.Security == EndpointSecurity.Trade && !key.Rights.CanTrade ? Refused(ErrorCode.RejectedKey, EngineText.RejectedKey, 401) : null;

    private static ApiReply.Failed Missing(string name) =>
        Refused(ErrorCode.MandatoryParameter, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.", 400);

    private static ApiReply.Failed Refused(int code, string message, int status) => new(status, ApiError.Of(code, message));
}
