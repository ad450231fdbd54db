using System.Globalization;
using System.Text;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary>
/// A model in a registry folder, made by hand: one split on imb_1 at 0.5, below it −1, at or above it +1, +1 too where it is not available; the sigmoid
/// of that is the probability, and 0.5 the threshold.
/// </summary>
internal static class ModelOnDisk
{
    public const string Split = "imb_1";

    public static IReadOnlyList<string> Names { get; } = [.. FeatureSchema.OteApproach.Features.Select(static feature => feature.Name)];

    /// <summary>Saves it and returns its folder.</summary>
    public static string Save(string registry, string name, string? schemaSha256 = null)
    {
        var at = Names.ToList().IndexOf(Split).ToString(CultureInfo.InvariantCulture);
        var weights = Encoding.UTF8.GetBytes($$$"""
            {"learner": {"attributes": {}, "feature_names": [],
              "gradient_booster": {"name": "gbtree", "model": {
                "gbtree_model_param": {"num_trees": "1", "num_parallel_tree": "1"}, "tree_info": [0],
                "trees": [{"tree_param": {"num_nodes": "3", "size_leaf_vector": "0"}, "left_children": [1, -1, -1], "right_children": [2, -1, -1],
                  "split_indices": [{{{at}}}, 0, 0], "split_conditions": [0.5, -1, 1], "default_left": [0, 0, 0]}]}},
              "learner_model_param": {"base_score": "0.5", "num_class": "0", "num_feature": "{{{Names.Count}}}"},
              "objective": {"name": "binary:logistic"}},
             "version": [1, 7, 4]}
            """);
        new ModelRegistry(registry).Save(Passport(name, weights, schemaSha256 ?? FeatureSchema.OteApproach.Sha256), weights);
        return Path.Combine(registry, name);
    }

    private static ModelPassport Passport(string name, byte[] weights, string schemaSha256)
    {
        var packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 500_000_000 };
        return new ModelPassport
        {
            Name = name,
            Created = DateTimeOffset.UnixEpoch,
            Model = PassportModel.Describe(weights, ModelFileFormat.Json),
            Features = new PassportFeatures { Schema = "ote-approach", Version = 1, Sha256 = schemaSha256, Names = Names },
            Market = new PassportMarket("binance-spot", [PassportSymbol.From("LTCUSDT", packets, 1)]),
            Packets = PassportPackets.From(packets),
            Structure = PassportStructure.From(new StructureParameters { Left = 3, Right = 3, Tick = 1 }),
            Labels = PassportLabels.From(new LabelParameters()),
            Data = new PassportData { Sources = [], Packets = 0, Zones = 0, Samples = 0, Positives = 0 },
            Training = new PassportTraining
            {
                Library = "by hand", Version = "1", Parameters = new Dictionary<string, string>(), Rounds = 1, EarlyStoppingRounds = 0, Seed = 1, Threads = 1,
                Weights = "none",
            },
            Splits = new PassportSplits { Kind = "walk-forward", Folds = 1, Embargo = 100, BlockBounds = [] },
            Metrics = new PassportMetrics([], new PassportFold
            {
                Samples = 0, Zones = 0, Auc = null, LogLoss = null, Brier = null, Ece = null, Kept = null, Precision = null, Recall = null,
                MeanNetBps = null, TotalNetBps = null, UpliftFirstBps = null, UpliftLastBps = null, Reliability = [],
            }),
            Calibration = new PassportCalibration { Kind = "none", A = null, B = null, Points = [], FittedOn = "nothing" },
            Threshold = new PassportThreshold(0.5, "by hand", null),
            Gates = [],
            Trials = null,
            Overfitting = null,
            Code = new PassportCode("0", ""),
        };
    }
}
