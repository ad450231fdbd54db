using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>A user data event with its subscription.</summary>
/// <param name="SubscriptionId">Number of the subscription; null where the event came without (serverShutdown, bare events).</param>
/// <param name="Event">The event.</param>
public sealed record UserEventFrame(int? SubscriptionId, UserEvent Event)
{
    /// <summary>The event alone.</summary>
    public static MessageFormat<UserEvent> EventFormat { get; } = new("user data event", json => json.UserEvent);

    /// <summary>
    /// Reads an event in any of its forms: <c>{"subscriptionId":..,"event":{..}}</c> as today, <c>{"stream":..,"data":{..}}</c> as once, or bare.
    /// </summary>
    /// <param name="message">UTF-8, all of it the message.</param>
    /// <param name="frame">The event.</param>
    /// <param name="fault">Why it is none.</param>
    public static bool TryDecode(ReadOnlySpan<byte> message, [NotNullWhen(true)] out UserEventFrame? frame, out MessageFault fault)
    {
        frame = null;
        int? subscription = null;
        var inner = message;
        try
        {
            var reader = new Utf8JsonReader(message);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException("the message is not one whole JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = JsonFrame.KeyOf(in reader);
                reader.Read();
                if (key == "subscriptionId" && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number))
                    subscription = number;
                var begin = (int)reader.TokenStartIndex;
                var isWrapped = key is "event" or "data" && reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
                if (isWrapped)
                    inner = message[begin..(int)reader.BytesConsumed];
            }

            reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            fault = new MessageFault(EventFormat.Name, "$", JsonFrame.Reason(e));
            return false;
        }

        if (EventFormat.TryDecode(inner, out var found, out fault))
            frame = new UserEventFrame(subscription, found);
        return frame is not null;
    }

    /// <summary>Writes it as the WebSocket API sends it.</summary>
    public byte[] Encode(ExchangeTimeUnit unit = ExchangeTimeUnit.Milliseconds) => JsonFrame.Write(writer =>
    {
        writer.WriteStartObject();
        if (SubscriptionId is { } number)
            writer.WriteNumber("subscriptionId"u8, number);
        writer.WritePropertyName("event"u8);
        EventFormat.Encode(writer, Event, unit);
        writer.WriteEndObject();
    });
}
