using System.Text.Json.Serialization;
namespace MultiSmc.Learning;

/// <summary>How zones became labels, fees included: every key of <see cref="LabelParameters"/> but the tick, which stands with each symbol.</summary>
public sealed record PassportLabels
{
    /// <summary>When an order fills.</summary>
    public required FillRule FillRule { get; init; }

    /// <summary>From a decision until it is in force, in nanoseconds.</summary>
    public required long LatencyNs { get; init; }

    /// <summary>Packets after the fill's packet until the position is closed.</summary>
    public required long HoldPackets { get; init; }

    /// <summary>Which target of the zone.</summary>
    public required int TpIndex { get; init; }

    /// <summary>Maker fee.</summary>
    public required long MakerFeePpm { get; init; }

    /// <summary>Taker fee.</summary>
    public required long TakerFeePpm { get; init; }

    /// <summary>How far a stop or a timed exit slips.</summary>
    public required long StopSlippageTicks { get; init; }

    /// <summary>Approach, as a share of the price.</summary>
    public required long ApproachPpm { get; init; }

    /// <summary>Approach, in thousandths of the range.</summary>
    public required long ApproachRangeMilli { get; init; }

    /// <param name="parameters">Parameters.</param>
    public static PassportLabels From(LabelParameters parameters) => new()
    {
        FillRule = parameters.FillRule,
        LatencyNs = parameters.Latency.Nanoseconds,
        HoldPackets = parameters.HoldPackets,
        TpIndex = parameters.TpIndex,
        MakerFeePpm = parameters.MakerFeePpm,
        TakerFeePpm = parameters.TakerFeePpm,
        StopSlippageTicks = parameters.StopSlippageTicks,
        ApproachPpm = parameters.ApproachPpm,
        ApproachRangeMilli = parameters.ApproachRangeMilli,
    };
}

/// <summary>What a model was trained on.</summary>
public sealed record PassportData
{
    /// <summary>Files or catalog ranges, in the order read.</summary>
    public required IReadOnlyList<PassportSource> Sources { get; init; }

    /// <summary>Packets built from them.</summary>
    public required long Packets { get; init; }

    /// <summary>Zones with a label.</summary>
    public required long Zones { get; init; }

    /// <summary>Rows.</summary>
    public required long Samples { get; init; }

    /// <summary>Rows with label 1.</summary>
    public required long Positives { get; init; }
}

/// <summary>A file or a catalog range of trades.</summary>
public sealed record PassportSource
{
    /// <summary>File name or catalog range.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of a file's bytes, lower-case hex; null for a day of a catalog, unless an earlier version wrote the passport.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sha256 { get; init; }

    /// <summary>Hash of the rows of a catalog's day, whatever the packing of its file; null for a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Content { get; init; }

    /// <summary>What tells this data from other data: <see cref="Content"/>, or else <see cref="Sha256"/>; empty where the passport names neither.</summary>
    [JsonIgnore]
    public string Identity => Content ?? Sha256 ?? "";

    /// <summary>First trade's id.</summary>
    public required long FirstId { get; init; }

    /// <summary>Last trade's id.</summary>
    public required long LastId { get; init; }

    /// <summary>First trade's time, nanoseconds since 1970.</summary>
    public required long FirstTimeNs { get; init; }

    /// <summary>Last trade's time, nanoseconds since 1970.</summary>
    public required long LastTimeNs { get; init; }
}
