using Microsoft.Data.Sqlite;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>Gives a session's inputs to a fresh kernel once more and compares what it does with what was recorded, input by input.</summary>
public sealed class JournalReplay : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SessionBlocks _blocks;
    private readonly RecordEncoder _records;

    private JournalReplay(SqliteConnection connection, SessionBlocks blocks, RecordEncoder records)
    {
        _connection = connection;
        _blocks = blocks;
        _records = records;
    }

    /// <summary>The session.</summary>
    public StoredSession Session => _blocks.Session;

    /// <summary>Sees every input and what the fresh kernel makes of it; null for nobody.</summary>
    public IKernelObserver? Observer { get; set; }

    /// <summary>Opens a session for replay.</summary>
    /// <param name="file">The journal.</param>
    /// <param name="session">Name of the session.</param>
    /// <param name="traceTypes">As the journal was written with; see <see cref="JournalOptions.TraceTypes"/>.</param>
    /// <exception cref="JournalException">There is no such journal or session, or its inputs were dropped.</exception>
    public static JournalReplay Open(string file, string session, IReadOnlyList<Type> traceTypes)
    {
        if (!File.Exists(file))
            throw new JournalException($"{file}: no such journal");
        var connection = JournalDatabase.OpenReader(file);
        try
        {
            var sessions = new SessionTable(connection);
            var stored = sessions.Find(session) ?? throw new JournalException(
                $"{file} has no session '{session}'; it has: {string.Join(", ", sessions.All().TakeLast(20).Select(each => each.Header.Id))}");
            if (stored.InputsDroppedAt is { } dropped)
                throw new JournalException($"{file}: the inputs of session '{session}' were dropped on {dropped}; orders, fills and decisions are still there");
            var blocks = new SessionBlocks(connection, new BlockOpener(sessions, traceTypes), stored);
            return new JournalReplay(connection, blocks, new RecordEncoder(RecordSchema.Of(traceTypes)));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Replays to the end or to the first difference.</summary>
    /// <param name="kernel">Fresh, made as the session's was.</param>
    /// <param name="progress">Told after each block; null for nobody.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="InvalidDataException">A block is damaged or missing.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ReplayOutcome Run(TradingKernel kernel, IProgress<ReplayProgress>? progress, CancellationToken cancellation)
    {
        var coder = new EffectCoder(_records);
        var (effects, fresh, chain) = (new EffectBuffer(), new ByteWriter(4 * 1024), new EffectChain());
        var (applied, withEffects) = (0L, 0L);
        foreach (var block in _blocks.From(1))
        {
            cancellation.ThrowIfCancellationRequested();
            var reader = _blocks.Open(block);
            var isSameSchema = _blocks.SchemaTextAt(block.FirstSequence) == _records.Schema.Text;
            while (reader.Read())
            {
                effects.Clear();
                fresh.Clear();
                var input = reader.Input;
                kernel.Apply(in input, effects);
                Observer?.OnApplied(in input, effects);
                applied++;
                if (effects.Effects.Length > 0)
                    coder.Write(fresh, effects);
                if (reader.HasOpenEnd && reader.Input.Sequence == block.LastSequence)
                    continue; // what came of it was never recorded
                if (!IsSame(ref reader, fresh.Written, isSameSchema, coder))
                    return Difference(ref reader, fresh.Written);
                if (reader.Effects.IsEmpty)
                    continue;
                withEffects++;
                chain.Add(reader.Input.Sequence, reader.Effects);
            }

            if (!chain.State.SequenceEqual(reader.Chain))
                throw new InvalidDataException($"session {Session.Header.Id}: the chain of effects does not fit at input {block.LastSequence}: blocks were changed or taken out");
            progress?.Report(new ReplayProgress(applied, Session.LastSequence));
        }

        return new ReplayOutcome.Identical(applied, withEffects, Convert.ToHexStringLower(chain.State));
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // Under another schema the same effects have other bytes: both sides are then compared as this build would write them.
    private static bool IsSame(ref BlockReader reader, ReadOnlySpan<byte> fresh, bool isSameSchema, EffectCoder coder)
    {
        if (reader.Effects.SequenceEqual(fresh))
            return true;
        if (isSameSchema || reader.Effects.IsEmpty || fresh.IsEmpty)
            return false;
        var again = new ByteWriter();
        coder.Write(again, reader.ReadEffects());
        return again.Written.SequenceEqual(fresh);
    }

    private ReplayOutcome.Different Difference(ref BlockReader reader, ReadOnlySpan<byte> fresh)
    {
        var own = new RecordDecoder(RecordSchema.Parse(_records.Schema.Text), _records.Schema.Types);
        return new ReplayOutcome.Different(
            reader.Input.Sequence, EffectText.Of(reader.Input), EffectText.Of(reader.ReadEffects()), EffectText.Of(BlockReader.EffectsOf(fresh, own)));
    }
}
