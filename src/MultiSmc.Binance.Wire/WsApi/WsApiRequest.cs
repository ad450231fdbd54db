using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>A request on a WebSocket API connection.</summary>
/// <param name="Id">The client's number for it.</param>
/// <param name="Method">"order.place"; a server also takes "v3/order.place".</param>
/// <param name="Params">Parameters, in the order in which they stand; null: the request has none.</param>
public sealed record WsApiRequest(RequestId Id, string Method, ParameterList? Params)
{
    /// <summary>The method without its version.</summary>
    public string PlainMethod => Method.StartsWith("v3/", StringComparison.Ordinal) ? Method[3..] : Method;

    /// <summary>Writes it.</summary>
    public byte[] Encode() => JsonFrame.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("id"u8);
        Id.WriteTo(writer);
        writer.WriteString("method"u8, Method);
        if (Params is not null)
        {
            writer.WritePropertyName("params"u8);
            Params.WriteJson(writer);
        }

        writer.WriteEndObject();
    });

    /// <summary>Reads one, on the server's side.</summary>
    /// <param name="message">UTF-8, all of it the message.</param>
    /// <param name="request">The request.</param>
    /// <param name="id">The id where it could be read, for the refusal.</param>
    /// <param name="error">What a server answers where it is none.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> message, [NotNullWhen(true)] out WsApiRequest? request, out RequestId id, [NotNullWhen(false)] out ApiError? error)
    {
        request = null;
        error = null;
        id = RequestId.Null;
        string? method = null;
        ParameterList? parameters = null;
        try
        {
            var reader = new Utf8JsonReader(message);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException("the request is not an object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = JsonFrame.KeyOf(in reader);
                reader.Read();
                switch (key)
                {
                    case "id" when !RequestId.TryRead(ref reader, out id):
                        error = ApiError.Of(
                            ErrorCode.IllegalCharacters, "Illegal characters found in parameter 'id'; legal range is '^[a-zA-Z0-9-_]{1,36}$'.");
                        break;
                    case "method" when reader.TokenType == JsonTokenType.String: method = reader.GetString(); break;
                    case "params" when reader.TokenType == JsonTokenType.StartObject: parameters = ParameterList.ReadJson(message, ref reader); break;
                    default: break;
                }

                reader.Skip();
            }

            reader.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            error = ApiError.Of(ErrorCode.InvalidJson, "JSON sent for parameter 'request' is not valid: " + JsonFrame.Reason(e));
        }

        if (error is not null)
            return false;
        if (string.IsNullOrEmpty(method))
        {
            error = ApiError.Of(ErrorCode.MandatoryParameter, "Mandatory parameter 'method' was not sent, was empty/null, or malformed.");
            return false;
        }

        request = new WsApiRequest(id, method, parameters);
        return true;
    }
}
