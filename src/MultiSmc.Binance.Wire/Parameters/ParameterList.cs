using System.Globalization;
using System.Text;
using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>One parameter of a request.</summary>
/// <param name="Name">Name.</param>
/// <param name="Text">Value, not encoded in any way; of a literal its JSON as written.</param>
/// <param name="IsLiteral">On a socket it stands without quotes: a number, true, false, an array.</param>
public readonly record struct Parameter(string Name, string Text, bool IsLiteral = false);

/// <summary>
/// Parameters of a request in the order in which they go out. The same list becomes a query (REST) or a JSON object (WebSocket API), and what is
/// signed is made from the very text that is sent.
/// </summary>
public sealed class ParameterList
{
    private readonly List<Parameter> _items = [];

    /// <summary>The parameters.</summary>
    public IReadOnlyList<Parameter> Items => _items;

    /// <summary>Adds a text.</summary>
    public ParameterList Add(string name, string value)
    {
        _items.Add(new Parameter(name, value));
        return this;
    }

    /// <summary>Adds an integer.</summary>
    public ParameterList Add(string name, long value) => AddLiteral(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds true or false.</summary>
    public ParameterList Add(string name, bool value) => AddLiteral(name, value ? "true" : "false");

    /// <summary>Adds a price with the decimals of the tick size; a tick of zero: as short as it goes.</summary>
    /// <exception cref="ArgumentException">The price has more decimals than the tick size.</exception>
    public ParameterList Add(string name, Price value, Price tickSize) => Add(name, ExchangeDecimal.InStep(value.Raw, tickSize.Raw));

    /// <summary>Adds a quantity with the decimals of the lot size; a lot of zero: as short as it goes.</summary>
    /// <exception cref="ArgumentException">The quantity has more decimals than the lot size.</exception>
    public ParameterList Add(string name, Quantity value, Quantity lotSize) => Add(name, ExchangeDecimal.InStep(value.Raw, lotSize.Raw));

    /// <summary>Adds an amount, as short as it goes.</summary>
    public ParameterList Add(string name, Money value) => Add(name, FixedPoint.Format(value.Raw));

    /// <summary>Adds a word.</summary>
    public ParameterList Add<T>(string name, Word<T> value)
        where T : struct, Enum => Add(name, value.Text);

    /// <summary>Adds texts as a JSON array: <c>symbols</c>.</summary>
    public ParameterList Add(string name, params IEnumerable<string> values) =>
        AddLiteral(name, JsonSerializer.Serialize([.. values], WireJson.Milliseconds.StringArray));

    /// <summary>Adds what is JSON already.</summary>
    public ParameterList AddLiteral(string name, string json)
    {
        _items.Add(new Parameter(name, json, IsLiteral: true));
        return this;
    }

    /// <summary>Whether a parameter is there.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>Value of a parameter, or null.</summary>
    public string? Find(string name)
    {
        foreach (var item in _items)
        {
            if (item.Name == name)
                return item.Text;
        }

        return null;
    }

    /// <summary>
    /// The list as <c>k=v&amp;k=v</c>, percent-encoded as UTF-8 with upper-case hex: what REST signs and sends, byte for byte. Hand it on as it is;
    /// an HTTP library must not encode it again.
    /// </summary>
    public string ToQuery()
    {
        var text = new StringBuilder(_items.Count * 24);
        foreach (var item in _items)
        {
            if (text.Length > 0)
                text.Append('&');
            text.Append(Uri.EscapeDataString(item.Name)).Append('=').Append(Uri.EscapeDataString(item.Text));
        }

        return text.ToString();
    }

    /// <summary>
    /// What the WebSocket API signs: all parameters but the signature, sorted by name, <c>k=v</c> joined by <c>&amp;</c>, not encoded, numbers as
    /// they are written in the JSON.
    /// </summary>
    public string ToSortedPayload()
    {
        var sorted = _items.FindAll(static item => item.Name != "signature");
        sorted.Sort(static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        var text = new StringBuilder(sorted.Count * 24);
        foreach (var item in sorted)
        {
            if (text.Length > 0)
                text.Append('&');
            text.Append(item.Name).Append('=').Append(item.Text);
        }

        return text.ToString();
    }

    /// <summary>Writes the list as a JSON object.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        foreach (var item in _items)
        {
            writer.WritePropertyName(item.Name);
            if (item.IsLiteral)
                writer.WriteRawValue(item.Text);
            else
                writer.WriteStringValue(item.Text);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads query and body of a request as a server does: any order, on duplicates the query wins, + is a space.</summary>
    /// <param name="query">Without the question mark; may be empty.</param>
    /// <param name="body">Form body; may be empty.</param>
    public static ParameterList FromRequest(string query, string body)
    {
        var list = new ParameterList();
        list.AddPairs(query);
        list.AddPairs(body);
        return list;
    }

    /// <summary>Reads the object that the reader stands on; null parameters count as not sent.</summary>
    internal static ParameterList ReadJson(ReadOnlySpan<byte> message, ref Utf8JsonReader reader)
    {
        var list = new ParameterList();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString() ?? "";
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
                list.Add(name, reader.GetString() ?? "");
            else if (reader.TokenType != JsonTokenType.Null)
                list.AddLiteral(name, JsonFrame.Slice(message, ref reader));
        }

        return list;
    }

    private void AddPairs(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var range in text.AsSpan().Split('&'))
        {
            var pair = text.AsSpan()[range];
            if (pair.IsEmpty)
                continue;
            var at = pair.IndexOf('=');
            var name = Unescape(at < 0 ? pair : pair[..at]);
            if (!Has(name))
                Add(name, at < 0 ? "" : Unescape(pair[(at + 1)..]));
        }
    }

    private static string Unescape(ReadOnlySpan<char> text) =>
        Uri.UnescapeDataString(text.Contains('+') ? text.ToString().Replace('+', ' ') : text.ToString());
}
