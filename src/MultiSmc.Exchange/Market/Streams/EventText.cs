using System.Buffers.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Writes JSON as UTF-8 straight into memory that is known to suffice: the path of every trade of every symbol.</summary>
internal ref struct EventText(Span<byte> room, ExchangeTimeUnit unit)
{
    /// <summary>Most bytes of a 64-bit integer.</summary>
    public const int IntegerMax = 20;

    /// <summary>Most bytes of a price or quantity in its quotes.</summary>
    public const int DecimalMax = ExchangeDecimal.MaxLength + 2;

    private readonly Span<byte> _room = room;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Raw(scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(_room[Length..]);
        Length += text.Length;
    }

    public void Integer(long value)
    {
        Utf8Formatter.TryFormat(value, _room[Length..], out var written);
        Length += written;
    }

    public void Flag(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>A time in the unit that was asked for.</summary>
    public void Time(Timestamp time) => Integer(time.Nanoseconds / (unit == ExchangeTimeUnit.Microseconds ? 1_000 : 1_000_000));

    /// <summary>A price or quantity with its quotes.</summary>
    public void Decimal(long raw)
    {
        _room[Length++] = (byte)'"';
        Length += ExchangeDecimal.WritePadded(raw, _room[Length..]);
        _room[Length++] = (byte)'"';
    }
}

/// <summary>An event that can write itself; a struct, so that each kind gets code of its own.</summary>
internal interface IStreamEvent
{
    /// <summary>No more bytes than this.</summary>
    int LengthMax { get; }

    void Write(ref EventText text);
}
