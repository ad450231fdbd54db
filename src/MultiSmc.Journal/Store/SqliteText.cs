using Microsoft.Data.Sqlite;

namespace MultiSmc.Journal;

/// <summary>Statements without ceremony.</summary>
internal static class SqliteText
{
    public static void Execute(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Make(sql, parameters);
        command.ExecuteNonQuery();
    }

    public static T Scalar<T>(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = connection.Make(sql, parameters);
        return command.ExecuteScalar() is T value ? value : throw new InvalidDataException($"no answer to: {sql}");
    }

    /// <summary>Leaves a transaction, if there is one: most failures have done so already.</summary>
    public static void TryRollBack(this SqliteConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // "no transaction is active", or the disk is gone: nothing is left to be undone
        }
    }

    public static SqliteCommand Make(this SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // every text in this room is a constant; values go by parameters
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        return command;
    }
}
