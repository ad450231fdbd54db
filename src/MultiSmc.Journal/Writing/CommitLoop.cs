using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace MultiSmc.Journal;

/// <summary>
/// The journal's own thread: takes what waits, commits it in one transaction, says so, and only then does what can wait (projections, copying the log
/// back). A thread and a blocking queue rather than a Channel: both ends may have to wait for a disk, which no pool thread should.
/// </summary>
internal sealed class CommitLoop : IDisposable
{
    private const int GroupMax = 128;
    private const int ProjectionBacklogMax = 512;
    private const long IdleCheckpointBytes = 4L * 1024 * 1024;
    private const long ForcedCheckpointBytes = 256L * 1024 * 1024;

    private readonly string _file;
    private readonly long _session;
    private readonly SqliteConnection _connection;
    private readonly Projector _projector;
    private readonly IJournalObserver _observer;
    private readonly bool _isDurable;
    private readonly DiskReserve? _reserve;
    private readonly BlockingCollection<JournalItem> _queue;
    private readonly BlockTable _blocks;
    private readonly SessionTable _sessions;
    private readonly SnapshotTable _snapshots;
    private readonly long _schemaId;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly List<(long, SealedBlock)> _toProject = [];
    private readonly object _gate = new();
    private readonly Thread _thread;
    private JournalFailure? _failure;
    private bool _isOnReserve;
    private long _durable;
    private long _logBytes;

    public CommitLoop(string file, StoredSession session, long schemaId, SqliteConnection connection, Projector projector, JournalOptions options, IJournalObserver observer, DiskReserve? reserve)
    {
        _reserve = reserve;
        _file = file;
        _session = session.Number;
        _schemaId = schemaId;
        _connection = connection;
        _projector = projector;
        _observer = observer;
        _isDurable = options.IsDurable;
        _durable = session.LastSequence;
        _queue = new BlockingCollection<JournalItem>(options.QueueBlocks);
        _blocks = new BlockTable(connection);
        _sessions = new SessionTable(connection);
        _snapshots = new SnapshotTable(connection);
        _begin = connection.Make("BEGIN IMMEDIATE");
        _commit = connection.Make("COMMIT");
        _thread = new Thread(Run) { IsBackground = true, Name = "journal" };
        _thread.Start();
    }

    /// <summary>Commits so far: fewer than blocks when blocks came together.</summary>
    public long Commits { get; private set; }

    public JournalFailure? Failure => Volatile.Read(ref _failure);

    public long Durable => Volatile.Read(ref _durable);

    public bool IsOnReserve => Volatile.Read(ref _isOnReserve);

    /// <summary>Hands an item over; waits for room at most <paramref name="stallMax"/>.</summary>
    public bool TryPost(JournalItem item, TimeSpan stallMax) => _queue.TryAdd(item, stallMax);

    /// <summary>Waits until an input is durable or the journal has failed.</summary>
    /// <returns>Whether it is durable.</returns>
    public bool WaitDurable(long sequence, TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (_durable < sequence && _failure is null)
            {
                var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - Stopwatch.GetElapsedTime(started);
                if (left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan)
                    return false;
                Monitor.Wait(_gate, left);
            }

            return _durable >= sequence;
        }
    }

    /// <summary>The journal stops for good; the first reason counts.</summary>
    public void Fail(JournalFailure failure)
    {
        lock (_gate)
        {
            if (_failure is not null)
                return;
            Volatile.Write(ref _failure, failure);
            Monitor.PulseAll(_gate);
        }

        _observer.OnFailed(failure);
    }

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _begin.Dispose();
        _commit.Dispose();
        _blocks.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        var group = new List<JournalItem>(GroupMax);
        try
        {
            while (_queue.TryTake(out var first, Timeout.Infinite))
            {
                group.Add(first);
                while (group.Count < GroupMax && _queue.TryTake(out var next))
                    group.Add(next);
                if (Failure is null)
                    Write(group);
                group.Clear();
            }

            if (Failure is null && !IsOnReserve)
                Project();
        }
        catch (Exception fault)
        {
            // The host loop of this thread: whatever it was, nothing more is written and trading hears of it.
            _connection.TryRollBack();
            Fail(JournalFailure.Of(_file, fault));
            while (_queue.TryTake(out _, Timeout.Infinite))
            {
                // What still comes is refused by its sender; what came before must not block it.
            }
        }
    }

    private void Write(List<JournalItem> group)
    {
        var projected = _toProject.Count;
        long last;
        try
        {
            last = Commit(group);
        }
        catch (SqliteException full) when (IsForReserve(full))
        {
            _toProject.RemoveRange(projected, _toProject.Count - projected);
            UseReserve();
            last = Commit(group);
        }

        if (last > 0)
            Publish(last);
        try
        {
            Tidy();
        }
        catch (SqliteException full) when (IsForReserve(full))
        {
            UseReserve();
        }
    }

    private bool IsForReserve(SqliteException fault) => fault.SqliteErrorCode == JournalFailure.SqliteFull && _reserve is { IsKept: true };

    private void UseReserve()
    {
        _connection.TryRollBack();
        _reserve?.Free(_connection);
        Volatile.Write(ref _isOnReserve, true);
    }

    // What is left of the room belongs to the inputs: tables for questions are made again from them at the next opening.
    private void Tidy()
    {
        if (IsOnReserve)
            return;
        if (_queue.Count == 0 || _toProject.Count > ProjectionBacklogMax)
            Project();
        if (_logBytes > ForcedCheckpointBytes || (_queue.Count == 0 && _logBytes > IdleCheckpointBytes))
            Checkpoint();
    }

    private long Commit(List<JournalItem> group)
    {
        var last = 0L;
        _begin.ExecuteNonQuery();
        foreach (var item in group)
        {
            switch (item)
            {
                case JournalItem.Inputs(var block):
                    _blocks.Insert(_session, block);
                    _toProject.Add((_session, block));
                    _logBytes += block.Body.Length + 8_192;
                    last = block.LastSequence;
                    break;
                case JournalItem.Segment segment:
                    _sessions.AddSegment(_session, segment.Number, segment.FirstSequence, _schemaId, segment.At);
                    break;
                case JournalItem.Snapshot(var state):
                    _snapshots.Insert(_session, state);
                    break;
                case JournalItem.End(var at):
                    _connection.Execute("UPDATE session SET ended_at = $at WHERE no = $no", ("$at", at.Nanoseconds), ("$no", _session));
                    break;
                default:
                    throw new UnreachableException();
            }
        }

        _commit.ExecuteNonQuery();
        Commits++;
        return last;
    }

    private void Publish(long last)
    {
        lock (_gate)
        {
            Volatile.Write(ref _durable, last);
            Monitor.PulseAll(_gate);
        }

        _observer.OnDurable(last);
    }

    // A commit of its own that does not wait for the disk: the next one that does carries it along, and a crash before that costs nothing, because
    // projections are made again from the journal.
    private void Project()
    {
        if (_toProject.Count == 0)
            return;
        if (_isDurable)
            _connection.Execute("PRAGMA synchronous = NORMAL");
        _begin.ExecuteNonQuery();
        _projector.Project(_toProject);
        _commit.ExecuteNonQuery();
        if (_isDurable)
            _connection.Execute("PRAGMA synchronous = FULL");
        _toProject.Clear();
    }

    private void Checkpoint()
    {
        _connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");
        _logBytes = 0;
    }
}
