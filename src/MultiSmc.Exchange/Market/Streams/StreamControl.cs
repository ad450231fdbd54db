using System.Text.Json;
using MultiSmc.Binance.Wire;

namespace MultiSmc.Exchange;

/// <summary>Answers the requests of a client of the market streams.</summary>
internal sealed class StreamControl(StreamHub hub)
{
    /// <summary>Carries out a request.</summary>
    /// <returns>The answer.</returns>
    public byte[] Answer(StreamConnection connection, ReadOnlySpan<byte> message)
    {
        if (!StreamRequest.TryRead(message, out var request, out var error))
            return StreamFrame.EncodeError(error);
        return request.Method switch
        {
            "SUBSCRIBE" => Subscribe(connection, request),
            "UNSUBSCRIBE" => Unsubscribe(connection, request),
            "LIST_SUBSCRIPTIONS" => StreamFrame.EncodeReply(request.Id, new RawJson(ToJson(connection.Streams))),
            "SET_PROPERTY" => SetProperty(connection, request),
            "GET_PROPERTY" => GetProperty(connection, request),
            _ => Refuse(2, $"Invalid request: unknown variant `{request.Method}`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, "
                + "`SET_PROPERTY`, `GET_PROPERTY`"),
        };
    }

    private byte[] Subscribe(StreamConnection connection, StreamRequest request)
    {
        if (!request.TryGetStreams(out var streams))
            return NoStreams();
        return connection.TrySubscribe(hub, streams)
            ? StreamFrame.EncodeReply(request.Id)
            : Refuse(2, $"Invalid request: a connection can have at most {connection.Options.StreamsMax} streams");
    }

    private static byte[] Unsubscribe(StreamConnection connection, StreamRequest request)
    {
        if (!request.TryGetStreams(out var streams))
            return NoStreams();
        connection.Unsubscribe(streams);
        return StreamFrame.EncodeReply(request.Id);
    }

    private static byte[] SetProperty(StreamConnection connection, StreamRequest request)
    {
        if (!TryReadProperty(request, out var name, out var value))
            return Refuse(2, "Invalid request: params must be a property's name and its value");
        if (name != "combined")
            return Refuse(0, "Unknown property");
        if (value is not (JsonValueKind.True or JsonValueKind.False))
            return Refuse(1, "Invalid value type: expected Boolean");
        connection.Combine(value == JsonValueKind.True);
        return StreamFrame.EncodeReply(request.Id);
    }

    private static byte[] GetProperty(StreamConnection connection, StreamRequest request)
    {
        if (!TryReadProperty(request, out var name, out _))
            return Refuse(2, "Invalid request: params must be a property's name");
        return name == "combined"
            ? StreamFrame.EncodeReply(request.Id, new RawJson(connection.Form.IsCombined ? "true" : "false"))
            : Refuse(0, "Unknown property");
    }

    private static bool TryReadProperty(StreamRequest request, out string name, out JsonValueKind value)
    {
        (name, value) = ("", JsonValueKind.Undefined);
        if (request.Params is not { } json)
            return false;
        using var document = JsonDocument.Parse(json.Text);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() is 0 or > 2 || root[0].ValueKind != JsonValueKind.String)
            return false;
        name = root[0].GetString() ?? "";
        if (root.GetArrayLength() == 2)
            value = root[1].ValueKind;
        return true;
    }

    private static byte[] NoStreams() => Refuse(2, "Invalid request: params must be an array of stream names");

    private static byte[] Refuse(int code, string message) => StreamFrame.EncodeError(new StreamError(code, message));

    private static string ToJson(IEnumerable<string> names)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var name in names)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
