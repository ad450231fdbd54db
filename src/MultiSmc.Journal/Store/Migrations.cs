using Microsoft.Data.Sqlite;

namespace MultiSmc.Journal;

/// <summary>The tables, step by step: a database knows by its user_version how many steps it has had. Steps are never changed, only added.</summary>
internal static class Migrations
{
    /// <summary>
    /// 1: sessions and what they were given. The key of a block is session × 2^40 + first sequence: blocks lie in the order in which they were written and
    /// need no second index, which halves what a commit touches.
    /// </summary>
    private const string Journal = """
        CREATE TABLE schema (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
        CREATE TABLE session (
            no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, started_at INTEGER NOT NULL, ended_at INTEGER,
            kernel_version TEXT NOT NULL, configuration_name TEXT NOT NULL, configuration TEXT NOT NULL, configuration_hash TEXT NOT NULL,
            schema_id INTEGER NOT NULL, instruments BLOB NOT NULL, inputs_dropped_at INTEGER);
        CREATE TABLE segment (
            session_no INTEGER NOT NULL, number INTEGER NOT NULL, first_sequence INTEGER NOT NULL, schema_id INTEGER NOT NULL, started_at INTEGER NOT NULL,
            PRIMARY KEY (session_no, number)) WITHOUT ROWID;
        CREATE TABLE block (key INTEGER PRIMARY KEY, count INTEGER NOT NULL, last_time INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE TABLE snapshot (
            session_no INTEGER NOT NULL, sequence INTEGER NOT NULL, kernel_version TEXT NOT NULL, chain BLOB NOT NULL, state BLOB NOT NULL, checksum INTEGER NOT NULL,
            PRIMARY KEY (session_no, sequence));
        """;

    /// <summary>2: what came of it, for questions. Money, prices and quantities are integers in steps of 10^-8, times nanoseconds.</summary>
    private const string Projections = """
        CREATE TABLE projection (id INTEGER PRIMARY KEY CHECK (id = 1), block_key INTEGER NOT NULL);
        INSERT INTO projection (id, block_key) VALUES (1, -1);
        CREATE TABLE orders (
            session_no INTEGER NOT NULL, client_order_id TEXT NOT NULL, list_id TEXT, symbol TEXT NOT NULL, side TEXT NOT NULL, type TEXT NOT NULL,
            time_in_force TEXT NOT NULL, quantity INTEGER NOT NULL, price INTEGER NOT NULL, stop_price INTEGER NOT NULL, sequence INTEGER NOT NULL,
            sent_at INTEGER NOT NULL, state TEXT NOT NULL, status TEXT, venue_order_id INTEGER, filled INTEGER NOT NULL, filled_quote INTEGER NOT NULL,
            reason TEXT NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (session_no, client_order_id)) WITHOUT ROWID;
        CREATE INDEX orders_by_time ON orders (sent_at);
        CREATE TABLE fills (
            session_no INTEGER NOT NULL, symbol TEXT NOT NULL, trade_id INTEGER NOT NULL, client_order_id TEXT NOT NULL, side TEXT NOT NULL, price INTEGER NOT NULL,
            quantity INTEGER NOT NULL, quote INTEGER NOT NULL, fee INTEGER NOT NULL, fee_asset TEXT NOT NULL, liquidity TEXT NOT NULL, time INTEGER NOT NULL,
            evidence TEXT NOT NULL, sequence INTEGER NOT NULL, PRIMARY KEY (session_no, symbol, trade_id)) WITHOUT ROWID;
        CREATE INDEX fills_by_time ON fills (time);
        CREATE TABLE trades (
            session_no INTEGER NOT NULL, symbol TEXT NOT NULL, setup INTEGER NOT NULL, zone INTEGER NOT NULL, opened_at INTEGER NOT NULL, closed_at INTEGER NOT NULL,
            bought INTEGER NOT NULL, bought_quote INTEGER NOT NULL, sold INTEGER NOT NULL, sold_quote INTEGER NOT NULL, fees INTEGER NOT NULL, net INTEGER NOT NULL,
            dust INTEGER NOT NULL, stop INTEGER NOT NULL, target INTEGER NOT NULL, initial_risk INTEGER NOT NULL, reason TEXT NOT NULL, detail TEXT NOT NULL,
            PRIMARY KEY (session_no, symbol, setup)) WITHOUT ROWID;
        CREATE INDEX trades_by_time ON trades (closed_at);
        CREATE TABLE positions (
            session_no INTEGER NOT NULL, symbol TEXT NOT NULL, quantity INTEGER NOT NULL, bought_quote INTEGER NOT NULL, sold_quote INTEGER NOT NULL,
            fees_quote INTEGER NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (session_no, symbol)) WITHOUT ROWID;
        CREATE TABLE balances (
            session_no INTEGER NOT NULL, asset TEXT NOT NULL, free INTEGER NOT NULL, locked INTEGER NOT NULL, updated_at INTEGER NOT NULL,
            PRIMARY KEY (session_no, asset)) WITHOUT ROWID;
        CREATE TABLE zones (
            session_no INTEGER NOT NULL, symbol TEXT NOT NULL, zone INTEGER NOT NULL, side TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, version INTEGER NOT NULL,
            price_decimals INTEGER NOT NULL, origin INTEGER NOT NULL, extreme INTEGER NOT NULL, top INTEGER NOT NULL, entry INTEGER NOT NULL, bottom INTEGER NOT NULL,
            sl INTEGER NOT NULL, tp1 INTEGER NOT NULL, tp2 INTEGER NOT NULL, tp3 INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL,
            PRIMARY KEY (session_no, symbol, zone)) WITHOUT ROWID;
        CREATE TABLE decisions (
            session_no INTEGER NOT NULL, sequence INTEGER NOT NULL, ordinal INTEGER NOT NULL, time INTEGER NOT NULL, symbol TEXT NOT NULL, kind TEXT NOT NULL,
            setup INTEGER, zone INTEGER, detail TEXT NOT NULL, PRIMARY KEY (session_no, sequence, ordinal)) WITHOUT ROWID;
        CREATE INDEX decisions_by_time ON decisions (time);
        CREATE TABLE alerts (
            session_no INTEGER NOT NULL, sequence INTEGER NOT NULL, ordinal INTEGER NOT NULL, time INTEGER NOT NULL, symbol TEXT NOT NULL, code TEXT NOT NULL,
            message TEXT NOT NULL, PRIMARY KEY (session_no, sequence, ordinal)) WITHOUT ROWID;
        CREATE INDEX alerts_by_time ON alerts (time);
        CREATE TABLE commands (
            session_no INTEGER NOT NULL, sequence INTEGER NOT NULL, command_id TEXT NOT NULL, asked_by TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL,
            time INTEGER NOT NULL, is_done INTEGER, message TEXT, PRIMARY KEY (session_no, sequence)) WITHOUT ROWID;
        """;

    /// <summary>In order; a database of version n has had the first n.</summary>
    public static IReadOnlyList<string> Steps { get; } = [Journal, Projections];

    /// <summary>Brings a database to this version, each step whole or not at all.</summary>
    /// <param name="connection">Open for writing.</param>
    /// <param name="file">For messages.</param>
    /// <param name="upTo">For tests: how far.</param>
    /// <exception cref="JournalException">It was written by a later version.</exception>
    public static void Apply(SqliteConnection connection, string file, int? upTo = null)
    {
        var version = (int)VersionOf(connection);
        if (version > Steps.Count)
            throw new JournalException($"{file} has layout {version}, this version knows {Steps.Count}: open it with the version that wrote it");
        for (; version < (upTo ?? Steps.Count); version++)
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(Steps[version]);
            connection.Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA user_version = {version + 1}"));
            transaction.Commit();
        }
    }

    public static long VersionOf(SqliteConnection connection) => connection.Scalar<long>("PRAGMA user_version");
}
