using MultiSmc.Structure;

namespace MultiSmc.Terminal;

internal sealed record LabFigures(
    int Breaks, int Zones, int Touched, int Kept, int Targets, double? HitRate, double? ExpectancyR, double? ProfitFactor, double? MaxDdR);

/// <summary>What a detector makes of stored packets: its zones, and long zones taken as trades from the entry to the first target or the stop, without costs and without a model.</summary>
internal sealed class LabRun
{
    private readonly List<(long Ended, double R)> _results = [];
    private int _breaks;
    private int _zones;
    private int _touched;
    private int _entered;
    private int _targets;

    public List<StructureNews> Structure { get; } = [];

    public Dictionary<int, ZoneRecord> Zones { get; } = [];

    /// <summary>The zones for the page, by number. Once the run is over nothing of it changes.</summary>
    public IReadOnlyList<ZoneView> Views { get; private set; } = [];

    /// <summary>Runs the detector along packets.</summary>
    /// <param name="source">The packets.</param>
    /// <param name="parameters">How.</param>
    /// <param name="keepsPicture">Structure and zones are kept for drawing; otherwise only the figures.</param>
    public static LabRun Of(LabSource source, StructureParameters parameters, bool keepsPicture)
    {
        var run = new LabRun();
        var (symbol, rows, first) = (source.Symbol, source.Rows, source.First);
        var detector = new StructureDetector(parameters);
        var segment = rows.Length > 0 ? rows[0].Segment : 0;
        for (var i = 0; i < rows.Length; i++)
        {
            ref readonly var row = ref rows[i];
            if (row.Segment != segment)
            {
                segment = row.Segment;
                run.Take(symbol, detector, detector.Reset(), rows, first, keepsPicture);
            }

            run.Take(symbol, detector, detector.Add(new Bar(row.O, row.H, row.L, row.C)), rows, first, keepsPicture);
        }

        run.Views = [.. run.Zones.Values.Select(zone => zone.View(symbol))];
        return run;
    }

    public LabFigures Figures()
    {
        var (won, lost, sum, highest, drawdown) = (0.0, 0.0, 0.0, 0.0, 0.0);
        foreach (var (_, r) in _results)
        {
            won += Math.Max(0, r);
            lost -= Math.Min(0, r);
            sum += r;
            highest = Math.Max(highest, sum);
            drawdown = Math.Max(drawdown, highest - sum);
        }

        var count = _results.Count;
        return new LabFigures(
            _breaks,
            _zones,
            _touched,
            _entered,
            _targets,
            count == 0 ? null : (double)_targets / count,
            count == 0 ? null : sum / count,
            lost > 0 ? won / lost : null,
            count == 0 ? null : 0 - drawdown);
    }

    private void Take(string symbol, StructureDetector detector, ReadOnlySpan<StructureEvent> events, PacketRow[] rows, long first, bool keepsPicture)
    {
        foreach (ref readonly var news in events)
        {
            if (news.Kind is StructureEventKind.BosBull or StructureEventKind.ChochBull)
                _breaks++;
            if (news.Kind >= StructureEventKind.ZoneCreated)
            {
                if (news.ZoneId >= 0)
                    Keep(detector.GetZone(news.ZoneId), news.Kind, news.Reason, rows, first, keepsPicture);
            }
            else if (keepsPicture)
            {
                Structure.Add(NewsOf(symbol, in news, first));
            }
        }
    }

    private void Keep(in Zone zone, StructureEventKind kind, StructureReason reason, PacketRow[] rows, long first, bool keepsPicture)
    {
        if (keepsPicture)
        {
            if (!Zones.TryGetValue(zone.Id, out var record))
                Zones.Add(zone.Id, record = new ZoneRecord());
            record.Zone = Shifted(in zone, first);
            record.Version++;
            record.EndReason = reason == StructureReason.None ? record.EndReason : reason;
        }

        if (zone.Side != Direction.Long)
            return;
        switch (kind)
        {
            case StructureEventKind.ZoneCreated:
                _zones++;
                break;
            case StructureEventKind.ZoneTouched:
                _touched++;
                break;
            case StructureEventKind.ZoneEntered:
                // A gap may reach the entry without a touch of its own.
                _touched += zone.TouchedAt < 0 ? 1 : 0;
                _entered++;
                break;
            default:
                if (!zone.IsLive && zone.EnteredAt >= 0)
                    Close(in zone, rows);
                break;
        }
    }

    private void Close(in Zone zone, PacketRow[] rows)
    {
        var risk = zone.Entry - zone.Sl;
        if (risk <= 0)
            return;
        var exit = zone.State switch
        {
            ZoneState.Completed => zone.Tp1,
            ZoneState.Invalidated => zone.Sl,
            _ => zone.EndedAt >= 0 && zone.EndedAt < rows.Length ? rows[zone.EndedAt].C : zone.Entry,
        };
        _targets += zone.State == ZoneState.Completed ? 1 : 0;
        _results.Add((zone.EndedAt, (double)(exit - zone.Entry) / risk));
    }

    private static StructureNews NewsOf(string symbol, in StructureEvent news, long first) => news.Kind switch
    {
        StructureEventKind.SwingHigh or StructureEventKind.SwingLow => new StructureNews
        {
            K = "swing",
            N = symbol,
            I = news.Index + first,
            At = news.Packet + first,
            Px = news.Price,
            Hi = news.Kind == StructureEventKind.SwingHigh,
            Label = ContractNames.Of(news.Label),
            Rep = news.IsReplacement,
        },
        _ => new StructureNews
        {
            K = ContractNames.Of(news.BreakKind),
            N = symbol,
            I = news.Index + first,
            At = news.Packet + first,
            Px = news.Price,
            Up = news.Kind is StructureEventKind.BosBull or StructureEventKind.ChochBull,
        },
    };

    // The detector counts from 0; the page from the start of the epoch.
    private static Zone Shifted(in Zone zone, long first) => zone with
    {
        OriginIndex = Shift(zone.OriginIndex, first),
        ExtIndex = Shift(zone.ExtIndex, first),
        Created = Shift(zone.Created, first),
        TouchedAt = Shift(zone.TouchedAt, first),
        EnteredAt = Shift(zone.EnteredAt, first),
        EndedAt = Shift(zone.EndedAt, first),
        BrokenIndex = Shift(zone.BrokenIndex, first),
    };

    private static long Shift(long index, long first) => index < 0 ? index : index + first;
}
