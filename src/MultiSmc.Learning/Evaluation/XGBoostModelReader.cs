using System.Globalization;

namespace MultiSmc.Learning;

/// <summary>
/// Reads models that XGBoost 1.x to 3.x wrote as JSON (.json) or UBJSON (.ubj); which of the two, the content says. Boosters gbtree and dart;
/// objectives
/// binary:logistic, binary:logitraw and multi:softprob; numeric splits. Anything else is refused by name.
/// </summary>
public static class XGBoostModelReader
{
    /// <summary>Reads a model.</summary>
    /// <exception cref="ModelFormatException">The file cannot be used; the exception says why.</exception>
    public static TreeModel Read(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty)
            throw new ModelFormatException(ModelFault.Truncated, "the model file is empty");
        var start = content.IndexOfAnyExcept(" \t\r\n"u8);
        if (start < 0 || content[start] != (byte)'{')
            throw new ModelFormatException(ModelFault.Malformed, "neither a JSON nor a UBJSON model: it does not begin with an object");
        if (content.Length < start + 2)
            throw new ModelFormatException(ModelFault.Truncated, "the model file ends after one byte");
        // In JSON a quotation mark, a blank or the closing brace follows; in UBJSON a marker for the first key's length or the container's head.
        var isUbjson = "iUIlL$#N"u8.Contains(content[start + 1]);
        return Interpret(isUbjson ? UbjsonReader.Parse(content) : JsonModelDocument.Parse(content));
    }

    private static TreeModel Interpret(ModelValue root)
    {
        var learner = root.Get("learner");
        var booster = learner.Get("gradient_booster");
        var name = booster.GetText("name");
        if (name is not ("gbtree" or "dart"))
            throw Unsupported($"booster \"{name}\"");
        var isDart = name == "dart";
        var model = isDart ? booster.Get("gbtree").Get("model") : booster.Get("model");
        var objective = ReadObjective(learner.Get("objective").GetText("name"));

        var settings = learner.Get("learner_model_param");
        var featureCount = settings.GetInt("num_feature", 0);
        if (featureCount < 1)
            throw Inconsistent($"num_feature is {featureCount}");
        if (settings.GetInt("num_target", 1) > 1)
            throw Unsupported("several targets");
        var classes = objective == TreeObjective.MultiSoftProb ? settings.GetInt("num_class", 0) : 1;
        if (classes < 1)
            throw Inconsistent($"num_class is {classes}");

        var trees = ReadTrees(model, featureCount, isDart ? booster.GetNumbers("weight_drop").Single : null);
        var treeClasses = Integers(model, "tree_info");
        if (treeClasses.Length != trees.Length || Array.Exists(treeClasses, c => c < 0 || c >= classes))
            throw Inconsistent("tree_info does not fit the trees");
        var attributes = ReadAttributes(learner);
        var roundEnds = ReadRounds(model, trees.Length, classes, attributes);
        var best = ReadBestIteration(attributes, roundEnds.Length);
        return new TreeModel(new TreeModelParts
        {
            Objective = objective,
            FeatureCount = featureCount,
            BaseMargins = ReadBaseMargins(settings.GetText("base_score"), objective, classes),
            Trees = trees,
            TreeClasses = treeClasses,
            RoundEnds = roundEnds,
            UsedRounds = best + 1 ?? roundEnds.Length,
            IsDart = isDart,
            FeatureNames = ReadFeatureNames(learner, featureCount),
            Attributes = attributes,
            LibraryVersion = root.Find("version") is ModelValue.Numbers version ? string.Join('.', version.Wide) : "",
            BestIteration = best,
        });
    }

    private static TreeObjective ReadObjective(string name) => name switch
    {
        "binary:logistic" => TreeObjective.BinaryLogistic,
        "binary:logitraw" => TreeObjective.BinaryLogitRaw,
        "multi:softprob" => TreeObjective.MultiSoftProb,
        _ => throw Unsupported($"objective \"{name}\""),
    };

    // One number; since version 3.1 an array of one, or of one for each class, inside the text.
    private static float[] ReadBaseMargins(string text, TreeObjective objective, int classes)
    {
        var scores = text.AsSpan().Trim().TrimStart('[').TrimEnd(']').ToString().Split(',');
        if (scores.Length != 1 && scores.Length != classes)
            throw Inconsistent($"base_score \"{text}\" does not fit {classes} classes");
        var margins = new float[classes];
        for (var i = 0; i < classes; i++)
        {
            if (!float.TryParse(scores[scores.Length == 1 ? 0 : i], CultureInfo.InvariantCulture, out var score) || !float.IsFinite(score))
                throw Inconsistent($"base_score \"{text}\" is not a number");
            if (objective == TreeObjective.BinaryLogistic && score is not (> 0 and < 1))
                throw Inconsistent($"base_score {text} is not a probability");
            margins[i] = objective == TreeObjective.BinaryLogistic ? -MathF.Log(1f / score - 1f) : score;
        }

        return margins;
    }

    private static DecisionTree[] ReadTrees(ModelValue model, int featureCount, float[]? weights)
    {
        var settings = model.Get("gbtree_model_param");
        if (settings.GetInt("size_leaf_vector", 0) > 1)
            throw Unsupported("leaves that are vectors");
        var list = model.GetList("trees");
        if (settings.GetInt("num_trees", list.Count) != list.Count)
            throw Inconsistent($"num_trees is not {list.Count}");
        if (weights is not null && weights.Length != list.Count)
            throw Inconsistent("weight_drop does not fit the trees");
        var trees = new DecisionTree[list.Count];
        for (var i = 0; i < trees.Length; i++)
            trees[i] = ReadTree(list[i], featureCount, weights is null ? 1 : weights[i]);
        return trees;
    }

    private static DecisionTree ReadTree(ModelValue tree, int featureCount, float weight)
    {
        if (tree.Get("tree_param").GetInt("size_leaf_vector", 0) > 1)
            throw Unsupported("leaves that are vectors");
        if (tree.Find("split_type") is ModelValue.Numbers types && Array.Exists(types.Wide, type => type != 0))
            throw Unsupported("categorical splits");
        var left = Integers(tree, "left_children");
        var right = Integers(tree, "right_children");
        var features = Integers(tree, "split_indices");
        var values = tree.GetNumbers("split_conditions").Single;
        var defaults = Integers(tree, "default_left");
        var covers = tree.Find("sum_hessian") is ModelValue.Numbers found ? found.Single : [];
        if (right.Length != left.Length || features.Length != left.Length || values.Length != left.Length || defaults.Length != left.Length
            || (covers.Length > 0 && covers.Length != left.Length))
            throw Inconsistent("the arrays of a tree differ in length");
        return new DecisionTree(left, right, features, values, Array.ConvertAll(defaults, flag => flag != 0), weight, featureCount) { Covers = covers };
    }

    private static int[] ReadRounds(ModelValue model, int trees, int classes, SortedDictionary<string, string> attributes)
    {
        if (model.Find("iteration_indptr") is not null)
        {
            var bounds = Integers(model, "iteration_indptr");
            for (var i = 1; i < bounds.Length; i++)
            {
                if (bounds[i] < bounds[i - 1])
                    throw Inconsistent("iteration_indptr goes back");
            }

            return bounds.Length > 0 && bounds[0] == 0 && bounds[^1] == trees
                ? bounds[1..]
                : throw Inconsistent("iteration_indptr does not fit the trees");
        }

        var settings = model.Get("gbtree_model_param");
        var parallel = settings.GetInt("num_parallel_tree", 1);
        // The oldest files do not say how many trees a round has; then only the simple case can be told from the attributes.
        if (settings.Find("num_parallel_tree") is null && attributes.TryGetValue("best_iteration", out var best)
            && attributes.TryGetValue("best_ntree_limit", out var limit)
            && (!int.TryParse(best, CultureInfo.InvariantCulture, out var round) || limit != (round + 1).ToString(CultureInfo.InvariantCulture)))
            throw Unsupported("early stopping with several trees a round in a file that does not say how many");
        if (parallel < 1 || parallel > int.MaxValue / classes || trees % (parallel * classes) != 0)
            throw Inconsistent($"{trees} trees are not a whole number of rounds");
        return [.. Enumerable.Range(1, trees / (parallel * classes)).Select(index => index * parallel * classes)];
    }

    private static int? ReadBestIteration(SortedDictionary<string, string> attributes, int rounds)
    {
        if (!attributes.TryGetValue("best_iteration", out var text))
            return null;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var best) && best >= 0 && best < rounds
            ? best
            : throw Inconsistent($"best_iteration \"{text}\" is not one of {rounds} rounds");
    }

    private static SortedDictionary<string, string> ReadAttributes(ModelValue learner)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (learner.Find("attributes") is ModelValue.Map map)
        {
            foreach (var (key, value) in map.Fields)
            {
                if (value is ModelValue.Text text)
                    attributes.Add(key, text.Value);
            }
        }

        return attributes;
    }

    private static string[] ReadFeatureNames(ModelValue learner, int featureCount)
    {
        if (learner.Find("feature_names") is not ModelValue.List list || list.Items.Count == 0)
            return [];
        return list.Items.Count == featureCount
            ? [.. list.Items.Select(item => item is ModelValue.Text text ? text.Value : throw Inconsistent("a feature's name is not a text"))]
            : throw Inconsistent($"{list.Items.Count} feature names for {featureCount} features");
    }

    private static int[] Integers(ModelValue parent, string key) => Array.ConvertAll(parent.GetNumbers(key).Wide, value =>
        value == (int)value ? (int)value : throw Inconsistent($"\"{key}\" holds {value.ToString(CultureInfo.InvariantCulture)}"));

    private static ModelFormatException Unsupported(string what) => new(ModelFault.Unsupported, $"not supported: {what}");

    private static ModelFormatException Inconsistent(string what) => new(ModelFault.Inconsistent, $"the model contradicts itself: {what}");
}
