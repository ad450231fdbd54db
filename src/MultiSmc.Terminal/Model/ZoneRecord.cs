using MultiSmc.Structure;

namespace MultiSmc.Terminal;

/// <summary>A zone with what became of it.</summary>
internal sealed class ZoneRecord
{
    private double _sum;

    public Zone Zone { get; set; }

    public int Version { get; set; }

    public StructureReason EndReason { get; set; }

    public string? Skip { get; set; }

    public int? Setup { get; set; }

    /// <summary>The setup that was made of it, traded or not.</summary>
    public int? Planned { get; set; }

    /// <summary>The model took its order back and it never filled.</summary>
    public bool IsPulled { get; set; }

    /// <summary>Says more than the detector: how the trade ended.</summary>
    public string? TradeOutcome { get; set; }

    public ZoneTrade? Trade { get; set; }

    /// <summary>What would have become of the order that the model took back; null where it took none.</summary>
    public WouldView? Would { get; set; }

    public int Checks { get; private set; }

    public double LowestProbability { get; private set; } = double.PositiveInfinity;

    public double LastProbability { get; private set; } = double.NaN;

    public long LowestAt { get; private set; } = -1;

    public long LowestTime { get; private set; }

    /// <summary>Packet until which there is something to tell of it.</summary>
    public long EndsAt => Would is { S: "open" } ? long.MaxValue : Math.Max(Zone.EndedAt, Math.Max(Trade?.OutAt ?? -1, Would?.OutAt ?? -1));

    public void Judge(double probability, long packet, long time)
    {
        Checks++;
        _sum += probability;
        LastProbability = probability;
        if (probability >= LowestProbability)
            return;
        LowestProbability = probability;
        LowestAt = packet;
        LowestTime = time;
    }

    public string? Outcome
    {
        get
        {
            if (TradeOutcome is not null)
                return TradeOutcome;
            if (Zone.IsLive || Trade is { OutAt: < 0 })
                return null;
            if (IsPulled)
                return "model";
            return Setup is null && Skip is not null ? "skipped" : ContractNames.OutcomeOf(Zone.State, EndReason);
        }
    }

    public ZoneView View(string symbol) => new()
    {
        N = symbol,
        Id = Zone.Id,
        V = Version,
        Up = Zone.Side == Direction.Long,
        Kind = ContractNames.Of(Zone.Kind),
        State = ContractNames.Of(Zone.State),
        OriginAt = Zone.OriginIndex,
        ExtAt = Zone.ExtIndex,
        Created = Zone.Created,
        TouchedAt = Zone.TouchedAt,
        EnteredAt = Zone.EnteredAt,
        EndedAt = Zone.EndedAt,
        Origin = Zone.Origin,
        Ext = Zone.Ext,
        Top = Zone.Top,
        Entry = Zone.Entry,
        Bottom = Zone.Bottom,
        Eq = Zone.Eq,
        Sl = Zone.Sl,
        Tp = [Zone.Tp1, Zone.Tp2, Zone.Tp3],
        Outcome = Outcome,
        Skip = Skip,
        Setup = Setup,
        Checks = Checks == 0 ? null : new ZoneChecks(Checks, LowestProbability, _sum / Checks, LastProbability, LowestAt, LowestTime),
        Trade = Trade,
        Would = Would,
    };
}
