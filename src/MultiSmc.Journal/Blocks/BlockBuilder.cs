using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>Encodes inputs and effects into the block that is being filled. Belongs to the kernel's thread.</summary>
internal sealed class BlockBuilder
{
    private readonly long _session;
    private readonly RecordEncoder _records;
    private readonly EffectCoder _effects;
    private readonly MarketCoder _market;
    private readonly ByteWriter _body = new(64 * 1024);
    private readonly ByteWriter _scratch = new(4 * 1024);
    private long _firstSequence;

    /// <param name="session">Number of the session.</param>
    /// <param name="records">By the schema of this build.</param>
    /// <param name="instruments">Of the session.</param>
    /// <param name="chain">The chain so far.</param>
    public BlockBuilder(long session, RecordEncoder records, IReadOnlyList<Instrument> instruments, EffectChain chain)
    {
        _session = session;
        _records = records;
        _effects = new EffectCoder(records);
        _market = new MarketCoder(instruments);
        Chain = chain;
    }

    public EffectChain Chain { get; }

    public int Count { get; private set; }

    public int Length => _body.Length;

    public Timestamp FirstTime { get; private set; }

    public Timestamp LastTime { get; private set; }

    /// <summary>An input whose effects are not known yet.</summary>
    public bool IsOpen { get; private set; }

    public void Add(in KernelInput input)
    {
        if (Count == 0)
            Begin(in input);
        var elapsed = unchecked(input.Time.Nanoseconds - LastTime.Nanoseconds);
        switch (input.Kind)
        {
            case InputKind.Market:
                _market.Write(_body, input.Time, elapsed, input.Market);
                break;
            case InputKind.Venue:
                WriteHead(RecordKind.Venue, elapsed);
                _records.WriteCase(_body, nameof(VenueEvent), input.Venue);
                break;
            case InputKind.Timer:
                WriteHead(RecordKind.Timer, elapsed);
                _records.Write(_body, typeof(TimerRequest), input.Timer);
                break;
            case InputKind.Command:
                WriteHead(RecordKind.Command, elapsed);
                _records.WriteCase(_body, nameof(OperatorCommand), input.Command);
                break;
            default:
                throw new NotSupportedException($"the journal knows no input of kind {input.Kind}");
        }

        LastTime = input.Time;
        Count++;
        IsOpen = true;
    }

    public void AddEffects(long sequence, EffectBuffer effects)
    {
        IsOpen = false;
        if (effects.Effects.Length == 0)
            return;
        _scratch.Clear();
        _effects.Write(_scratch, effects);
        _body.WriteByte((byte)RecordKind.Effects);
        _body.WriteUnsigned((ulong)_scratch.Length);
        _body.WriteBytes(_scratch.Written);
        Chain.Add(sequence, _scratch.Written);
    }

    /// <summary>Closes the block and begins the next.</summary>
    public SealedBlock Seal()
    {
        Invariant.That(Count > 0, "a block holds an input");
        _body.WriteBytes(Chain.State);
        var body = new byte[_body.Length + sizeof(uint)];
        _body.Written.CopyTo(body);
        if (IsOpen)
            body[0] |= SealedBlock.OpenEnd;
        var checksum = SealedBlock.ChecksumOf(_session, _firstSequence, Count, body.AsSpan(0, _body.Length));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(_body.Length), checksum);
        var block = new SealedBlock(_firstSequence, Count, LastTime, body);
        Count = 0;
        IsOpen = false;
        _body.Clear();
        return block;
    }

    private void Begin(in KernelInput input)
    {
        _firstSequence = input.Sequence;
        FirstTime = LastTime = input.Time;
        _market.Reset();
        _body.WriteByte(SealedBlock.Version);
        _body.WriteSigned(input.Time.Nanoseconds);
    }

    private void WriteHead(RecordKind kind, long elapsedNs)
    {
        _body.WriteByte((byte)kind);
        TimeStep.Write(_body, elapsedNs);
    }
}
