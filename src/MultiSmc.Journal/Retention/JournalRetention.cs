using Microsoft.Data.Sqlite;
using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>Drops what is only needed to replay a session, once it is old.</summary>
internal static class JournalRetention
{
    public static IReadOnlyList<string> DropInputs(SqliteConnection connection, SessionTable sessions, Timestamp before, Timestamp now)
    {
        var newest = sessions.Newest()?.Number;
        var dropped = new List<string>();
        foreach (var session in sessions.All())
        {
            if (session.Number == newest || session.InputsDroppedAt is not null || LastTime(connection, session) >= before)
                continue;
            connection.Execute("BEGIN IMMEDIATE");
            connection.Execute(
                "DELETE FROM block WHERE key BETWEEN $from AND $to",
                ("$from", SessionTable.KeyOf(session.Number, 0)),
                ("$to", SessionTable.KeyOf(session.Number + 1, 0) - 1));
            connection.Execute("DELETE FROM snapshot WHERE session_no = $no", ("$no", session.Number));
            connection.Execute("UPDATE session SET inputs_dropped_at = $now WHERE no = $no", ("$now", now.Nanoseconds), ("$no", session.Number));
            connection.Execute("COMMIT");
            dropped.Add(session.Header.Id);
        }

        if (dropped.Count > 0)
            connection.Execute("PRAGMA incremental_vacuum");
        return dropped;
    }

    private static Timestamp LastTime(SqliteConnection connection, StoredSession session)
    {
        using var command = connection.Make(
            "SELECT max(last_time) FROM block WHERE key BETWEEN $from AND $to",
            ("$from", SessionTable.KeyOf(session.Number, 0)),
            ("$to", SessionTable.KeyOf(session.Number + 1, 0) - 1));
        return command.ExecuteScalar() is long time ? new Timestamp(time) : session.Header.StartedAt;
    }
}
