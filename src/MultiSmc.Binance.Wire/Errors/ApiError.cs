using System.Text.Json.Serialization;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>The exchange's refusal.</summary>
public sealed record ApiError
{
    /// <summary>Code, below zero: see <see cref="ErrorCode"/>.</summary>
    public required int Code { get; init; }

    /// <summary>In words; some codes are only told apart by them: see <see cref="EngineText"/>.</summary>
    [JsonPropertyName("msg")]
    public required string Message { get; init; }

    /// <summary>What some errors bring along.</summary>
    public ErrorData? Data { get; init; }

    /// <summary>How it is read and written: a REST error's body.</summary>
    public static MessageFormat<ApiError> Format { get; } = new("error", json => json.ApiError);

    /// <summary>An error without data.</summary>
    public static ApiError Of(int code, string message) => new() { Code = code, Message = message };

    /// <inheritdoc/>
    public override string ToString() => $"{Code} {Message}";
}

/// <summary>What an error brings along.</summary>
public abstract record ErrorData
{
    private ErrorData()
    {
    }

    /// <summary>Of a cancel-replace: what was done and what was not.</summary>
    public sealed record CancelReplace(CancelReplaceReport Report) : ErrorData;

    /// <summary>Of a passed limit on the WebSocket API.</summary>
    /// <param name="ServerTime">The exchange's clock.</param>
    /// <param name="Until">When it ends.</param>
    public sealed record RetryAfter(Timestamp ServerTime, [property: JsonPropertyName("retryAfter")] Timestamp Until) : ErrorData;

    /// <summary>Something else, kept.</summary>
    public sealed record Unknown(RawJson Json) : ErrorData;
}
