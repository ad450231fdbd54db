using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>A request on a market stream connection.</summary>
/// <param name="Method">SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS, SET_PROPERTY, GET_PROPERTY, or what a client made up.</param>
/// <param name="Params">Stream names, or for a property its name and value as JSON; null where the request has none.</param>
/// <param name="Id">The client's number for it; the answer repeats it.</param>
public sealed record StreamRequest(string Method, RawJson? Params, RequestId Id)
{
    /// <summary>A SUBSCRIBE of streams; keep one frame under 4000 bytes (about 50 streams), and at most 4 frames a second.</summary>
    public static StreamRequest Subscribe(RequestId id, params IEnumerable<string> streams) => new("SUBSCRIBE", ToJson(streams), id);

    /// <summary>An UNSUBSCRIBE of streams.</summary>
    public static StreamRequest Unsubscribe(RequestId id, params IEnumerable<string> streams) => new("UNSUBSCRIBE", ToJson(streams), id);

    /// <summary>The streams named in it; false where the parameters are not an array of texts.</summary>
    public bool TryGetStreams([NotNullWhen(true)] out string[]? streams)
    {
        streams = null;
        if (Params is not { } json)
            return false;
        try
        {
            streams = JsonSerializer.Deserialize(json.Text, WireJson.Milliseconds.StringArray);
        }
        catch (JsonException)
        {
            return false;
        }

        return streams is not null && Array.TrueForAll(streams, static stream => stream is not null);
    }

    /// <summary>Writes it.</summary>
    public byte[] Encode()
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("method"u8, Method);
            if (Params is { } json)
            {
                writer.WritePropertyName("params"u8);
                writer.WriteRawValue(json.Text);
            }

            writer.WritePropertyName("id"u8);
            Id.WriteTo(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads one, on the server's side.</summary>
    /// <param name="message">UTF-8, all of it the message.</param>
    /// <param name="request">The request.</param>
    /// <param name="error">What a server answers where it is none: 3 invalid JSON, 2 invalid request.</param>
    public static bool TryRead(ReadOnlySpan<byte> message, [NotNullWhen(true)] out StreamRequest? request, out StreamError error)
    {
        request = null;
        error = default;
        string? method = null;
        RawJson? parameters = null;
        var id = RequestId.Null;
        try
        {
            var reader = new Utf8JsonReader(message);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                error = new StreamError(2, "Invalid request: request must be an object");
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isMethod = reader.ValueTextEquals("method"u8);
                var isId = reader.ValueTextEquals("id"u8);
                var isParams = reader.ValueTextEquals("params"u8);
                reader.Read();
                if (isMethod && reader.TokenType == JsonTokenType.String)
                    method = reader.GetString();
                else if (isId && !RequestId.TryRead(ref reader, out id))
                    error = new StreamError(2, "Invalid request: id must be an integer, a string of at most 36 characters, or null");
                else if (isParams)
                    parameters = new RawJson(JsonFrame.Slice(message, ref reader));
                reader.Skip();
            }

            // Reading on makes the reader judge what follows the object.
            reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            error = new StreamError(3, "Invalid JSON: " + JsonFrame.Reason(e));
            return false;
        }

        if (error == default && method is null)
            error = new StreamError(2, "Invalid request: missing field 'method'");
        if (error != default || method is null)
            return false;
        request = new StreamRequest(method, parameters, id);
        return true;
    }

    private static RawJson ToJson(IEnumerable<string> streams) => new(JsonSerializer.Serialize([.. streams], WireJson.Milliseconds.StringArray));
}

/// <summary>A market stream connection's refusal.</summary>
/// <param name="Code">0 unknown property, 1 wrong type of a value, 2 invalid request, 3 invalid JSON.</param>
/// <param name="Message">In words.</param>
public readonly record struct StreamError(int Code, string Message);
