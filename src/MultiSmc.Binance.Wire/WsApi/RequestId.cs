using System.Globalization;
using System.Text.Json;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// A client's number for a request on a socket: an integer, a text of at most 36 characters, or null. The answer repeats it as it was.
/// </summary>
public readonly record struct RequestId
{
    private readonly string? _text;
    private readonly long _number;
    private readonly bool _isNumber;

    /// <param name="number">An integer.</param>
    public RequestId(long number)
    {
        _number = number;
        _isNumber = true;
    }

    /// <param name="text">A text.</param>
    public RequestId(string text) => _text = text;

    /// <summary>No id.</summary>
    public static RequestId Null => default;

    /// <summary>Whether there is none.</summary>
    public bool IsNull => !_isNumber && _text is null;

    /// <summary>The integer, or null where it is none.</summary>
    public long? Number => _isNumber ? _number : null;

    /// <inheritdoc/>
    public override string ToString() => _isNumber ? _number.ToString(CultureInfo.InvariantCulture) : _text ?? "null";

    internal static bool TryRead(ref Utf8JsonReader reader, out RequestId id)
    {
        id = default;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                id = new RequestId(number);
                return true;
            case JsonTokenType.String when reader.GetString() is { Length: <= 36 } text:
                id = new RequestId(text);
                return true;
            default:
                return false;
        }
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        if (_isNumber)
            writer.WriteNumberValue(_number);
        else
            writer.WriteStringValue(_text);
    }
}
