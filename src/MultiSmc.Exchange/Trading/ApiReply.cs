using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>What the exchange answers to a request, before it is written as HTTP or as a frame of the WebSocket API.</summary>
internal abstract record ApiReply
{
    private ApiReply()
    {
    }

    /// <summary>The account's order counts after an order; null where none was counted.</summary>
    public IReadOnlyList<RateLimit>? OrderCounts { get; init; }

    /// <summary>Costs no request weight although its endpoint does.</summary>
    public bool IsFree { get; init; }

    /// <summary>HTTP status, also on the WebSocket API.</summary>
    public abstract int Status { get; }

    /// <summary>Done.</summary>
    /// <param name="Encode">Its JSON, with times in the given unit.</param>
    public sealed record Done(Func<ExchangeTimeUnit, byte[]> Encode) : ApiReply
    {
        /// <inheritdoc/>
        public override int Status => 200;
    }

    /// <summary>Refused, or done in part.</summary>
    /// <param name="Code">HTTP status.</param>
    /// <param name="Error">The error.</param>
    public sealed record Failed(int Code, ApiError Error) : ApiReply
    {
        /// <inheritdoc/>
        public override int Status => Code;

        /// <summary>Seconds after which to come back, or null.</summary>
        public long? RetryAfterSeconds { get; init; }
    }

    public static ApiReply Of<T>(MessageFormat<T> format, T value)
        where T : class => new Done(unit => format.Encode(value, unit));

    /// <summary><c>{}</c>.</summary>
    public static ApiReply Empty { get; } = new Done(static _ => "{}"u8.ToArray());

    public static ApiReply Refused(ApiError error, int status = 400) => new Failed(status, error);

    public static ApiReply Refused(int code, string message, int status = 400) => new Failed(status, ApiError.Of(code, message));
}
