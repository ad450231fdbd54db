using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal;

/// <summary>One setup of the strategy: its zone, its order, its position, as its traces and fills tell.</summary>
internal sealed class SetupRecord
{
    public required int Number { get; init; }

    public required int Zone { get; init; }

    public required Timestamp Since { get; init; }

    public int Version { get; set; }

    public string Step { get; set; } = "zone";

    public Price Entry { get; set; }

    public Price Target { get; set; }

    public Price Stop { get; set; }

    public Quantity Quantity { get; set; }

    public double BreakEven { get; set; } = double.NaN;

    public double Threshold { get; set; } = double.NaN;

    public string? Model { get; set; }

    public string Verdict { get; set; } = "none";

    public double Probability { get; set; } = double.NaN;

    public double FillProbability { get; set; } = double.NaN;

    public long PulledAt { get; set; } = -1;

    public int Rearms { get; set; }

    public int Streak { get; set; }

    public Timestamp LastShown { get; set; }

    public string? Skip { get; set; }

    public bool IsDone { get; set; }

    public ClientOrderId? Order { get; set; }

    public PositionRecord? Position { get; set; }

    /// <summary>The entry's value.</summary>
    public Money Cost => Entry.Notional(Quantity);

    /// <summary>What is lost at the stop, costs included.</summary>
    public Money Risk(StrategyParameters plan)
    {
        var atStop = Stop.Notional(Quantity);
        return Cost - atStop + Cost.ShareFloor(plan.MakerFeePpm) + atStop.ShareFloor(plan.TakerFeePpm);
    }

    public SetupView View(string symbol, Scales scales, StrategyParameters plan, long lastPacket)
    {
        var isSized = Quantity.Raw > 0;
        var risk = isSized ? Risk(plan) : Money.Zero;
        var atTarget = Target.Notional(Quantity);
        var gain = atTarget - Cost - Cost.ShareFloor(plan.MakerFeePpm) - atTarget.ShareFloor(plan.MakerFeePpm);
        return new SetupView
        {
            N = symbol,
            No = Number,
            V = Version,
            Zone = Zone,
            Step = Step,
            Since = Scales.Ms(Since),
            Entry = scales.Units(Entry),
            Tp = scales.Units(Target),
            Sl = scales.Units(Stop),
            Qty = isSized ? Quantity.ToString() : null,
            Cost = isSized ? scales.Amounts.Text(Cost) : null,
            Risk = isSized ? scales.Amounts.Text(risk) : null,
            Rr = risk.Raw > 0 ? (double)gain.Raw / risk.Raw : null,
            BreakEven = Scales.Finite(BreakEven),
            Thr = Scales.Finite(Threshold),
            Model = Model,
            Verdict = Verdict,
            P = Scales.Finite(Probability),
            FillP = Scales.Finite(FillProbability),
            Rearm = Verdict == "pull" && plan.IsRearmOn && Rearms < plan.MaxRearms && double.IsFinite(Threshold)
                ? new RearmView(Threshold + plan.Hysteresis, Math.Max(0, plan.CooldownPackets - (lastPacket - PulledAt)))
                : null,
            Skip = Skip,
            Done = IsDone,
        };
    }
}
