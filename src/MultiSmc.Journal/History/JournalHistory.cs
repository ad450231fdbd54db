using Microsoft.Data.Sqlite;
using MultiSmc.Core;

namespace MultiSmc.Journal;

/// <summary>
/// Answers questions about what happened, from any process, while the session runs or after; blocks nobody. Rows are at most as far behind the journal as
/// the tables are: milliseconds. Not for threads to share.
/// </summary>
public sealed class JournalHistory : IDisposable
{
    private readonly SqliteConnection _connection;

    private JournalHistory(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens a journal for reading.</summary>
    /// <param name="file">Its path.</param>
    /// <exception cref="JournalException">There is none, or it has another layout.</exception>
    public static JournalHistory Open(string file)
    {
        if (!File.Exists(file))
            throw new JournalException($"{file}: no such journal");
        var connection = JournalDatabase.OpenReader(file);
        if (Migrations.VersionOf(connection) is var version && version == Migrations.Steps.Count)
            return new JournalHistory(connection);
        connection.Dispose();
        throw new JournalException($"{file} has layout {version}, this version reads {Migrations.Steps.Count}; an older one is brought up when a session is started or replayed");
    }

    /// <summary>Every session, oldest first.</summary>
    public IReadOnlyList<StoredSession> Sessions() => new SessionTable(_connection).All();

    /// <summary>Orders by the time they were sent, oldest first.</summary>
    public IReadOnlyList<OrderRow> Orders(HistoryQuery query) => Read(
        "orders", "sent_at", "list_id, client_order_id, symbol, side, type, quantity, price, stop_price, sent_at, state, status, filled, filled_quote, reason, updated_at", query,
        static row => new OrderRow(
            row.Session, new ClientOrderId(row.Text(1)), row.TextOrNull(0) is { } list ? new ClientListId(list) : null, row.Text(2), row.Text(3), row.Text(4),
            new Quantity(row.Number(5)), new Price(row.Number(6)), new Price(row.Number(7)), row.Time(8), row.Text(9), row.TextOrNull(10),
            new Quantity(row.Number(11)), new Money(row.Number(12)), row.Text(13), row.Time(14)));

    /// <summary>Executions by the exchange's time, oldest first.</summary>
    public IReadOnlyList<FillRow> Fills(HistoryQuery query) => Read(
        "fills", "time", "symbol, trade_id, client_order_id, side, price, quantity, quote, fee, fee_asset, liquidity, time", query,
        static row => new FillRow(
            row.Session, row.Text(0), new TradeId(row.Number(1)), new ClientOrderId(row.Text(2)), row.Text(3), new Price(row.Number(4)), new Quantity(row.Number(5)),
            new Money(row.Number(6)), new Money(row.Number(7)), new Asset(row.Text(8)), row.Text(9), row.Time(10)));

    /// <summary>Closed positions by their closing, oldest first.</summary>
    public IReadOnlyList<TradeRow> Trades(HistoryQuery query) => Read(
        "trades", "closed_at",
        "symbol, setup, zone, opened_at, closed_at, bought, bought_quote, sold, sold_quote, fees, net, initial_risk, reason, detail", query,
        static row => new TradeRow(
            row.Session, row.Text(0), (int)row.Number(1), (int)row.Number(2), row.Time(3), row.Time(4), new Quantity(row.Number(5)), new Money(row.Number(6)),
            new Quantity(row.Number(7)), new Money(row.Number(8)), new Money(row.Number(9)), new Money(row.Number(10)), new Money(row.Number(11)), row.Text(12), row.Text(13)));

    /// <summary>The strategy's steps, oldest first.</summary>
    public IReadOnlyList<DecisionRow> Decisions(HistoryQuery query) => Read(
        "decisions", "time", "sequence, time, symbol, kind, setup, zone, detail", query,
        static row => new DecisionRow(
            row.Session, row.Number(0), row.Time(1), row.Text(2), row.Text(3), (int?)row.NumberOrNull(4), (int?)row.NumberOrNull(5), row.Text(6)));

    /// <summary>What people were told, oldest first.</summary>
    public IReadOnlyList<AlertRow> Alerts(HistoryQuery query) => Read(
        "alerts", "time", "sequence, time, symbol, code, message", query,
        static row => new AlertRow(row.Session, row.Number(0), row.Time(1), row.Text(2), row.Text(3), row.Text(4)));

    /// <summary>People's commands, oldest first; a symbol does not narrow them.</summary>
    public IReadOnlyList<CommandRow> Commands(HistoryQuery query) => Read(
        "commands", "time", "time, command_id, asked_by, kind, detail, is_done, message", query with { Symbol = null },
        static row => new CommandRow(
            row.Session, row.Time(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.NumberOrNull(5) is { } done ? done != 0 : null, row.TextOrNull(6)));

    /// <summary>What is held because of executions.</summary>
    public IReadOnlyList<PositionRow> Positions(HistoryQuery query) => Read(
        "positions", "updated_at", "symbol, quantity, bought_quote, sold_quote, fees_quote, updated_at", query,
        static row => new PositionRow(
            row.Session, row.Text(0), new Quantity(row.Number(1)), new Money(row.Number(2)), new Money(row.Number(3)), new Money(row.Number(4)), row.Time(5)));

    /// <summary>What the exchange last said we have; a symbol does not narrow it.</summary>
    public IReadOnlyList<BalanceRow> Balances(HistoryQuery query) => Read(
        "balances", "updated_at", "asset, free, locked, updated_at", query with { Symbol = null },
        static row => new BalanceRow(
            row.Session, new AssetBalance(new Asset(row.Text(0)), new Balance(new Money(row.Number(1)), new Money(row.Number(2)))), row.Time(3)));

    /// <summary>Zones by their last change, oldest first.</summary>
    public IReadOnlyList<ZoneRow> Zones(HistoryQuery query) => Read(
        "zones", "updated_at", "symbol, zone, side, kind, state, price_decimals, top, entry, bottom, sl, tp1, created_at, updated_at", query,
        static row => new ZoneRow(
            row.Session, row.Text(0), (int)row.Number(1), row.Text(2), row.Text(3), row.Text(4), row.Units(6, 5), row.Units(7, 5), row.Units(8, 5), row.Units(9, 5),
            row.Units(10, 5), row.Time(11), row.Time(12)));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    // Names of tables and columns are ours; what the caller says goes by parameters.
    private List<T> Read<T>(string table, string time, string columns, HistoryQuery query, Func<HistoryRow, T> make)
    {
        var bySymbol = query.Symbol is null ? "" : "AND t.symbol = $symbol";
        var bySession = query.Session is null ? "" : "AND s.id = $session";
        var named = string.Join(", ", columns.Split(", ").Select(column => "t." + column));
        using var command = _connection.Make(
            $"""
            SELECT s.id, {named} FROM {table} t JOIN session s ON s.no = t.session_no
            WHERE t.{time} >= $from AND t.{time} < $to {bySymbol} {bySession} ORDER BY t.{time} DESC, t.session_no DESC LIMIT $limit
            """,
            ("$from", query.From.Nanoseconds),
            ("$to", query.To.Nanoseconds),
            ("$limit", (long)query.Limit));
        if (query.Symbol is not null)
            command.Parameters.AddWithValue("$symbol", query.Symbol);
        if (query.Session is not null)
            command.Parameters.AddWithValue("$session", query.Session);
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
            found.Add(make(new HistoryRow(rows)));
        found.Reverse();
        return found;
    }
}
