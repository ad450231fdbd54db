using System.Text.Json;

namespace MultiSmc.Terminal;

/// <summary>Packets that the lab works on, as they were at one moment. What is made of them once (columns, overview) is kept with them.</summary>
internal sealed class LabSource
{
    /// <summary>Packets that are worked on at most.</summary>
    public const int MaxPackets = 100_000;

    private const int OverviewPoints = 400;

    private readonly Lazy<byte[]> _columns;

    /// <param name="market">Whose they are, with the values of the session for what no slider says.</param>
    /// <param name="rows">The packets, oldest first.</param>
    /// <param name="first">Index of the oldest.</param>
    /// <param name="tag">Name of just these packets: another one for every change in them.</param>
    /// <param name="epoch">What their indices hold within.</param>
    public LabSource(TerminalMarket market, PacketRow[] rows, long first, string tag, string epoch)
    {
        (Market, Rows, First, Tag) = (market, rows, first, tag);
        _columns = new Lazy<byte[]>(() => JsonSerializer.SerializeToUtf8Bytes(
            PacketColumns.Of(Symbol, epoch, ShownFrom, First, Last, Rows[^Shown..]), TerminalJson.Options));
    }

    public TerminalMarket Market { get; }

    public string Symbol => Market.Instrument.Symbol;

    public PacketRow[] Rows { get; }

    /// <summary>Index of the oldest packet.</summary>
    public long First { get; }

    /// <summary>Index of the newest packet.</summary>
    public long Last => First + Rows.Length - 1;

    public string Tag { get; }

    /// <summary>Packets that an answer draws.</summary>
    public int Shown => Math.Min(Rows.Length, TerminalDescription.MaxPackets);

    /// <summary>Index of the first of them.</summary>
    public long ShownFrom => Last - Shown + 1;

    /// <summary>The packets that are drawn, as a written <see cref="PacketColumns"/>.</summary>
    public ReadOnlySpan<byte> Columns => _columns.Value;

    /// <summary>Closes over the whole range, thinned out.</summary>
    public IEnumerable<long> Overview()
    {
        var step = Math.Max(1, Rows.Length / OverviewPoints);
        for (var at = 0; at < Rows.Length; at += step)
            yield return Rows[at].C;
    }
}
