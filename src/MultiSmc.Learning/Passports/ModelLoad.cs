using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Learning;

/// <summary>What a model has to fit before it may judge anything.</summary>
public sealed record ModelExpectation
{
    /// <summary>SHA-256 of the feature schema that this version computes, lower-case hex.</summary>
    public required string FeatureSchemaSha256 { get; init; }

    /// <summary>Names of that schema's features in row order: a row is matched by position, so the model must name the same.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>The symbol it is asked for.</summary>
    public required string Symbol { get; init; }

    /// <summary>The symbol's packets as configured.</summary>
    public required PacketParameters Packets { get; init; }

    /// <summary>The symbol's structure as configured.</summary>
    public required StructureParameters Structure { get; init; }
}

/// <summary>Why a model is refused.</summary>
public enum ModelRefusalReason
{
    /// <summary>The name could not be a model's.</summary>
    Name,

    /// <summary>No such model.</summary>
    NotFound,

    /// <summary>No model is promoted for the symbol, or the promoted one was exchanged since.</summary>
    Promotion,

    /// <summary>The passport is missing, damaged or of another schema.</summary>
    Passport,

    /// <summary>The weights are missing or differ from the passport's checksum.</summary>
    Checksum,

    /// <summary>The weights cannot be read.</summary>
    Weights,

    /// <summary>Passport and weights contradict each other, or the passport itself.</summary>
    Inconsistent,

    /// <summary>The model gives no single probability.</summary>
    Objective,

    /// <summary>Made for other features.</summary>
    Features,

    /// <summary>Made for other symbols.</summary>
    Symbol,

    /// <summary>Made for other packets.</summary>
    Packets,

    /// <summary>Made for another structure.</summary>
    Structure,
}

/// <summary>One reason why a model is refused.</summary>
/// <param name="Reason">Kind.</param>
/// <param name="Message">What differs, with both values.</param>
public sealed record ModelRefusal(ModelRefusalReason Reason, string Message);

/// <summary>Outcome of loading a model.</summary>
public abstract record ModelLoad
{
    private ModelLoad()
    {
    }

    /// <summary>Everything fits.</summary>
    /// <param name="Passport">Its passport.</param>
    /// <param name="Model">Its trees.</param>
    public sealed record Loaded(ModelPassport Passport, TreeModel Model) : ModelLoad;

    /// <summary>Something does not; all that could be found is listed.</summary>
    /// <param name="Reasons">At least one.</param>
    public sealed record Refused(IReadOnlyList<ModelRefusal> Reasons) : ModelLoad
    {
        internal Refused(ModelRefusalReason reason, string message)
            : this([new ModelRefusal(reason, message)])
        {
        }
    }
}
