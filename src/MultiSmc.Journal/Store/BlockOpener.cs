
namespace MultiSmc.Journal;

/// <summary>Opens blocks of any session with the instruments and the schema they were written with.</summary>
/// <param name="sessions">Where those stand.</param>
/// <param name="traceTypes">What traces are made into.</param>
internal sealed class BlockOpener(SessionTable sessions, IReadOnlyList<Type> traceTypes)
{
    private readonly IReadOnlyDictionary<string, Type> _types = RecordSchema.Of(traceTypes).Types;
    private readonly Dictionary<long, RecordDecoder> _decoders = [];
    private Opened? _session;

    /// <summary>The session of a block.</summary>
    public StoredSession SessionOf(long number) => Find(number).Session;

    /// <summary>Forgets what it knows of a session: it has a new segment.</summary>
    public void Refresh() => _session = null;

    public BlockReader Open(long session, SealedBlock block)
    {
        var opened = Find(session);
        return new BlockReader(block, session, DecoderAt(opened, block.FirstSequence), opened.Market);
    }

    /// <summary>The schema that a block was written with.</summary>
    public string SchemaTextAt(long session, long sequence) => sessions.SchemaText(SchemaAt(Find(session), sequence));

    public RecordDecoder DecoderAt(long session, long sequence) => DecoderAt(Find(session), sequence);

    private RecordDecoder DecoderAt(Opened opened, long sequence)
    {
        var id = SchemaAt(opened, sequence);
        if (!_decoders.TryGetValue(id, out var decoder))
            _decoders.Add(id, decoder = new RecordDecoder(RecordSchema.Parse(sessions.SchemaText(id)), _types));
        return decoder;
    }

    private static long SchemaAt(Opened opened, long sequence)
    {
        for (var i = opened.Segments.Count - 1; i >= 0; i--)
        {
            if (opened.Segments[i].FirstSequence <= sequence)
                return opened.Segments[i].SchemaId;
        }

        throw new InvalidDataException($"no segment of session {opened.Session.Header.Id} holds input {sequence}");
    }

    private Opened Find(long number)
    {
        if (_session?.Session.Number == number)
            return _session;
        var session = sessions.Get(number);
        return _session = new Opened(session, sessions.Segments(number), new MarketCoder(session.Header.Instruments));
    }

    private sealed record Opened(StoredSession Session, List<(long Number, long FirstSequence, long SchemaId)> Segments, MarketCoder Market);
}
