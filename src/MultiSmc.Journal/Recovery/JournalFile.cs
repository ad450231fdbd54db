using Microsoft.Data.Sqlite;
using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>What was mended when a journal was opened.</summary>
/// <param name="CutBlocks">Damaged blocks at the end of the newest session that were cut off: "inputs 17 to 40". Empty unless the disk or a hand damaged the file.</param>
/// <param name="CaughtUpBlocks">Blocks that the tables for questions had not seen yet.</param>
public sealed record OpeningReport(IReadOnlyList<string> CutBlocks, int CaughtUpBlocks);

/// <summary>
/// A journal opened for writing, by one process at a time. Opening mends: a half-written tail is cut, tables for questions catch up. One session runs at a time.
/// </summary>
public sealed class JournalFile : IDisposable
{
    private readonly JournalOptions _options;
    private readonly FileStream _lock;
    private readonly SqliteConnection _connection;
    private readonly SessionTable _sessions;
    private readonly BlockOpener _blocks;
    private readonly Projector _projector;
    private bool _isRunning;

    private JournalFile(string file, JournalOptions options, FileStream fileLock, SqliteConnection connection)
    {
        File = file;
        _options = options;
        _lock = fileLock;
        _connection = connection;
        _sessions = new SessionTable(connection);
        _blocks = new BlockOpener(_sessions, options.TraceTypes);
        _projector = new Projector(connection, _blocks);
    }

    /// <summary>Its path.</summary>
    public string File { get; }

    /// <summary>What was mended at opening.</summary>
    public OpeningReport Report { get; private set; } = new([], 0);

    /// <summary>The session that was started last, or null. Not while one runs: then <see cref="JournalHistory"/> is asked.</summary>
    public StoredSession? Newest
    {
        get
        {
            Invariant.That(!_isRunning, "the connection belongs to the session that runs");
            return _sessions.Newest();
        }
    }

    /// <summary>Opens or makes a journal.</summary>
    /// <param name="file">Its path; the folder must exist.</param>
    /// <param name="options">How it is written.</param>
    /// <exception cref="JournalException">Another process writes it, it is no journal, or it is of a later version.</exception>
    public static JournalFile Open(string file, JournalOptions options)
    {
        var fileLock = TakeLock(file);
        SqliteConnection? connection = null;
        try
        {
            connection = JournalDatabase.OpenWriter(file, options);
            Migrations.Apply(connection, file);
            var journal = new JournalFile(file, options, fileLock, connection);
            journal.Mend();
            return journal;
        }
        catch (Exception fault)
        {
            connection?.Dispose();
            fileLock.Dispose();
            if (fault is SqliteException)
                throw new JournalException($"{file} can't be opened as a journal: {fault.Message}", fault);
            throw;
        }
    }

    /// <summary>Starts a session.</summary>
    /// <param name="header">What it is.</param>
    /// <param name="observer">Hears of progress and failure: as a rule a <see cref="ReleaseGate"/>.</param>
    /// <param name="snapshot">The kernel's state, or null when it can't be taken.</param>
    /// <exception cref="JournalException">The journal has a session of that name, or there is no room.</exception>
    public SessionJournal Start(SessionHeader header, IJournalObserver observer, IKernelSnapshot? snapshot = null)
    {
        Invariant.That(!_isRunning, "one session runs at a time");
        if (_sessions.Find(header.Id) is not null)
            throw new JournalException($"{File} has a session '{header.Id}' already; name another journal, or resume that session");
        var records = new RecordEncoder(RecordSchema.Of(_options.TraceTypes));
        return InTransaction(() =>
        {
            var schema = _sessions.SchemaId(records.Schema.Text);
            var number = _sessions.Add(header, schema, InstrumentList.Write(header.Instruments, records));
            _sessions.AddSegment(number, 1, 1, schema, header.StartedAt);
            return (_sessions.Get(number), schema, 1L, header.StartedAt, new EffectChain());
        }, records, observer, snapshot);
    }

    /// <summary>Goes on with the newest session after a crash or a stop; its inputs must have been given to the kernel by <see cref="Recover"/> first.</summary>
    /// <param name="observer">Hears of progress and failure.</param>
    /// <param name="snapshot">The kernel's state, or null.</param>
    /// <exception cref="JournalException">There is no session, or its inputs were dropped.</exception>
    public SessionJournal Resume(IJournalObserver observer, IKernelSnapshot? snapshot = null)
    {
        Invariant.That(!_isRunning, "one session runs at a time");
        var session = Newest ?? throw new JournalException($"{File} has no session to resume");
        if (session.InputsDroppedAt is { } dropped)
            throw new JournalException($"{File}: the inputs of session '{session.Header.Id}' were dropped on {dropped}; start another");
        var records = new RecordEncoder(RecordSchema.Of(_options.TraceTypes));
        return InTransaction(() =>
        {
            var chain = new EffectChain();
            var lastTime = session.Header.StartedAt;
            if (session.LastSequence > 0)
                lastTime = RestoreEnd(session, chain);
            var schema = _sessions.SchemaId(records.Schema.Text);
            var number = _sessions.Segments(session.Number)[^1].Number + 1;
            _sessions.AddSegment(session.Number, number, session.LastSequence + 1, schema, lastTime);
            _connection.Execute("UPDATE session SET ended_at = NULL WHERE no = $no", ("$no", session.Number));
            return (session, schema, number, lastTime, chain);
        }, records, observer, snapshot);
    }

    /// <summary>What a kernel needs to stand where the newest session stopped.</summary>
    /// <exception cref="JournalException">There is no session, or its inputs were dropped.</exception>
    public SessionRecovery Recover()
    {
        var session = Newest ?? throw new JournalException($"{File} has no session to recover");
        if (session.InputsDroppedAt is { } dropped)
            throw new JournalException($"{File}: the inputs of session '{session.Header.Id}' were dropped on {dropped}");
        return new SessionRecovery(session, new SessionBlocks(_connection, _blocks, session), new SnapshotTable(_connection));
    }

    /// <summary>Empties the tables for questions and makes them again from the inputs; those of sessions whose inputs were dropped stay.</summary>
    public void RebuildTables()
    {
        Invariant.That(!_isRunning, "tables are made again while no session runs");
        var lastDropped = _sessions.All().LastOrDefault(session => session.InputsDroppedAt is not null)?.Number ?? 0;
        using var blocks = new BlockTable(_connection);
        _projector.Forget(lastDropped + 1);
        _projector.CatchUp(blocks);
    }

    /// <summary>
    /// Drops inputs and snapshots of sessions whose last input came before a time; orders, fills, trades, decisions and the rest of the tables stay for ever. The newest
    /// session is never touched.
    /// </summary>
    /// <param name="before">The time.</param>
    /// <param name="now">Our time, noted with the session.</param>
    /// <returns>Names of the sessions.</returns>
    public IReadOnlyList<string> DropInputs(Timestamp before, Timestamp now)
    {
        Invariant.That(!_isRunning, "inputs are dropped while no session runs");
        return JournalRetention.DropInputs(_connection, _sessions, before, now);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _projector.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    private SessionJournal InTransaction(
        Func<(StoredSession Session, long Schema, long Segment, Timestamp LastTime, EffectChain Chain)> begin,
        RecordEncoder records,
        IJournalObserver observer,
        IKernelSnapshot? snapshot)
    {
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            var (session, schema, segment, lastTime, chain) = begin();
            _connection.Execute("COMMIT");
            _blocks.Refresh();
            _isRunning = true;
            var block = new BlockBuilder(session.Number, records, session.Header.Instruments, chain);
            var loop = new CommitLoop(File, session, schema, _connection, _projector, _options, observer, DiskReserve.Keep(File, _options));
            return new SessionJournal(File, session, segment, _options, block, loop, lastTime, () => _isRunning = false) { Snapshot = snapshot };
        }
        catch (SqliteException fault)
        {
            _connection.TryRollBack();
            throw new JournalException(JournalFailure.Of(File, fault).Message, fault) { Failure = JournalFailure.Of(File, fault) };
        }
    }

    private Timestamp RestoreEnd(StoredSession session, EffectChain chain)
    {
        using var table = new BlockTable(_connection);
        var last = table.At(session.Number, session.LastSequence) ?? throw new InvalidDataException($"the last block of session {session.Header.Id} is gone");
        chain.Restore(_blocks.Open(session.Number, last).Chain);
        return last.LastTime;
    }

    private void Mend()
    {
        using var table = new BlockTable(_connection);
        var cut = new List<string>();
        while (Newest is { LastSequence: > 0 } session && table.At(session.Number, session.LastSequence) is { } last && !BlockReader.IsWhole(last, session.Number))
        {
            if (SessionTable.KeyOf(session.Number, last.FirstSequence) <= _projector.Cursor)
                _projector.Forget(session.Number); // the tables know what is cut: they begin the session anew
            cut.Add($"inputs {last.FirstSequence} to {last.LastSequence} of session {session.Header.Id}");
            table.Delete(session.Number, last);
        }

        Report = new OpeningReport(cut, _projector.CatchUp(table));
    }

    private static FileStream TakeLock(string file)
    {
        try
        {
            return new FileStream(file + "-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
        }
        catch (IOException fault)
        {
            throw new JournalException($"{file} can't be opened for writing: another process writes it, or its folder is missing ({fault.Message})", fault);
        }
    }
}
