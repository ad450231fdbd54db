using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>Takes a block apart. The checksum is judged first; what passes it and still can't be read is of another version.</summary>
internal ref struct BlockReader
{
    private readonly SealedBlock _block;
    private readonly RecordDecoder _records;
    private readonly MarketCoder _market;
    private readonly int _end;
    private ByteReader _from;
    private Timestamp _time;
    private long _sequence;

    /// <param name="block">The block.</param>
    /// <param name="session">Number of its session.</param>
    /// <param name="records">By the schema it was written with.</param>
    /// <param name="market">With the session's instruments.</param>
    /// <exception cref="InvalidDataException">The block is damaged, half-written, or of a version that this one does not know.</exception>
    public BlockReader(SealedBlock block, long session, RecordDecoder records, MarketCoder market)
    {
        _block = block;
        _records = records;
        _market = market;
        if (!IsWhole(block, session))
            throw new InvalidDataException($"the block of inputs {block.FirstSequence} to {block.LastSequence} is damaged: its checksum does not fit");
        _end = block.Body.Length - SealedBlock.TrailerBytes;
        _from = new ByteReader(block.Body.AsSpan(0, _end));
        var version = _from.ReadByte();
        HasOpenEnd = (version & SealedBlock.OpenEnd) != 0;
        if ((version & ~SealedBlock.OpenEnd) != SealedBlock.Version)
            throw new InvalidDataException($"the block of inputs {block.FirstSequence} to {block.LastSequence} has layout {version}; this version reads {SealedBlock.Version}");
        _time = new Timestamp(_from.ReadSigned());
        _sequence = block.FirstSequence - 1;
        market.Reset();
    }

    /// <summary>The effects of its last input were not known when it was closed.</summary>
    public bool HasOpenEnd { get; }

    /// <summary>The chain at its end.</summary>
    public readonly ReadOnlySpan<byte> Chain => _block.Body.AsSpan(_end, EffectChain.Bytes);

    /// <summary>The input that was read last.</summary>
    public KernelInput Input { get; private set; }

    /// <summary>Canonical bytes of its effects; empty when it had none.</summary>
    public ReadOnlySpan<byte> Effects { get; private set; }

    /// <summary>Whether the checksum fits.</summary>
    public static bool IsWhole(SealedBlock block, long session)
    {
        var body = block.Body;
        if (body.Length < SealedBlock.TrailerBytes + 2 || block.Count < 1)
            return false;
        var stored = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(body.AsSpan(body.Length - sizeof(uint)));
        return stored == SealedBlock.ChecksumOf(session, block.FirstSequence, block.Count, body.AsSpan(0, body.Length - sizeof(uint)));
    }

    /// <summary>Reads the next input with its effects.</summary>
    public bool Read()
    {
        if (_from.Remaining == 0)
        {
            if (_sequence != _block.LastSequence)
                throw new InvalidDataException($"the block of inputs {_block.FirstSequence} to {_block.LastSequence} ends after input {_sequence}");
            return false;
        }

        var tag = _from.ReadByte();
        var kind = (RecordKind)(tag & 0x07);
        _time = new Timestamp(unchecked(_time.Nanoseconds + TimeStep.Read(ref _from)));
        _sequence++;
        Input = kind switch
        {
            RecordKind.Trade or RecordKind.Quote =>
                KernelInput.FromMarket(_sequence, _time, _market.Read(ref _from, kind, (MarketCoder.Bits)(tag & 0xF8), _time)),
            RecordKind.Venue => KernelInput.FromVenue(_sequence, _time, (VenueEvent)_records.ReadCase(ref _from, nameof(VenueEvent))),
            RecordKind.Timer => KernelInput.FromTimer(_sequence, _time, ReadTimer()),
            RecordKind.Command => KernelInput.FromCommand(_sequence, _time, (OperatorCommand)_records.ReadCase(ref _from, nameof(OperatorCommand))),
            _ => throw new InvalidDataException($"a record of kind {(int)kind} stands where input {_sequence} should"),
        };
        Effects = [];
        var ahead = _from;
        if (ahead.Remaining > 0 && ahead.ReadByte() == (byte)RecordKind.Effects)
        {
            Effects = ahead.Take(ahead.ReadCount());
            _from = ahead;
        }

        return true;
    }

    /// <summary>The effects of the input, one by one.</summary>
    public readonly List<StoredEffect> ReadEffects() => EffectsOf(Effects, _records);

    /// <summary>Effects from their canonical bytes.</summary>
    public static List<StoredEffect> EffectsOf(ReadOnlySpan<byte> bytes, RecordDecoder records)
    {
        var effects = new List<StoredEffect>();
        if (bytes.IsEmpty)
            return effects;
        var from = new ByteReader(bytes);
        for (var left = from.ReadCount(); left > 0; left--)
            effects.Add(EffectCoder.Read(ref from, records));
        return effects;
    }

    private TimerRequest ReadTimer() =>
        (TimerRequest?)_records.Read(ref _from, "?" + nameof(TimerRequest), typeof(TimerRequest)) ?? throw new InvalidDataException("a timer is missing");
}
