using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MultiSmc.Binance.Wire;

/// <summary>
/// One message of the exchange: how it is read and how it is written. Reading takes any key order, ignores unknown fields, keeps unknown words, and
/// refuses a field that is there twice.
/// </summary>
/// <typeparam name="T">The message.</typeparam>
public sealed class MessageFormat<T>
    where T : class
{
    private readonly JsonTypeInfo<T> _milliseconds;
    private readonly JsonTypeInfo<T> _microseconds;

    internal MessageFormat(string name, Func<WireJson, JsonTypeInfo<T>> type)
    {
        Name = name;
        _milliseconds = type(WireJson.Milliseconds);
        _microseconds = type(WireJson.Microseconds);
    }

    /// <summary>What it is called in faults.</summary>
    public string Name { get; }

    /// <summary>Reads one message.</summary>
    /// <param name="json">UTF-8, all of it the message.</param>
    /// <param name="value">The message.</param>
    /// <param name="fault">Why it is none.</param>
    public bool TryDecode(ReadOnlySpan<byte> json, [NotNullWhen(true)] out T? value, out MessageFault fault)
    {
        value = null;
        fault = default;
        try
        {
            value = JsonSerializer.Deserialize(json, _milliseconds);
            if (value is null)
                fault = new MessageFault(Name, "$", "it is null");
        }
        catch (JsonException e)
        {
            fault = JsonFaults.Of(Name, e);
        }

        return value is not null;
    }

    /// <summary>Reads one message that has to be sound.</summary>
    /// <exception cref="MessageFaultException">It is not.</exception>
    public T Decode(ReadOnlySpan<byte> json) => TryDecode(json, out var value, out var fault) ? value : throw new MessageFaultException(fault);

    /// <summary>Writes a message as UTF-8.</summary>
    /// <param name="value">The message.</param>
    /// <param name="unit">Unit of its times.</param>
    public byte[] Encode(T value, ExchangeTimeUnit unit = ExchangeTimeUnit.Milliseconds) => JsonSerializer.SerializeToUtf8Bytes(value, TypeFor(unit));

    /// <summary>Writes a message as part of a larger one.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The message.</param>
    /// <param name="unit">Unit of its times.</param>
    public void Encode(Utf8JsonWriter writer, T value, ExchangeTimeUnit unit = ExchangeTimeUnit.Milliseconds) =>
        JsonSerializer.Serialize(writer, value, TypeFor(unit));

    /// <summary>Writes a message as UTF-8 into a buffer.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="value">The message.</param>
    /// <param name="unit">Unit of its times.</param>
    public void Encode(IBufferWriter<byte> buffer, T value, ExchangeTimeUnit unit = ExchangeTimeUnit.Milliseconds)
    {
        using var writer = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        Encode(writer, value, unit);
    }

    private JsonTypeInfo<T> TypeFor(ExchangeTimeUnit unit) => unit == ExchangeTimeUnit.Microseconds ? _microseconds : _milliseconds;
}

/// <summary>Faults of the JSON reader in our words.</summary>
internal static class JsonFaults
{
    public static MessageFault Of(string message, JsonException e)
    {
        // The serializer adds the place to its own texts; it has a field of its own here.
        var text = e.Message;
        var at = text.IndexOf(" Path: ", StringComparison.Ordinal);
        return new MessageFault(message, e.Path ?? "$", at >= 0 ? text[..at] : text);
    }
}
