using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>What a message of a WebSocket API connection is.</summary>
public enum WsApiFrameKind : byte
{
    /// <summary>Answer to a request.</summary>
    Reply,

    /// <summary>A user data event or serverShutdown: <see cref="UserEventFrame"/> reads it.</summary>
    Event,
}

/// <summary>A message from the WebSocket API's server, opened: the result stays unread until the caller knows what it is.</summary>
public sealed record WsApiReply
{
    private WsApiReply()
    {
    }

    /// <summary>What it is; of an event nothing else is filled in.</summary>
    public WsApiFrameKind Kind { get; private init; }

    /// <summary>The request's id; null where the server speaks unasked (a key that lost its rights).</summary>
    public RequestId Id { get; private init; }

    /// <summary>As in HTTP: 200 succeeded, 409 a cancel-replace half done, 429 and 418 limits.</summary>
    public int Status { get; private init; }

    /// <summary>The result, to be read with the format of the method; empty in an error. Points into the message.</summary>
    public ReadOnlyMemory<byte> Result { get; private init; }

    /// <summary>The error, or null.</summary>
    public ApiError? Error { get; private init; }

    /// <summary>What is used of the limits; null where the connection has that switched off.</summary>
    public RateLimit[]? RateLimits { get; private init; }

    /// <summary>Opens a message.</summary>
    /// <param name="message">UTF-8, all of it the message; the reply points into it.</param>
    /// <param name="reply">The reply.</param>
    /// <param name="fault">Why it is none.</param>
    public static bool TryOpen(
        ReadOnlyMemory<byte> message, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out WsApiReply? reply, out MessageFault fault)
    {
        reply = null;
        fault = default;
        try
        {
            reply = Open(message);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            fault = new MessageFault("WebSocket API message", (e as JsonException)?.Path ?? "$", JsonFrame.Reason(e));
        }

        return reply is not null;
    }

    /// <summary>A server's answer with a result.</summary>
    public static byte[] EncodeResult<T>(
        RequestId id, MessageFormat<T> format, T result, RateLimit[]? rateLimits, ExchangeTimeUnit unit = ExchangeTimeUnit.Milliseconds)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(format);
        return Encode(id, 200, rateLimits, "result", writer => format.Encode(writer, result, unit));
    }

    /// <summary>A server's answer with a result that is JSON already: <c>{}</c>.</summary>
    public static byte[] EncodeResult(RequestId id, RawJson result, RateLimit[]? rateLimits) =>
        Encode(id, 200, rateLimits, "result", writer => writer.WriteRawValue(result.Text));

    /// <summary>A server's refusal.</summary>
    public static byte[] EncodeError(
        RequestId id, int status, ApiError error, RateLimit[]? rateLimits, ExchangeTimeUnit unit = ExchangeTimeUnit.Milliseconds) =>
        Encode(id, status, rateLimits, "error", writer => ApiError.Format.Encode(writer, error, unit));

    private static byte[] Encode(
        RequestId id, int status, RateLimit[]? rateLimits, string name, Action<Utf8JsonWriter> body) => JsonFrame.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id"u8);
        id.WriteTo(writer);
        writer.WriteNumber("status"u8, status);
        writer.WritePropertyName(name);
        body(writer);
        if (rateLimits is not null)
        {
            writer.WritePropertyName("rateLimits"u8);
            AccountReplies.RateLimits.Encode(writer, rateLimits);
        }

        writer.WriteEndObject();
    });

    private static WsApiReply Open(ReadOnlyMemory<byte> message)
    {
        var reader = new Utf8JsonReader(message.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("the message is not one whole JSON object");
        var id = RequestId.Null;
        int? status = null;
        ReadOnlyMemory<byte> result = default, error = default, limits = default;
        var isEvent = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = JsonFrame.KeyOf(in reader);
            reader.Read();
            switch (key)
            {
                case "id" when !RequestId.TryRead(ref reader, out id): throw new JsonException("id: an integer, a short text or null is expected");
                case "status":
                    status = reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number)
                        ? number
                        : throw new JsonException("status: an integer is expected");
                    break;
                case "result": result = JsonFrame.Part(message, ref reader); break;
                case "error": error = JsonFrame.Part(message, ref reader); break;
                case "rateLimits": limits = JsonFrame.Part(message, ref reader); break;
                case "event" or "e": isEvent = true; break;
                default: break;
            }

            reader.Skip();
        }

        reader.Read();
        if (isEvent)
            return new WsApiReply { Kind = WsApiFrameKind.Event };
        if (status is not { } code || (result.IsEmpty && error.IsEmpty))
            throw new JsonException("neither an event nor a reply with a status and a result or error");
        return new WsApiReply
        {
            Id = id,
            Status = code,
            Result = result,
            Error = error.IsEmpty ? null : JsonSerializer.Deserialize(error.Span, WireJson.Milliseconds.ApiError),
            RateLimits = limits.IsEmpty ? null : JsonSerializer.Deserialize(limits.Span, WireJson.Milliseconds.RateLimitArray),
        };
    }
}
