using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>A run of inputs with their effects, as it lies on disk: one row, written whole or not at all.</summary>
/// <param name="FirstSequence">Sequence of its first input.</param>
/// <param name="Count">Inputs.</param>
/// <param name="LastTime">Our time of its last input.</param>
/// <param name="Body">Version, first time, records, chain, checksum.</param>
internal sealed record SealedBlock(long FirstSequence, int Count, Timestamp LastTime, byte[] Body)
{
    /// <summary>Layout of the body.</summary>
    public const byte Version = 1;

    /// <summary>Bit beside the version: the effects of the last input are not known (it was being applied when the block was closed).</summary>
    public const byte OpenEnd = 0x80;

    /// <summary>Chain and checksum behind the records.</summary>
    public const int TrailerBytes = EffectChain.Bytes + sizeof(uint);

    /// <summary>Sequence of its last input.</summary>
    public long LastSequence => FirstSequence + Count - 1;

    /// <summary>Checksum of a body without its last four bytes; the block's place counts too, so that a row can't stand in for another.</summary>
    public static uint ChecksumOf(long session, long firstSequence, int count, ReadOnlySpan<byte> body)
    {
        Span<byte> place = stackalloc byte[20];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(place, session);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(place[8..], firstSequence);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(place[16..], count);
        return Checksum.Compute(body, Checksum.Compute(place));
    }
}
