using System.Security.Cryptography;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Structure;

namespace MultiSmc.Journal;

/// <summary>
/// Effects as canonical bytes: equal effects, equal bytes. What is rare or asked for later (requests, fills, traces, alerts, zones, ...) is written whole;
/// packets and structure events, which are many and can be made again, by the first eight bytes of their SHA-256.
/// </summary>
internal sealed class EffectCoder(RecordEncoder records)
{
    private const int DigestBytes = 8;
    private readonly ByteWriter _scratch = new(512);

    public void Write(ByteWriter to, EffectBuffer effects)
    {
        to.WriteUnsigned((ulong)effects.Effects.Length);
        foreach (ref readonly var effect in effects.Effects)
        {
            to.WriteByte((byte)effect.Kind);
            to.WriteSigned(effect.Instrument.Index);
            WriteContent(to, in effect, effects);
        }
    }

    /// <summary>Writes effects that were read: the same bytes, when they were written by this build.</summary>
    public void Write(ByteWriter to, IReadOnlyList<StoredEffect> effects)
    {
        to.WriteUnsigned((ulong)effects.Count);
        foreach (var effect in effects)
        {
            to.WriteByte((byte)effect.Kind);
            to.WriteSigned(effect.Instrument.Index);
            if (effect.Kind == EffectKind.PacketClosed)
                to.WriteSigned(effect.Amount.Raw);
            if (effect.Kind is EffectKind.PacketClosed or EffectKind.Structure)
                to.WriteFixed64(effect.Digest);
            else if (effect.Kind == EffectKind.ZoneChanged)
                PlainStructs.Write(to, effect.Zone);
            else if (effect.Kind != EffectKind.SegmentBroken)
                WritePayload(to, effect.Kind, effect.Payload);
        }
    }

    private void WriteContent(ByteWriter to, in Effect effect, EffectBuffer effects)
    {
        switch (effect.Kind)
        {
            case EffectKind.PacketClosed:
                to.WriteSigned(effect.Amount.Raw);
                WriteDigest(to, static (scratch, source, slot) => PlainStructs.Write(scratch, in source.Packets[slot]), effects, effect.Slot);
                break;
            case EffectKind.Structure:
                WriteDigest(to, static (scratch, source, slot) => PlainStructs.Write(scratch, in source.StructureEvents[slot]), effects, effect.Slot);
                break;
            case EffectKind.ZoneChanged:
                PlainStructs.Write(to, in effects.Zones[effect.Slot]);
                break;
            case EffectKind.SegmentBroken:
                break;
            default:
                WritePayload(to, effect.Kind, effect.Payload);
                break;
        }
    }

    private void WritePayload(ByteWriter to, EffectKind kind, object? payload)
    {
        if (payload is null)
            throw new NotSupportedException($"an effect of kind {kind} has no payload");
        if (SetOf(kind) is { } set)
            records.WriteCase(to, set, payload);
        else
            records.Write(to, TypeOf(kind), payload);
    }

    /// <summary>Reads one effect.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged or of a later version.</exception>
    public static StoredEffect Read(ref ByteReader from, RecordDecoder records)
    {
        var kind = (EffectKind)from.ReadByte();
        var instrument = new InstrumentId(checked((int)from.ReadSigned()));
        switch (kind)
        {
            case EffectKind.PacketClosed:
                return new StoredEffect(kind, instrument, null, default, new Money(from.ReadSigned()), from.ReadFixed64());
            case EffectKind.Structure:
                return new StoredEffect(kind, instrument, null, default, Money.Zero, from.ReadFixed64());
            case EffectKind.ZoneChanged:
                return new StoredEffect(kind, instrument, null, PlainStructs.ReadZone(ref from), Money.Zero, 0);
            case EffectKind.SegmentBroken:
                return new StoredEffect(kind, instrument, null, default, Money.Zero, 0);
            default:
                var payload = SetOf(kind) is { } set ? records.ReadCase(ref from, set) : ReadRecord(ref from, records, kind);
                return new StoredEffect(kind, instrument, payload, default, Money.Zero, 0);
        }
    }

    private static object ReadRecord(ref ByteReader from, RecordDecoder records, EffectKind kind)
    {
        var type = TypeOf(kind);
        return records.Read(ref from, "?" + RecordTypes.NameOf(type), type) ?? throw new InvalidDataException($"an effect of kind {kind} has no payload");
    }

    private static string? SetOf(EffectKind kind) => kind switch
    {
        EffectKind.Submit => nameof(VenueRequest),
        EffectKind.Trace => RecordSchema.TraceRoot,
        _ => null,
    };

    private static Type TypeOf(EffectKind kind) => kind switch
    {
        EffectKind.SetTimer => typeof(TimerRequest),
        EffectKind.Filled => typeof(Fill),
        EffectKind.Alert => typeof(Alert),
        EffectKind.CommandResult => typeof(CommandResult),
        EffectKind.EntryLockChanged => typeof(EntryLockChange),
        _ => throw new InvalidDataException($"the journal knows no effect of kind {(int)kind}"),
    };

    private void WriteDigest(ByteWriter to, Action<ByteWriter, EffectBuffer, int> write, EffectBuffer effects, int slot)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _scratch.Clear();
        write(_scratch, effects, slot);
        SHA256.HashData(_scratch.Written, digest);
        to.WriteBytes(digest[..DigestBytes]);
    }
}

/// <summary>An effect as the journal keeps it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Instrument">Whose.</param>
/// <param name="Payload">For requests, timers, fills, traces, alerts, results and locks: the value.</param>
/// <param name="Zone">For <see cref="EffectKind.ZoneChanged"/>: the zone after the change.</param>
/// <param name="Amount">For <see cref="EffectKind.PacketClosed"/>: equity.</param>
/// <param name="Digest">For packets and structure events: the first eight bytes of the SHA-256 of their content.</param>
internal readonly record struct StoredEffect(EffectKind Kind, InstrumentId Instrument, object? Payload, Zone Zone, Money Amount, ulong Digest);
