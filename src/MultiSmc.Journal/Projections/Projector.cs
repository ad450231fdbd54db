using Microsoft.Data.Sqlite;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>Where an effect or input stands.</summary>
/// <param name="Session">Number of the session.</param>
/// <param name="Sequence">The input.</param>
/// <param name="Time">Its time.</param>
/// <param name="Ordinal">Place of the effect within the input.</param>
/// <param name="Instruments">Of the session.</param>
internal readonly record struct ProjectionPoint(long Session, long Sequence, Timestamp Time, int Ordinal, IReadOnlyList<Instrument> Instruments)
{
    public Instrument? InstrumentOf(InstrumentId id) => id.Index >= 0 && id.Index < Instruments.Count ? Instruments[id.Index] : null;

    /// <summary>Symbol of an instrument; empty for one that the session does not have.</summary>
    public string SymbolOf(InstrumentId id) => InstrumentOf(id)?.Symbol ?? "";
}

/// <summary>
/// Makes tables for questions out of the journal's blocks: while a session runs, after each commit; at opening, for what a crash left out. It follows
/// the journal by a cursor (the key of the last block it took in), which moves in the same transaction as the tables. So the tables are
/// always those of a prefix of the journal, each block taken in once. They are not part of the commit that an order waits for.
/// </summary>
internal sealed class Projector : IDisposable
{
    private static readonly string[] Tables = ["orders", "fills", "trades", "positions", "balances", "zones", "decisions", "alerts", "commands"];

    private readonly SqliteConnection _connection;
    private readonly BlockOpener _blocks;
    private readonly Statements _statements;
    private readonly OrderProjection _orders;
    private readonly FillProjection _fills;
    private readonly AccountProjection _accounts;
    private readonly StrategyProjection _strategy;

    public Projector(SqliteConnection connection, BlockOpener blocks)
    {
        _connection = connection;
        _blocks = blocks;
        _statements = new Statements(connection);
        _orders = new OrderProjection(_statements);
        _fills = new FillProjection(_statements);
        _accounts = new AccountProjection(_statements);
        _strategy = new StrategyProjection(_statements);
    }

    /// <summary>Key of the last block that was taken in, or −1.</summary>
    public long Cursor => _connection.Scalar<long>("SELECT block_key FROM projection");

    /// <summary>Takes blocks in, inside the caller's transaction.</summary>
    /// <param name="blocks">The next ones, in order.</param>
    public void Project(IReadOnlyList<(long Session, SealedBlock Block)> blocks)
    {
        foreach (var (session, block) in blocks)
            Take(session, block);
        if (blocks is [.., var (lastSession, last)])
            _statements.Execute("UPDATE projection SET block_key = ?1", SessionTable.KeyOf(lastSession, last.FirstSequence));
    }

    /// <summary>Takes in what the journal has and the tables have not: some hundred blocks a transaction.</summary>
    /// <returns>How many blocks that were.</returns>
    public int CatchUp(BlockTable table)
    {
        const int PerTransaction = 256;
        var total = 0;
        while (true)
        {
            (long, SealedBlock)[] next = [.. table.After(Cursor).Take(PerTransaction)];
            if (next.Length == 0)
                return total;
            _connection.Execute("BEGIN IMMEDIATE");
            try
            {
                Project(next);
                _connection.Execute("COMMIT");
            }
            catch
            {
                _connection.Execute("ROLLBACK");
                throw;
            }

            total += next.Length;
        }
    }

    /// <summary>Empties the tables of a session and lets them be made again by <see cref="CatchUp"/>, with those of every session after it.</summary>
    public void Forget(long firstSession)
    {
        _connection.Execute("BEGIN IMMEDIATE");
        foreach (var name in Tables)
            _connection.Execute($"DELETE FROM {name} WHERE session_no >= $no", ("$no", firstSession));
        _connection.Execute("UPDATE projection SET block_key = $key", ("$key", SessionTable.KeyOf(firstSession, 0) - 1));
        _connection.Execute("COMMIT");
    }

    public void Dispose() => _statements.Dispose();

    private void Take(long session, SealedBlock block)
    {
        var instruments = _blocks.SessionOf(session).Header.Instruments;
        var reader = _blocks.Open(session, block);
        while (reader.Read())
        {
            var input = reader.Input;
            if (input.Kind == InputKind.Market && reader.Effects.IsEmpty)
                continue;
            var point = new ProjectionPoint(session, input.Sequence, input.Time, 0, instruments);
            if (input.Kind == InputKind.Venue)
            {
                _orders.On(point, input.Venue);
                _accounts.On(point, input.Venue);
            }
            else if (input.Kind == InputKind.Command)
            {
                _accounts.On(point, input.Command);
            }

            foreach (var effect in reader.ReadEffects())
            {
                On(point, effect);
                point = point with { Ordinal = point.Ordinal + 1 };
            }
        }
    }

    private void On(in ProjectionPoint point, in StoredEffect effect)
    {
        switch (effect.Kind)
        {
            case EffectKind.Submit when effect.Payload is VenueRequest request:
                _orders.On(point, request);
                break;
            case EffectKind.Filled when effect.Payload is Fill fill:
                _fills.On(point, fill);
                break;
            case EffectKind.ZoneChanged:
                _strategy.On(point, effect.Instrument, effect.Zone);
                break;
            case EffectKind.Trace when effect.Payload is { } trace:
                _strategy.OnTrace(point, effect.Instrument, trace);
                break;
            case EffectKind.Alert when effect.Payload is Alert alert:
                _accounts.On(point, effect.Instrument, alert);
                break;
            case EffectKind.EntryLockChanged when effect.Payload is EntryLockChange change:
                _strategy.OnTrace(point, effect.Instrument, change);
                break;
            case EffectKind.CommandResult when effect.Payload is CommandResult result:
                _accounts.On(point, result);
                break;
            default:
                break;
        }
    }
}
