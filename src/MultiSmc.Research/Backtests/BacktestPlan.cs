using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>One instrument of a backtest.</summary>
public sealed record MarketPlan
{
    /// <summary>What is traded.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>How its trades become packets.</summary>
    public required PacketParameters Packets { get; init; }

    /// <summary>How its packets become structure.</summary>
    public required StructureParameters Structure { get; init; }

    /// <summary>The trading plan.</summary>
    public required StrategyParameters Strategy { get; init; }
}

/// <summary>What judges the order flow.</summary>
/// <param name="Id">Its name: "none" without one.</param>
/// <param name="Create">Makes one for each instrument of each run.</param>
public sealed record ApproachModelPlan(string Id, Func<MarketPlan, IApproachModel> Create)
{
    /// <summary>What it was trained on: a result on any of it proves nothing.</summary>
    public IReadOnlyList<TrainedPeriod> TrainedOn { get; init; } = [];

    /// <summary>Its threshold in each market that it judges, in the order of their ids.</summary>
    public IReadOnlyList<ModelThreshold> Thresholds { get; init; } = [];

    /// <summary>No model: every order stays until its zone ends.</summary>
    public static ApproachModelPlan None { get; } = new("none", _ => new NoModel());
}

/// <summary>Under which probability a market's model pulls its orders, and who said so.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Kind">"fixed", "break-even" or "passport".</param>
/// <param name="Value">The probability; for "break-even" what is added to each zone's own; in [0, 1].</param>
/// <param name="IsConfigured">A person wrote it; otherwise it came with the model, or is the default.</param>
public sealed record ModelThreshold(string Symbol, string Kind, double Value, bool IsConfigured);

/// <summary>A stretch of time that a model was trained on.</summary>
/// <param name="From">First packet's opening.</param>
/// <param name="To">Last packet's close.</param>
public sealed record TrainedPeriod(Timestamp From, Timestamp To);

/// <summary>Everything a backtest depends on, but the tape.</summary>
public sealed record BacktestPlan
{
    /// <summary>Short name of the session ([a-z0-9], at most 12): part of every client order id.</summary>
    public required string Session { get; init; }

    /// <summary>The instruments in the order of their ids; all with one quote asset.</summary>
    public required IReadOnlyList<MarketPlan> Markets { get; init; }

    /// <summary>What may be risked.</summary>
    public required RiskLimits Risk { get; init; }

    /// <summary>How patiently the venue is asked for what is unknown.</summary>
    public ReconciliationPolicy Reconciliation { get; init; } = new();

    /// <summary>What the venue assumes; its fill model is the one the report leads with.</summary>
    public required SimulationParameters Venue { get; init; }

    /// <summary>What judges the order flow.</summary>
    public ApproachModelPlan Model { get; init; } = ApproachModelPlan.None;

    /// <summary>Random models to set the model beside, each with a seed of its own and the same share of zones pulled; 0 without a model.</summary>
    public IReadOnlyList<ApproachModelPlan> Rivals { get; init; } = [];

    /// <summary>What makes the run what it is.</summary>
    public required BacktestIdentity Identity { get; init; }
}
