using System.Text;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Learning.Tests;

/// <summary>A model of one question with everything a passport says about it.</summary>
internal static class PassportRig
{
    public const string SchemaHash = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    public static readonly PacketParameters Packets = new() { PriceDecimals = 2, QuantityDecimals = 5, Bucket = 100_000_000_000 };

    public static readonly StructureParameters Structure = new() { Left = 3, Right = 3, Tick = 1 };

    public static readonly ModelExpectation Expectation = new()
    {
        FeatureSchemaSha256 = SchemaHash,
        FeatureNames = ["f0", "f1", "f2"],
        Symbol = "BTCUSDT",
        Packets = Packets,
        Structure = Structure,
    };

    public static byte[] Json { get; } = Model("f0", SchemaHash, "binary:logistic");

    public static byte[] Weights(ModelFileFormat format) => format == ModelFileFormat.Bson ? BsonModelDocument.FromJson(Json) : Json;

    public static byte[] Model(string firstFeature, string schema, string objective) => Encoding.UTF8.GetBytes(
        """
        {"learner":{"attributes":{"best_iteration":"0","feature_schema_sha256":"SCHEMA"},"feature_names":["FIRST","f1","f2"],"feature_types":[],
        "gradient_booster":{"model":{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"1","size_leaf_vector":"0"},"tree_info":[0],"trees":[
        {"default_left":[1,0,0],"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_conditions":[5E-1,-1.25E-1,2.5E-1],
        "split_indices":[1,0,0],"split_type":[0,0,0],"tree_param":{"num_nodes":"3","size_leaf_vector":"0"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"1","num_feature":"3","num_target":"1"},
        "objective":{"name":"OBJECTIVE"}},"version":[1,7,4]}
        """.Replace("SCHEMA", schema, StringComparison.Ordinal).Replace("FIRST", firstFeature, StringComparison.Ordinal)
            .Replace("OBJECTIVE", objective, StringComparison.Ordinal));

    public static ModelPassport Passport(string name = "btc-1", ModelFileFormat format = ModelFileFormat.Json) => new()
    {
        Name = name,
        Created = new DateTimeOffset(2026, 3, 1, 12, 30, 0, TimeSpan.Zero),
        Model = PassportModel.Describe(Weights(format), format),
        Features = new PassportFeatures { Schema = "ote-approach", Version = 1, Sha256 = SchemaHash, Names = ["f0", "f1", "f2"] },
        Market = new PassportMarket(
            "binance-spot", [PassportSymbol.From("BTCUSDT", Packets, 1), PassportSymbol.From("LTCUSDT", Packets with { Bucket = 7 }, 1)]),
        Packets = PassportPackets.From(Packets),
        Structure = PassportStructure.From(Structure),
        Labels = PassportLabels.From(new LabelParameters()),
        Data = new PassportData
        {
            Sources =
            [
                new PassportSource
                {
                    Name = "a.zip", Sha256 = "00", FirstId = 1, LastId = 9, FirstTimeNs = 1_723_075_200_000_000_000,
                    LastTimeNs = 1_723_161_600_000_000_000,
                },
            ],
            Packets = 5292, Zones = 412, Samples = 1800, Positives = 731,
        },
        Training = new PassportTraining
        {
            Library = "xgboost", Version = "1.7.4", Parameters = new TrainingParameters().ToLibrary(), Rounds = 500, EarlyStoppingRounds = 30,
            Seed = 1, Threads = 2, Weights = "average uniqueness",
        },
        Splits = new PassportSplits { Kind = "walk-forward", Folds = 2, Embargo = 100, BlockBounds = [0, 2000, 4000] },
        Metrics = new PassportMetrics([Fold(0.58)], Fold(0.57)),
        Calibration = new PassportCalibration { Kind = "platt", A = 0.9, B = -0.1, Points = [], FittedOn = "out-of-fold margins of 412 zones" },
        Threshold = new PassportThreshold(0.55, "break-even + 2 points", 0.4),
        Gates = [new PassportGate("zones", true, 412, 200, "at least 200 zones with a label")],
        Trials = new PassportTrials { Tried = 3, SharpeRatios = [0.1, 1.0 / 3], SharpeSd = 0.2 },
        Overfitting = new PassportOverfitting(0.9, 0.8, null, 0.04),
        Code = new PassportCode("0.1.0", ""),
    };

    private static PassportFold Fold(double auc) => new()
    {
        Samples = 900, Zones = 200, Auc = auc, LogLoss = 0.67, Brier = 0.24, Ece = 0.03, Kept = 0.4, Precision = 0.5, Recall = 0.45, MeanNetBps = 1.5,
        TotalNetBps = 120, UpliftFirstBps = 0.8, UpliftLastBps = null,
        Reliability = [new PassportBin(0, 0.1, 0, null, null), new PassportBin(0.1, 0.2, 3.5, 0.15, 0.2)],
    };
}
