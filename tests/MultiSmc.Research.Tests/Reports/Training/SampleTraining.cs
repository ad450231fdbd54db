using System.Text;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

/// <summary>A training made by hand: two trees of three features, and questions whose outcome follows the probability most of the time.</summary>
internal static class SampleTraining
{
    // The second tree has a node that pruning left behind (3, 4), which must not count; the third comes after the best round.
    private const string Model =
        """
        {"learner":{"attributes":{"best_iteration":"1"},"feature_names":["f0","f1","f2"],"feature_types":[],
        "gradient_booster":{"model":{"gbtree_model_param":{"num_parallel_tree":"1","num_trees":"3","size_leaf_vector":"0"},"tree_info":[0,0,0],"trees":[
        {"default_left":[1,0,0,0,0],"left_children":[1,3,-1,-1,-1],"right_children":[2,4,-1,-1,-1],"split_conditions":[0.5,0.25,0.4,-0.2,0.1],
        "split_indices":[1,0,0,0,0],"split_type":[0,0,0,0,0],"loss_changes":[6,2,0,0,0],"sum_hessian":[10,6,4,2,4],
        "tree_param":{"num_nodes":"5","size_leaf_vector":"0"}},
        {"default_left":[0,0,0,0,0],"left_children":[1,-1,-1,-1,-1],"right_children":[2,-1,-1,-1,-1],"split_conditions":[0.75,-0.1,0.3,0,0],
        "split_indices":[1,0,0,0,0],"split_type":[0,0,0,0,0],"loss_changes":[4,0,0,50,0],"sum_hessian":[8,6,2,0,0],
        "tree_param":{"num_nodes":"5","size_leaf_vector":"0"}},
        {"default_left":[0,0,0],"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_conditions":[0.75,-9,9],
        "split_indices":[2,0,0],"split_type":[0,0,0],"loss_changes":[100,0,0],"sum_hessian":[8,6,2],
        "tree_param":{"num_nodes":"3","size_leaf_vector":"0"}}]},"name":"gbtree"},
        "learner_model_param":{"base_score":"5E-1","num_class":"1","num_feature":"3","num_target":"1"},
        "objective":{"name":"binary:logistic"}},"version":[1,7,4]}
        """;

    private static readonly PacketParameters Packets = new() { PriceDecimals = 2, QuantityDecimals = 5, Bucket = 100_000_000_000 };

    public static byte[] Json { get; } = Encoding.UTF8.GetBytes(Model);

    public static TreeModel Trees { get; } = XGBoostModelReader.Read(Json);

    /// <summary>Two questions a zone.</summary>
    public static IReadOnlyList<TestedQuestion> Questions(int zones = 40) =>
    [
        .. Enumerable.Range(0, 2 * zones).Select(at =>
        {
            var zone = at / 2;
            var probability = (zone * 7 % zones + at % 2 * 0.5) / zones;
            var isWin = zone % 5 == 0 ? probability < 0.5 : probability >= 0.5;
            return new TestedQuestion(
                zone, at, probability, probability >= 0.6, isWin, isWin ? 30 : -20.5, 0.5 + zone % 3, new[] { at % 4 / 4f, at % 3 == 0 ? float.NaN : at % 7 / 7f, 1f });
        }),
    ];

    public static TrainingReport Report(bool isMet = false, string name = "m-1", IReadOnlyList<TestedQuestion>? questions = null)
    {
        var tested = questions ?? Questions();
        return TrainingReport.Create(Passport(name), Made(isMet, tested, name), tested);
    }

    public static ModelPassport Passport(string name) => new()
    {
        Name = name,
        Created = DateTimeOffset.UnixEpoch,
        Model = PassportModel.Describe(Json, ModelFileFormat.Json),
        Features = new PassportFeatures { Schema = name, Version = 1, Sha256 = "abcd", Names = ["f0", "f1", "f2"] },
        Market = new PassportMarket("binance-spot", [PassportSymbol.From(name, Packets, 1)]),
        Packets = PassportPackets.From(Packets),
        Structure = PassportStructure.From(new StructureParameters { Left = 3, Right = 3, Tick = 1 }),
        Labels = PassportLabels.From(new LabelParameters()),
        Data = new PassportData
        {
            Sources = [new PassportSource { Name = name, Sha256 = "c0ffee", FirstId = 1, LastId = 9, FirstTimeNs = 1, LastTimeNs = 9 }],
            Packets = 5292, Zones = 412, Samples = 1800, Positives = 731,
        },
        Training = PassportTraining.From(Trained(), "average uniqueness"),
        Splits = new PassportSplits { Kind = "walk-forward", Folds = 2, Embargo = 100, BlockBounds = [0, 1] },
        Metrics = new PassportMetrics([], new PassportFold
        {
            Samples = 0, Zones = 0, Auc = null, LogLoss = null, Brier = null, Ece = null, Kept = null, Precision = null, Recall = null, MeanNetBps = null,
            TotalNetBps = null, UpliftFirstBps = null, UpliftLastBps = null, Reliability = [],
        }),
        Calibration = new PassportCalibration { Kind = "platt", A = 1, B = 0, Points = [], FittedOn = name },
        Threshold = new PassportThreshold(0.55, name, 0.4),
        Gates = [],
        Trials = null,
        Overfitting = null,
        Code = new PassportCode(name, ""),
    };

    private static TrainingOutcome.Made Made(bool isMet, IReadOnlyList<TestedQuestion> tested, string name)
    {
        var metrics = new BlockMetrics(tested.Count, tested.Count / 2, 0.5, 0.61, 0.66, 0.69, 0.24, 0.03, 0.4, -1.5, 2.5, null);
        var empty = new BlockMetrics(0, 0, null, null, null, null, null, null, null, null, null, null);
        WalkForwardBlockReport[] blocks = tested.Count == 0
            ? []
            :
            [
                new(1_735_689_600_000_000_000, 1_735_776_000_000_000_000, 600, 0.6, metrics, false),
                new(1_735_776_000_000_000_000, 1_735_862_400_000_000_000, 900, 0.65, metrics with { Zones = 12, KeptMeanNetBps = null }, true),
            ];
        return new TrainingOutcome.Made(
            new CalibratedModel(Trained(), ForestEvaluator.Create(Trees), new Calibrator.Platt(1, 0), 0.55, 0.4),
            new WalkForwardReport(blocks, [], tested.Count == 0 ? empty : metrics),
            new TrainingEvidence(0.04, 0.97, 2.5, 1.25, 2.5, 3.5),
            new TrialStatistics(3, 2, [0.1, 0.2, 0.3], 0.1, 0.97, 0.25, new TrialFaults(null, null)),
            [
                new PassportGate("log-loss", true, 0.66, 0.69, "must beat the base"),
                new PassportGate("dsr", isMet, isMet ? 0.97 : null, 0.95, name),
            ]);
    }

    private static TrainedModel Trained() => new()
    {
        Json = Json,
        Ubj = Json,
        Rounds = 3,
        BestIteration = 1,
        IsStoppedEarly = true,
        History = [new RoundLoss(0, 0.68, 0.69), new RoundLoss(1, 0.66, 0.67), new RoundLoss(2, 0.64, 0.68)],
        Parameters = new TrainingParameters(),
        LibraryVersion = "1.7.4",
    };
}
