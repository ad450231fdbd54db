using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>What a message of a market stream connection is.</summary>
public enum StreamFrameKind : byte
{
    /// <summary>An event.</summary>
    Event,

    /// <summary>The answer to a request.</summary>
    Reply,

    /// <summary>A refusal.</summary>
    Error,
}

/// <summary>
/// A message of a market stream connection, opened on the slow path: for all but the streams that have a decoder of their own
/// (<see cref="MarketMessage.KindOf"/> tells those first).
/// </summary>
public readonly struct StreamFrame
{
    private StreamFrame(StreamFrameKind kind) => Kind = kind;

    /// <summary>What it is.</summary>
    public StreamFrameKind Kind { get; }

    /// <summary>Name of the stream where the event is wrapped (combined connections), else null.</summary>
    public string? Stream { get; private init; }

    /// <summary>Name of the event (field e), or null: bookTicker and partial depth have none.</summary>
    public string? EventName { get; private init; }

    /// <summary>The event itself, to be read with one of <see cref="StreamFormats"/>; or a reply's result.</summary>
    public ReadOnlyMemory<byte> Payload { get; private init; }

    /// <summary>The request answered; null's id where there is none.</summary>
    public RequestId Id { get; private init; }

    /// <summary>The refusal.</summary>
    public StreamError Error { get; private init; }

    /// <summary>Whether the connection ends soon and another has to be opened.</summary>
    public bool IsShutdown => Kind == StreamFrameKind.Event && EventName == "serverShutdown";

    /// <summary>Opens a message.</summary>
    /// <param name="message">UTF-8, all of it the message; the frame points into it.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="fault">Why it is none.</param>
    public static bool TryOpen(ReadOnlyMemory<byte> message, out StreamFrame frame, out MessageFault fault)
    {
        frame = default;
        fault = default;
        try
        {
            frame = Open(message);
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            fault = new MessageFault("stream message", "$", JsonFrame.Reason(e));
            return false;
        }
    }

    /// <summary>An event as a server sends it on a combined connection.</summary>
    public static byte[] EncodeWrapped<T>(string stream, MessageFormat<T> format, T value, ExchangeTimeUnit unit = ExchangeTimeUnit.Milliseconds)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(format);
        return JsonFrame.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("stream"u8, stream);
            writer.WritePropertyName("data"u8);
            format.Encode(writer, value, unit);
            writer.WriteEndObject();
        });
    }

    /// <summary>A server's answer to a request.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="result">The result as JSON; null: "null", as for SUBSCRIBE.</param>
    public static byte[] EncodeReply(RequestId id, RawJson? result = null) => JsonFrame.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("result"u8);
        writer.WriteRawValue(result?.Text ?? "null");
        writer.WritePropertyName("id"u8);
        id.WriteTo(writer);
        writer.WriteEndObject();
    });

    /// <summary>A server's refusal.</summary>
    public static byte[] EncodeError(StreamError error) => JsonFrame.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("code"u8, error.Code);
        writer.WriteString("msg"u8, error.Message);
        writer.WriteEndObject();
    });

    private static StreamFrame Open(ReadOnlyMemory<byte> message)
    {
        var reader = new Utf8JsonReader(message.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("the message is not one whole JSON object");
        string? stream = null, eventName = null, text = null;
        int? code = null;
        var id = RequestId.Null;
        ReadOnlyMemory<byte>? data = null, result = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = JsonFrame.KeyOf(in reader);
            reader.Read();
            switch (key)
            {
                case "stream" when reader.TokenType == JsonTokenType.String: stream = reader.GetString(); break;
                case "e" when reader.TokenType == JsonTokenType.String: eventName = reader.GetString(); break;
                case "msg" when reader.TokenType == JsonTokenType.String: text = reader.GetString(); break;
                case "code" when reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number): code = number; break;
                case "id": RequestId.TryRead(ref reader, out id); break;
                case "data" when reader.TokenType == JsonTokenType.StartObject:
                    eventName = Peek.Text(reader, "e"u8);
                    data = JsonFrame.Part(message, ref reader);
                    break;
                case "result": result = JsonFrame.Part(message, ref reader); break;
                default: break;
            }

            reader.Skip();
        }

        reader.Read();
        if (stream is not null && data is { } wrapped)
            return new StreamFrame(StreamFrameKind.Event) { Stream = stream, EventName = eventName, Payload = wrapped };
        if (code is { } refusal && text is not null)
            return new StreamFrame(StreamFrameKind.Error) { Error = new StreamError(refusal, text), Id = id };
        if (result is { } answer)
            return new StreamFrame(StreamFrameKind.Reply) { Payload = answer, Id = id };
        return new StreamFrame(StreamFrameKind.Event) { EventName = eventName, Payload = message };
    }
}
