using Microsoft.Data.Sqlite;

namespace MultiSmc.Journal;

/// <summary>Opens connections to a journal's file the way the journal needs them.</summary>
internal static class JournalDatabase
{
    /// <summary>For the one that writes: WAL; a commit waits for the disk; the log is copied back by us when there is time, not in a commit's way.</summary>
    public static SqliteConnection OpenWriter(string file, JournalOptions options)
    {
        var connection = Connect(file, SqliteOpenMode.ReadWriteCreate);
        connection.Execute("PRAGMA auto_vacuum = INCREMENTAL"); // takes effect on a new file only: what retention frees can go back to the disk
        connection.Execute("PRAGMA journal_mode = WAL");
        connection.Execute(options.IsDurable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF");
        connection.Execute("PRAGMA wal_autocheckpoint = 0");
        Limit(connection, options.QuotaBytes - options.ReserveBytes);
        return connection;
    }

    /// <summary>Sets the largest size of the database; 0 and below: the disk's.</summary>
    public static void Limit(SqliteConnection connection, long bytes)
    {
        if (bytes <= 0)
            return;
        var pages = Math.Max(1, bytes / connection.Scalar<long>("PRAGMA page_size"));
        connection.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
    }

    /// <summary>For those that ask: sees what is committed, blocks nobody.</summary>
    public static SqliteConnection OpenReader(string file) => Connect(file, SqliteOpenMode.ReadOnly);

    private static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 5,
        }.ToString());
        try
        {
            connection.Open();
            connection.Execute("PRAGMA busy_timeout = 5000");
            connection.Scalar<long>("PRAGMA schema_version"); // the first read shows whether it is a database at all
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new JournalException($"{file} can't be opened as a journal: {fault.Message}", fault);
        }
    }
}
