using Microsoft.Data.Sqlite;
using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>Sessions, their schemas and segments.</summary>
internal sealed class SessionTable(SqliteConnection connection)
{
    /// <summary>Bits of a block's key that hold the sequence: 10^12 inputs a session.</summary>
    private const int SequenceBits = 40;

    private const long SequenceMask = (1L << SequenceBits) - 1;

    private const string Columns = """
        no, id, kind, started_at, ended_at, kernel_version, configuration_name, configuration, configuration_hash, schema_id, instruments, inputs_dropped_at
        """;

    public static long KeyOf(long session, long sequence)
    {
        Invariant.That(sequence is >= 0 and <= SequenceMask, "a sequence fits into a block's key");
        return (session << SequenceBits) | sequence;
    }

    public static long SessionOf(long key) => key >> SequenceBits;

    public static long SequenceOf(long key) => key & SequenceMask;

    public long SchemaId(string text)
    {
        connection.Execute("INSERT OR IGNORE INTO schema (text) VALUES ($text)", ("$text", text));
        return connection.Scalar<long>("SELECT id FROM schema WHERE text = $text", ("$text", text));
    }

    public string SchemaText(long id) => connection.Scalar<string>("SELECT text FROM schema WHERE id = $id", ("$id", id));

    public long Add(SessionHeader header, long schemaId, byte[] instruments)
    {
        connection.Execute(
            """
            INSERT INTO session (id, kind, started_at, kernel_version, configuration_name, configuration, configuration_hash, schema_id, instruments)
            VALUES ($id, $kind, $at, $version, $name, $configuration, $hash, $schema, $instruments)
            """,
            ("$id", header.Id),
            ("$kind", header.Kind),
            ("$at", header.StartedAt.Nanoseconds),
            ("$version", header.KernelVersion),
            ("$name", header.ConfigurationName),
            ("$configuration", header.Configuration),
            ("$hash", header.ConfigurationHash),
            ("$schema", schemaId),
            ("$instruments", instruments));
        return connection.Scalar<long>("SELECT last_insert_rowid()");
    }

    public void AddSegment(long session, long number, long firstSequence, long schemaId, Timestamp at) => connection.Execute(
        "INSERT INTO segment (session_no, number, first_sequence, schema_id, started_at) VALUES ($session, $number, $first, $schema, $at)",
        ("$session", session),
        ("$number", number),
        ("$first", firstSequence),
        ("$schema", schemaId),
        ("$at", at.Nanoseconds));

    /// <summary>First sequence and schema of each segment, in order.</summary>
    public List<(long Number, long FirstSequence, long SchemaId)> Segments(long session)
    {
        using var command = connection.Make(
            "SELECT number, first_sequence, schema_id FROM segment WHERE session_no = $session ORDER BY number", ("$session", session));
        using var rows = command.ExecuteReader();
        var segments = new List<(long, long, long)>();
        while (rows.Read())
            segments.Add((rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2)));
        return segments;
    }

    public StoredSession? Find(string id) => Read($"SELECT {Columns} FROM session WHERE id = $id", ("$id", id)).FirstOrDefault();

    public StoredSession? Newest() => Read($"SELECT {Columns} FROM session ORDER BY no DESC LIMIT 1").FirstOrDefault();

    public List<StoredSession> All() => Read($"SELECT {Columns} FROM session ORDER BY no");

    public StoredSession Get(long number) => Read($"SELECT {Columns} FROM session WHERE no = $no", ("$no", number)).Single();

    private List<StoredSession> Read(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Make(sql, parameters);
        using var rows = command.ExecuteReader();
        var sessions = new List<StoredSession>();
        while (rows.Read())
        {
            var number = rows.GetInt64(0);
            var header = new SessionHeader
            {
                Id = rows.GetString(1),
                Kind = rows.GetString(2),
                StartedAt = new Timestamp(rows.GetInt64(3)),
                KernelVersion = rows.GetString(5),
                ConfigurationName = rows.GetString(6),
                Configuration = rows.GetString(7),
                ConfigurationHash = rows.GetString(8),
                Instruments = InstrumentList.Read(rows.GetFieldValue<byte[]>(10), SchemaText(rows.GetInt64(9))),
            };
            sessions.Add(new StoredSession(number, header, LastSequence(number), TimeOrNull(rows, 4), TimeOrNull(rows, 11)));
        }

        return sessions;
    }

    private long LastSequence(long session)
    {
        using var command = connection.Make(
            "SELECT key + count - 1 FROM block WHERE key BETWEEN $from AND $to ORDER BY key DESC LIMIT 1",
            ("$from", KeyOf(session, 0)),
            ("$to", KeyOf(session, SequenceMask)));
        return command.ExecuteScalar() is long key ? SequenceOf(key) : 0;
    }

    private static Timestamp? TimeOrNull(SqliteDataReader rows, int column) => rows.IsDBNull(column) ? null : new Timestamp(rows.GetInt64(column));
}
