using Microsoft.Data.Sqlite;
using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>A kernel's state after an input.</summary>
/// <param name="Sequence">The last input that it holds.</param>
/// <param name="KernelVersion">The program that made it.</param>
/// <param name="Chain">The effects' chain at that point.</param>
/// <param name="State">Opaque.</param>
internal sealed record StoredSnapshot(long Sequence, string KernelVersion, byte[] Chain, byte[] State);

/// <summary>Snapshots: the newest two of a session are kept, so that a damaged one costs a longer tail and nothing else.</summary>
internal sealed class SnapshotTable(SqliteConnection connection)
{
    private const int Kept = 2;

    public void Insert(long session, StoredSnapshot snapshot)
    {
        connection.Execute(
            """
            INSERT OR REPLACE INTO snapshot (session_no, sequence, kernel_version, chain, state, checksum)
            VALUES ($session, $sequence, $version, $chain, $state, $checksum)
            """,
            ("$session", session),
            ("$sequence", snapshot.Sequence),
            ("$version", snapshot.KernelVersion),
            ("$chain", snapshot.Chain),
            ("$state", snapshot.State),
            ("$checksum", (long)ChecksumOf(session, snapshot)));
        connection.Execute(
            """
            DELETE FROM snapshot WHERE session_no = $session AND sequence NOT IN
            (SELECT sequence FROM snapshot WHERE session_no = $session ORDER BY sequence DESC LIMIT $kept)
            """,
            ("$session", session),
            ("$kept", (long)Kept));
    }

    /// <summary>Whole ones of a version, newest first.</summary>
    /// <param name="session">Whose.</param>
    /// <param name="kernelVersion">Only of this program.</param>
    /// <param name="lastSequence">Only up to this input.</param>
    public List<StoredSnapshot> Valid(long session, string kernelVersion, long lastSequence)
    {
        using var command = connection.Make(
            """
            SELECT sequence, kernel_version, chain, state, checksum FROM snapshot
            WHERE session_no = $session AND kernel_version = $version AND sequence <= $last ORDER BY sequence DESC
            """,
            ("$session", session),
            ("$version", kernelVersion),
            ("$last", lastSequence));
        using var rows = command.ExecuteReader();
        var valid = new List<StoredSnapshot>();
        while (rows.Read())
        {
            var snapshot = new StoredSnapshot(rows.GetInt64(0), rows.GetString(1), rows.GetFieldValue<byte[]>(2), rows.GetFieldValue<byte[]>(3));
            if (rows.GetInt64(4) == ChecksumOf(session, snapshot))
                valid.Add(snapshot);
        }

        return valid;
    }

    private static uint ChecksumOf(long session, StoredSnapshot snapshot)
    {
        Span<byte> place = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(place, session);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(place[8..], snapshot.Sequence);
        return Checksum.Compute(snapshot.State, Checksum.Compute(snapshot.Chain, Checksum.Compute(place)));
    }
}
