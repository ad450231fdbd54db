using System.Globalization;
using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// Reads parameters on the server's side and remembers the first thing wrong with them, in the exchange's own words. A value that could not be read
/// is the type's zero; <see cref="Finish"/> has to be asked before anything is done with the values.
/// </summary>
public sealed class ParameterReader
{
    private const string DecimalRange = @"^([0-9]{1,20})(\.[0-9]{1,20})?$";
    private const string IntegerRange = "^[0-9]{1,20}$";
    private const string ClientIdRange = "^[a-zA-Z0-9-_]{1,36}$";

    // What the security layer reads of every signed request.
    private static readonly string[] SecurityNames = ["timestamp", "recvWindow", "signature", "apiKey", "returnRateLimits"];

    private readonly ParameterList _list;
    private readonly HashSet<string> _read = [.. SecurityNames];

    /// <param name="list">What was sent.</param>
    public ParameterReader(ParameterList list) => _list = list;

    /// <summary>The first error, or null.</summary>
    public ApiError? Error { get; private set; }

    /// <summary>The verdict: the first error, or -1104 where something was sent that nobody read; null: all is well.</summary>
    public ApiError? Finish()
    {
        var sent = _list.Items.Count;
        var read = _list.Items.Count(item => _read.Contains(item.Name));
        if (Error is null && read < sent)
            Error = ApiError.Of(ErrorCode.UnreadParameters, $"Not all sent parameters were read; read '{read}' parameter(s) but was sent '{sent}'.");
        return Error;
    }

    /// <summary>Notes an error found by the caller.</summary>
    public void Refuse(int code, string message) => Error ??= ApiError.Of(code, message);

    /// <summary>Whether a parameter was sent; says nothing of its having been read.</summary>
    public bool Has(string name) => _list.Has(name);

    /// <summary>A text, or null where it was not sent.</summary>
    public string? Text(string name)
    {
        _read.Add(name);
        var text = _list.Find(name);
        if (text is { Length: 0 })
        {
            Refuse(ErrorCode.EmptyParameter, $"Parameter '{name}' was empty.");
            return null;
        }

        return text;
    }

    /// <summary>A text that has to be there.</summary>
    public string RequiredText(string name) => Required(name, Text(name)) ?? "";

    /// <summary>A price.</summary>
    public Price? Price(string name) => Decimal(name) is { } raw ? new Price(raw) : null;

    /// <summary>A quantity.</summary>
    public Quantity? Quantity(string name) => Decimal(name) is { } raw ? new Quantity(raw) : null;

    /// <summary>A quantity that has to be there.</summary>
    public Quantity RequiredQuantity(string name) => Required(name, Quantity(name)) ?? default;

    /// <summary>An amount.</summary>
    public Money? Money(string name) => Decimal(name) is { } raw ? new Money(raw) : null;

    /// <summary>An integer that is not negative.</summary>
    public long? Integer(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return value;
        RefuseCharacters(name, IntegerRange);
        return null;
    }

    /// <summary>A small integer that is not negative.</summary>
    public int? SmallInteger(string name)
    {
        var value = Integer(name);
        if (value > int.MaxValue)
            Refuse(ErrorCode.Overflow, $"The value of parameter '{name}' is too large.");
        return value is <= int.MaxValue ? (int)value : null;
    }

    /// <summary>A time in milliseconds or microseconds.</summary>
    public Timestamp? Time(string name)
    {
        if (Integer(name) is not { } value)
            return null;
        if (ExchangeTime.TryRead(value, out var time))
            return time;
        RefuseCharacters(name, IntegerRange);
        return null;
    }

    /// <summary>true or false.</summary>
    public bool? Flag(string name)
    {
        switch (Text(name))
        {
            case null: return null;
            case "true" or "TRUE" or "True": return true;
            case "false" or "FALSE" or "False": return false;
            default:
                RefuseCharacters(name, "^(true|false)$");
                return null;
        }
    }

    /// <summary>A word that we know; others are refused with this code and text.</summary>
    public T? Word<T>(string name, int code, string message)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
            return null;
        if (Words.Parse<T>(text).Known is { } value)
            return value;
        Refuse(code, message);
        return null;
    }

    /// <summary>A word that has to be there.</summary>
    public T RequiredWord<T>(string name, int code, string message)
        where T : struct, Enum => Required(name, Word<T>(name, code, message)) ?? default;

    /// <summary>A name for an order or a list.</summary>
    public string? ClientId(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (text.Length <= 36 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return text;
        RefuseCharacters(name, ClientIdRange);
        return null;
    }

    /// <summary>Several texts: a JSON array, as in <c>symbols</c>.</summary>
    public string[]? Texts(string name)
    {
        if (Text(name) is not { } text)
            return null;
        try
        {
            if (JsonSerializer.Deserialize(text, WireJson.Milliseconds.StringArray) is { } values
                && Array.TrueForAll(values, static value => value is not null))
                return values;
        }
        catch (JsonException)
        {
            // Refused below, as everything else that is no array of texts.
        }

        RefuseCharacters(name, "^\\[(\"[^\"]+\"(,\"[^\"]+\")*)?\\]$");
        return null;
    }

    private long? Decimal(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (char.IsAsciiDigit(text[0]) && text[^1] != '.' && FixedPoint.TryParse(text, out var raw))
            return raw;
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var isNumber = text.All(static c => char.IsAsciiDigit(c) || c == '.') && text.Count(static c => c == '.') <= 1
            && char.IsAsciiDigit(text[0]) && text[^1] != '.' && text.Length <= 41;
        if (isNumber && point >= 0 && text.Length - point - 1 > FixedPoint.Decimals)
            Refuse(ErrorCode.BadPrecision, $"Parameter '{name}' has too much precision.");
        else if (isNumber)
            Refuse(ErrorCode.Overflow, $"The value of parameter '{name}' is too large.");
        else
            RefuseCharacters(name, DecimalRange);
        return null;
    }

    private T? Required<T>(string name, T? value)
    {
        if (value is null)
            Refuse(ErrorCode.MandatoryParameter, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.");
        return value;
    }

    private void RefuseCharacters(string name, string range) =>
        Refuse(ErrorCode.IllegalCharacters, $"Illegal characters found in parameter '{name}'; legal range is '{range}'.");
}
