using Microsoft.Data.Sqlite;
using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>The blocks of a journal.</summary>
internal sealed class BlockTable : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _insert;

    public BlockTable(SqliteConnection connection)
    {
        _connection = connection;
        _insert = connection.Make(
            "INSERT INTO block (key, count, last_time, body) VALUES ($key, $count, $time, $body)", ("$key", 0L), ("$count", 0L), ("$time", 0L), ("$body", Array.Empty<byte>()));
    }

    public void Insert(long session, SealedBlock block)
    {
        _insert.Parameters[0].Value = SessionTable.KeyOf(session, block.FirstSequence);
        _insert.Parameters[1].Value = (long)block.Count;
        _insert.Parameters[2].Value = block.LastTime.Nanoseconds;
        _insert.Parameters[3].Value = block.Body;
        _insert.ExecuteNonQuery();
    }

    /// <summary>Blocks with keys above <paramref name="after"/>, in order, up to and with <paramref name="last"/>.</summary>
    public IEnumerable<(long Session, SealedBlock Block)> After(long after, long last = long.MaxValue)
    {
        using var command = _connection.Make(
            "SELECT key, count, last_time, body FROM block WHERE key > $after AND key <= $last ORDER BY key", ("$after", after), ("$last", last));
        using var rows = command.ExecuteReader();
        while (rows.Read())
            yield return Read(rows);
    }

    /// <summary>The last block that begins at or before a sequence.</summary>
    public SealedBlock? At(long session, long sequence)
    {
        using var command = _connection.Make(
            "SELECT key, count, last_time, body FROM block WHERE key BETWEEN $first AND $at ORDER BY key DESC LIMIT 1",
            ("$first", SessionTable.KeyOf(session, 0)),
            ("$at", SessionTable.KeyOf(session, sequence)));
        using var rows = command.ExecuteReader();
        return rows.Read() ? Read(rows).Block : null;
    }

    public void Delete(long session, SealedBlock block) =>
        _connection.Execute("DELETE FROM block WHERE key = $key", ("$key", SessionTable.KeyOf(session, block.FirstSequence)));

    public void Dispose() => _insert.Dispose();

    private static (long Session, SealedBlock Block) Read(SqliteDataReader rows)
    {
        var key = rows.GetInt64(0);
        return (
            SessionTable.SessionOf(key),
            new SealedBlock(SessionTable.SequenceOf(key), checked((int)rows.GetInt64(1)), new Timestamp(rows.GetInt64(2)), rows.GetFieldValue<byte[]>(3)));
    }
}
