using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>Balances as the exchange last told them, alerts, and people's commands with what came of them.</summary>
internal sealed class AccountProjection(Statements statements)
{
    private const string SetBalance = """
        INSERT INTO balances (session_no, asset, free, locked, updated_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (session_no, asset) DO UPDATE SET free = ?3, locked = ?4, updated_at = ?5
        """;

    private const string ClearBalances = "UPDATE balances SET free = 0, locked = 0, updated_at = ?2 WHERE session_no = ?1";

    private const string AddAlert = """
        INSERT OR REPLACE INTO alerts (session_no, sequence, ordinal, time, symbol, code, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    private const string AddCommand = """
        INSERT OR REPLACE INTO commands (session_no, sequence, command_id, asked_by, kind, detail, time) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    private const string SetResult = "UPDATE commands SET is_done = ?3, message = ?4 WHERE session_no = ?1 AND command_id = ?2 AND is_done IS NULL";

    public void On(in ProjectionPoint point, VenueEvent venueEvent)
    {
        if (venueEvent is not VenueEvent.AccountUpdate update)
            return;
        if (update.IsWhole)
            statements.Execute(ClearBalances, point.Session, point.Time.Nanoseconds);
        foreach (var (asset, balance) in update.Balances)
            statements.Execute(SetBalance, point.Session, asset.Code, balance.Free.Raw, balance.Locked.Raw, point.Time.Nanoseconds);
    }

    public void On(in ProjectionPoint point, InstrumentId instrument, Alert alert) => statements.Execute(
        AddAlert, point.Session, point.Sequence, (long)point.Ordinal, point.Time.Nanoseconds, point.SymbolOf(instrument), alert.Code, alert.Message);

    public void On(in ProjectionPoint point, OperatorCommand command) => statements.Execute(
        AddCommand,
        point.Session,
        point.Sequence,
        command.Id,
        command.By,
        StableNames.OfName(command.GetType().Name),
        RecordText.Of(command),
        point.Time.Nanoseconds);

    public void On(in ProjectionPoint point, CommandResult result) =>
        statements.Execute(SetResult, point.Session, result.CommandId, result.IsDone ? 1L : 0L, result.Message);
}
