using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>What was asked for: an unknown outcome matters for what changes something only.</summary>
public enum RequestKind : byte
{
    /// <summary>Changes nothing: may be repeated freely.</summary>
    Read,

    /// <summary>Takes orders away: may be repeated freely.</summary>
    Cancel,

    /// <summary>Places or amends.</summary>
    Place,
}

/// <summary>What a refusal means for what was asked.</summary>
public enum ErrorClass : byte
{
    /// <summary>Definite: nothing was done, and the same request would be refused again.</summary>
    Refused,

    /// <summary>Definite for now: nothing was done; the same request may pass later (symbol closed, book thin).</summary>
    RefusedForNow,

    /// <summary>It may have been done: reconcile, never repeat blindly.</summary>
    UnknownOutcome,

    /// <summary>Nothing was done; repeat with back-off.</summary>
    NotProcessed,

    /// <summary>Request limits: nothing was done; stop all traffic until the given time.</summary>
    RequestLimit,

    /// <summary>Order count: nothing was done; wait for the window.</summary>
    OrderLimit,

    /// <summary>Clock: nothing was done; resynchronise, repeat once.</summary>
    Clock,

    /// <summary>Key or signature: stop trading, tell the operator.</summary>
    Credentials,

    /// <summary>The account may not do this: stop trading, tell the operator.</summary>
    AccountBarred,

    /// <summary>The answer tells a state (order final already, id in use, not subscribed): ask for it.</summary>
    State,

    /// <summary>-2013: there is no such order, or it is not replicated yet: believe it only after some seconds.</summary>
    NoSuchOrder,

    /// <summary>Cancel-replace: read the data.</summary>
    PartlyDone,
}

/// <summary>Judges refusals; the rows of the exchange's error tables with what follows from them.</summary>
public static class ErrorTable
{
    private static readonly HashSet<string> AccountTexts =
    [
        EngineText.ActionDisabled, EngineText.AccountMayNotTrade, EngineText.SymbolNotPermitted, EngineText.SymbolRestricted,
        "Rest API trading is not enabled.", "WebSocket API trading is not enabled.",
    ];

    private static readonly HashSet<string> PassingTexts =
    [
        EngineText.MarketClosed, EngineText.WrongPhase, EngineText.GtcOnly, EngineText.ThinBook, EngineText.ThinBookLotSize,
        EngineText.ThinBookMarketLotSize, EngineText.ThinBookPegged,
    ];

    private static readonly HashSet<string> StateTexts = [EngineText.UnknownOrder, EngineText.DuplicateOrder, EngineText.CancelRestricted];

    /// <summary>What an error means.</summary>
    /// <param name="kind">What was asked for.</param>
    /// <param name="status">HTTP status, also of a WebSocket API answer.</param>
    /// <param name="error">The error, or null where the body was none.</param>
    /// <param name="body">The body where it was no error, for the gateways' plain texts.</param>
    public static ErrorClass Classify(RequestKind kind, int status, ApiError? error, string body = "")
    {
        var verdict = error is null ? ByStatus(status, body) : ByCode(status, error);
        // Reads and cancels may simply be repeated.
        return verdict == ErrorClass.UnknownOutcome && kind != RequestKind.Place ? ErrorClass.NotProcessed : verdict;
    }

    /// <summary>The filter named by a -1013, or null.</summary>
    public static string? FilterOf(ApiError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Code == ErrorCode.InvalidMessage && error.Message.StartsWith(EngineText.FilterFailure, StringComparison.Ordinal)
            ? error.Message[EngineText.FilterFailure.Length..]
            : null;
    }

    /// <summary>Until when a limit or ban lasts, from the error's data or, where there is none, from its text; null where neither says so.</summary>
    public static Timestamp? UntilOf(ApiError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (error.Data is ErrorData.RetryAfter retry)
            return retry.Until;
        const string Marker = "banned until ";
        var at = error.Code == ErrorCode.TooManyRequests ? error.Message.IndexOf(Marker, StringComparison.Ordinal) : -1;
        if (at < 0)
            return null;
        var text = error.Message.AsSpan(at + Marker.Length);
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(digits < 0 ? text : text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && ExchangeTime.TryRead(value, out var until) ? until : null;
    }

    private static ErrorClass ByStatus(int status, string body) => status switch
    {
        418 or 429 or 403 => ErrorClass.RequestLimit,
        401 => ErrorClass.Credentials,
        409 => ErrorClass.PartlyDone,
        503 when body.Contains("Service Unavailable", StringComparison.OrdinalIgnoreCase) => ErrorClass.NotProcessed,
        >= 500 => ErrorClass.UnknownOutcome,
        _ => ErrorClass.Refused,
    };

    private static ErrorClass ByCode(int status, ApiError error) => error.Code switch
    {
        // -1001 and -1008 say only "try again": for an order that is no promise that nothing was done, and asking is cheap.
        ErrorCode.Unknown or ErrorCode.Disconnected or ErrorCode.UnexpectedResponse or ErrorCode.Timeout or ErrorCode.ServerBusy =>
            ErrorClass.UnknownOutcome,
        ErrorCode.ShuttingDown => ErrorClass.NotProcessed,
        ErrorCode.Unauthorized or ErrorCode.InvalidSignature or ErrorCode.BadApiKeyFormat or ErrorCode.RejectedKey => ErrorClass.Credentials,
        ErrorCode.TooManyRequests or ErrorCode.TooManyConnections => ErrorClass.RequestLimit,
        ErrorCode.TooManyOrders => ErrorClass.OrderLimit,
        ErrorCode.InvalidTimestamp => ErrorClass.Clock,
        ErrorCode.NoDepth or ErrorCode.NoTradingWindow => ErrorClass.RefusedForNow,
        ErrorCode.NoSuchOrder => ErrorClass.NoSuchOrder,
        ErrorCode.CancelReplacePartial or ErrorCode.CancelReplaceFailed => ErrorClass.PartlyDone,
        ErrorCode.SymbolStatusMismatch or ErrorCode.OrderArchived or ErrorCode.SubscriptionActive or ErrorCode.SubscriptionInactive
            or ErrorCode.SubscriptionIdsUsedUp or ErrorCode.NoReferencePrice => ErrorClass.State,
        ErrorCode.ErrorMessageReceived or ErrorCode.NewOrderRejected or ErrorCode.CancelRejected or ErrorCode.AmendRejected => ByText(error.Message),
        // A code that we don't know under a server error says nothing certain.
        _ => IsDefinite(error.Code) ? ErrorClass.Refused : ByStatus(status, error.Message),
    };

    private static ErrorClass ByText(string text)
    {
        if (StateTexts.Contains(text))
            return ErrorClass.State;
        if (PassingTexts.Contains(text))
            return ErrorClass.RefusedForNow;
        return AccountTexts.Contains(text) ? ErrorClass.AccountBarred : ErrorClass.Refused;
    }

    // -1010.. and -1100.. judge the request, -2xxx the order: in both nothing was done.
    private static bool IsDefinite(int code) => code is <= -1010 and > -3000;
}
