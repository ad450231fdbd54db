using System.Text.Json;
using MultiSmc.Core;

namespace MultiSmc.Binance.Wire;

/// <summary>Reads single values on the slow path and remembers which of an event's fields were seen and what was wrong first.</summary>
internal struct EventFields
{
    private ulong _seen;

    /// <summary>The first fault.</summary>
    public WireFault Fault { get; private set; }

    /// <summary>Notes that a field is there; false (a fault) the second time.</summary>
    public bool Note(char field)
    {
        var bit = 1UL << (field - 'A');
        if ((_seen & bit) != 0)
            return Refuse(WireFaultKind.RepeatedField, field);
        _seen |= bit;
        return true;
    }

    /// <summary>Whether a field was seen.</summary>
    public readonly bool Has(char field) => (_seen & (1UL << (field - 'A'))) != 0;

    /// <summary>Makes it a fault if one of the fields was not seen.</summary>
    public void Require(string fields)
    {
        foreach (var field in fields)
        {
            if (!Has(field))
                Refuse(WireFaultKind.MissingField, field);
        }
    }

    /// <summary>Notes a fault of the message itself.</summary>
    public bool Refuse(WireFaultKind kind, char field = '\0')
    {
        if (Fault.Kind == WireFaultKind.None)
            Fault = new WireFault(kind, field);
        return false;
    }

    /// <summary>A decimal in quotes.</summary>
    public void ReadDecimal(ref Utf8JsonReader reader, char field, out long raw)
    {
        raw = 0;
        if (Note(field) && (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || !FixedPoint.TryParse(reader.ValueSpan, out raw)))
            Refuse(WireFaultKind.BadField, field);
    }

    /// <summary>An integer that is not negative.</summary>
    public void ReadId(ref Utf8JsonReader reader, char field, out long id)
    {
        id = 0;
        if (Note(field) && (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out id) || id < 0))
            Refuse(WireFaultKind.BadField, field);
    }

    /// <summary>A time in either unit.</summary>
    public void ReadTime(ref Utf8JsonReader reader, char field, out Timestamp time)
    {
        time = default;
        if (Note(field) && (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var value) || !ExchangeTime.TryRead(value, out time)))
            Refuse(WireFaultKind.BadField, field);
    }

    /// <summary>A flag.</summary>
    public void ReadFlag(ref Utf8JsonReader reader, char field, out bool flag)
    {
        flag = reader.TokenType == JsonTokenType.True;
        if (Note(field) && !flag && reader.TokenType != JsonTokenType.False)
            Refuse(WireFaultKind.BadField, field);
    }

    /// <summary>The symbol.</summary>
    public void ReadSymbol(scoped ref Utf8JsonReader reader, char field, out ReadOnlySpan<byte> symbol)
    {
        symbol = default;
        if (!Note(field))
            return;
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || reader.ValueSpan.IsEmpty)
            Refuse(WireFaultKind.BadField, field);
        else
            symbol = reader.ValueSpan;
    }

    /// <summary>The event's name; a fault where it is another.</summary>
    public void ReadEventName(ref Utf8JsonReader reader, ReadOnlySpan<byte> expected)
    {
        if (Note('e') && (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped || !reader.ValueSpan.SequenceEqual(expected)))
            Refuse(WireFaultKind.OtherMessage);
    }
}
