using MultiSmc.Learning;

namespace MultiSmc.Research;

/// <summary>Order timelines and outcomes of zones as comma-separated tables; prices in canonical units.</summary>
public static class LabelTable
{
    /// <summary>Names of the columns of order timelines.</summary>
    public const string OrderHeader = "zone,seq,time_ns,entry,sl,tp";

    /// <summary>Names of the columns of outcomes.</summary>
    public const string OutcomeHeader =
        "zone,side,result,fill_id,fill_time_ns,fill_packet,entry,sl,tp,exit_id,exit_time_ns,exit_packet,exit_price,gross_bps,net_bps,label";

    /// <summary>A change of an order as a row, without a line end; empty levels when it is taken away.</summary>
    public static string Row(in OrderChange change) => string.Join(
        ',',
        RowText.Of(change.ZoneId),
        RowText.Of(change.Seq),
        RowText.Of(change.Time.Nanoseconds),
        change.IsCancellation ? "" : RowText.Of(change.Entry),
        change.IsCancellation ? "" : RowText.Of(change.Sl),
        change.IsCancellation ? "" : RowText.Of(change.Tp));

    /// <summary>An outcome as a row, without a line end.</summary>
    public static string Row(in ZoneOutcome outcome) => string.Join(
        ',',
        RowText.Of(outcome.ZoneId),
        RowText.Of((long)outcome.Side),
        NameOf(outcome.Kind),
        RowText.Of(outcome.FillId),
        RowText.Of(outcome.FillTime.Nanoseconds),
        RowText.Of(outcome.FillPacket),
        RowText.Of(outcome.Entry),
        RowText.Of(outcome.Sl),
        RowText.Of(outcome.Tp),
        RowText.Of(outcome.ExitId),
        RowText.Of(outcome.ExitTime.Nanoseconds),
        RowText.Of(outcome.ExitPacket),
        RowText.Of(outcome.ExitPrice),
        RowText.Of(outcome.GrossBps),
        RowText.Of(outcome.NetBps),
        RowText.Of(outcome.Label));

    /// <summary>Name of a result.</summary>
    public static string NameOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.NoFill => "no_fill",
        OutcomeKind.Target => "tp",
        OutcomeKind.Stop => "sl",
        OutcomeKind.Time => "time",
        _ => "open",
    };
}
