using MultiSmc.Core;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Journal;

/// <summary>
/// Zones, the strategy's steps, and closed positions. A step of a kind that this page does not know is a decision like any other: its case is its kind, its
/// fields are the detail.
/// </summary>
internal sealed class StrategyProjection(Statements statements)
{
    private const string SetZone = """
        INSERT INTO zones (session_no, symbol, zone, side, kind, state, version, price_decimals, origin, extreme, top, entry, bottom, sl, tp1, tp2, tp3,
            created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?18)
        ON CONFLICT (session_no, symbol, zone) DO UPDATE SET state = ?6, version = ?7, origin = ?9, extreme = ?10, top = ?11, entry = ?12, bottom = ?13,
            sl = ?14, tp1 = ?15, tp2 = ?16, tp3 = ?17, updated_at = ?18
        """;

    private const string AddDecision = """
        INSERT OR REPLACE INTO decisions (session_no, sequence, ordinal, time, symbol, kind, setup, zone, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """;

    private const string AddTrade = """
        INSERT OR REPLACE INTO trades (session_no, symbol, setup, zone, opened_at, closed_at, bought, bought_quote, sold, sold_quote, fees, net, dust, stop, target,
            initial_risk, reason, detail)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
        """;

    public void On(in ProjectionPoint point, InstrumentId instrument, in Zone zone) => statements.Execute(
        SetZone,
        point.Session,
        point.SymbolOf(instrument),
        (long)zone.Id,
        StableNames.Of(zone.Side),
        StableNames.Of(zone.Kind),
        StableNames.Of(zone.State),
        (long)zone.Version,
        (long)(point.InstrumentOf(instrument)?.PriceUnits.Decimals ?? 0),
        zone.Origin,
        zone.Ext,
        zone.Top,
        zone.Entry,
        zone.Bottom,
        zone.Sl,
        zone.Tp1,
        zone.Tp2,
        zone.Tp3,
        point.Time.Nanoseconds);

    public void OnTrace(in ProjectionPoint point, InstrumentId instrument, object trace)
    {
        var step = trace as StrategyTrace;
        statements.Execute(
            AddDecision,
            point.Session,
            point.Sequence,
            (long)point.Ordinal,
            point.Time.Nanoseconds,
            point.SymbolOf(instrument),
            StableNames.OfName(trace.GetType().Name),
            step is null ? null : (long)step.Setup,
            step is null ? null : (long)step.Zone,
            RecordText.Of(trace));
        if (step is StrategyTrace.Closed(_, _, _, var trip))
            Add(point, instrument, trip);
    }

    private void Add(in ProjectionPoint point, InstrumentId instrument, RoundTrip trip) => statements.Execute(
        AddTrade,
        point.Session,
        point.SymbolOf(instrument),
        (long)trip.Setup,
        (long)trip.Zone,
        trip.OpenedAt.Nanoseconds,
        trip.ClosedAt.Nanoseconds,
        trip.Bought.Raw,
        trip.BoughtQuote.Raw,
        trip.Sold.Raw,
        trip.SoldQuote.Raw,
        trip.Fees.Raw,
        trip.NetPnl.Raw,
        trip.Dust.Raw,
        trip.Stop.Raw,
        trip.Target.Raw,
        trip.InitialRisk.Raw,
        StableNames.Of(trip.Reason),
        RecordText.Of(trip));
}
