namespace MultiSmc.Learning;

/// <summary>
/// What a model is, what it was made of and how good it was: passport.json beside the weights. Everything in it is plain data, computed elsewhere.
/// Times are UTC, prices canonical units, fees and shares "ppm" or fractions in [0, 1].
/// </summary>
public sealed record ModelPassport
{
    /// <summary>The layout that this version writes and reads.</summary>
    public const int CurrentSchema = 1;

    /// <summary>Layout of the file.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Name of the model; equals its folder's.</summary>
    public required string Name { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The weights.</summary>
    public required PassportModel Model { get; init; }

    /// <summary>What the model sees.</summary>
    public required PassportFeatures Features { get; init; }

    /// <summary>Where it may be used.</summary>
    public required PassportMarket Market { get; init; }

    /// <summary>How trades became packets.</summary>
    public required PassportPackets Packets { get; init; }

    /// <summary>How packets became structure.</summary>
    public required PassportStructure Structure { get; init; }

    /// <summary>How zones became labels.</summary>
    public required PassportLabels Labels { get; init; }

    /// <summary>What it was trained on.</summary>
    public required PassportData Data { get; init; }

    /// <summary>How it was trained.</summary>
    public required PassportTraining Training { get; init; }

    /// <summary>How its rows were parted for the metrics.</summary>
    public required PassportSplits Splits { get; init; }

    /// <summary>How good it was out of fold.</summary>
    public required PassportMetrics Metrics { get; init; }

    /// <summary>From margin to probability.</summary>
    public required PassportCalibration Calibration { get; init; }

    /// <summary>From probability to decision.</summary>
    public required PassportThreshold Threshold { get; init; }

    /// <summary>Conditions it had to meet before it could be used, met or not.</summary>
    public required IReadOnlyList<PassportGate> Gates { get; init; }

    /// <summary>How many others were tried; null where nothing was selected.</summary>
    public required PassportTrials? Trials { get; init; }

    /// <summary>Statistics against self-deception; null where not computed.</summary>
    public required PassportOverfitting? Overfitting { get; init; }

    /// <summary>The program that made it.</summary>
    public required PassportCode Code { get; init; }
}

/// <summary>Features of the model.</summary>
public sealed record PassportFeatures
{
    /// <summary>Name of the schema: "ote-approach".</summary>
    public required string Schema { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the schema's canonical text, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Names in row order.</summary>
    public required IReadOnlyList<string> Names { get; init; }
}

/// <summary>The program that made a model.</summary>
/// <param name="Version">Version of this system.</param>
/// <param name="Commit">Revision of its source; empty where unknown.</param>
public sealed record PassportCode(string Version, string Commit);
