using System.Security.Cryptography;

namespace MultiSmc.Learning;

/// <summary>Notation of the weights.</summary>
public enum ModelFileFormat
{
    /// <summary>The library's JSON: model.json.</summary>
    Json,

    /// <summary>The library's UBJSON: model.ubj.</summary>
    Ubj,

    /// <summary>The library's JSON document in BSON: model.bson.</summary>
    Bson,
}

/// <summary>The weights of a model.</summary>
public sealed record PassportModel
{
    /// <summary>Name of the file: "model.json", "model.ubj" or "model.bson".</summary>
    public required string File { get; init; }

    /// <summary>Its notation.</summary>
    public required ModelFileFormat Format { get; init; }

    /// <summary>SHA-256 of the file, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The library's name of the objective.</summary>
    public required string Objective { get; init; }

    /// <summary>Rounds in the file.</summary>
    public required int Rounds { get; init; }

    /// <summary>The last round that counts; null: all do.</summary>
    public required int? BestIteration { get; init; }

    /// <summary>Number of features.</summary>
    public required int Features { get; init; }

    /// <summary>Name of the file for a notation.</summary>
    public static string FileName(ModelFileFormat format) => format switch
    {
        ModelFileFormat.Json => "model.json",
        ModelFileFormat.Ubj => "model.ubj",
        ModelFileFormat.Bson => "model.bson",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>This part of the passport, from the weights themselves.</summary>
    /// <param name="weights">Content of the file.</param>
    /// <param name="format">Its notation.</param>
    /// <exception cref="ModelFormatException">The weights cannot be read.</exception>
    public static PassportModel Describe(ReadOnlySpan<byte> weights, ModelFileFormat format) =>
        Describe(weights, format, ReadWeights(weights, format));

    /// <summary>Reads weights in any of the notations.</summary>
    /// <exception cref="ModelFormatException">The weights cannot be read.</exception>
    public static TreeModel ReadWeights(ReadOnlySpan<byte> weights, ModelFileFormat format) =>
        XGBoostModelReader.Read(format == ModelFileFormat.Bson ? BsonModelDocument.ToJson(weights) : weights);

    internal static PassportModel Describe(ReadOnlySpan<byte> weights, ModelFileFormat format, TreeModel model) => new()
    {
        File = FileName(format),
        Format = format,
        Sha256 = Hash(weights),
        Objective = NameOf(model.Objective),
        Rounds = model.Rounds,
        BestIteration = model.BestIteration,
        Features = model.FeatureCount,
    };

    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static string NameOf(TreeObjective objective) => objective switch
    {
        TreeObjective.BinaryLogistic => "binary:logistic",
        TreeObjective.BinaryLogitRaw => "binary:logitraw",
        TreeObjective.MultiSoftProb => "multi:softprob",
        _ => throw new ArgumentOutOfRangeException(nameof(objective)),
    };
}
