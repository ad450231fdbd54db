using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace MultiSmc.Learning.Tests;

public sealed class ModelFiles
{
    [Fact]
    public void Of_another_booster_are_refused_by_name()
    {
        var e = Assert.Throws<ModelFormatException>(() => XGBoostModelReader.Read(GoldenModels.Bytes("unsupported_gblinear.json")));
        Assert.Equal(ModelFault.Unsupported, e.Fault);
        Assert.Contains("gblinear", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void That_ask_for_the_unknown_are_refused_by_name()
    {
        AssertFault(ModelFault.Unsupported, "rank:ndcg", json => json.At("learner/objective")["name"] = "rank:ndcg");
        AssertFault(ModelFault.Unsupported, "categorical", json => json.Tree(0).At("split_type")[0] = 1);
        AssertFault(ModelFault.Unsupported, "targets", json => json.At("learner/learner_model_param")["num_target"] = "2");
        AssertFault(ModelFault.Unsupported, "vectors", json => json.Tree(1).At("tree_param")["size_leaf_vector"] = "3");
    }

    [Fact]
    public void That_contradict_themselves_are_refused()
    {
        AssertFault(ModelFault.Inconsistent, "\"learner\"", json => json.AsObject().Remove("learner"));
        AssertFault(ModelFault.Inconsistent, "reached twice", json => json.Tree(0).At("right_children")[0] = 1);
        AssertFault(ModelFault.Inconsistent, "out of range", json => json.Tree(0).At("right_children")[0] = 99);
        AssertFault(ModelFault.Inconsistent, "feature 8", json => json.Tree(0).At("split_indices")[0] = 8);
        AssertFault(ModelFault.Inconsistent, "differ in length", json => json.Tree(0).At("default_left").AsArray().RemoveAt(0));
        AssertFault(ModelFault.Inconsistent, "left_children", json => json.Tree(0).At("left_children")[0] = 1.5);
        AssertFault(ModelFault.Inconsistent, "num_trees", json => json.Booster().At("gbtree_model_param")["num_trees"] = "11");
        AssertFault(ModelFault.Inconsistent, "tree_info", json => json.Booster().At("tree_info")[0] = 1);
        AssertFault(ModelFault.Inconsistent, "best_iteration", json => json.At("learner/attributes")["best_iteration"] = "12");
        AssertFault(ModelFault.Inconsistent, "probability", json => json.At("learner/learner_model_param")["base_score"] = "1");
        AssertFault(ModelFault.Inconsistent, "rounds", json => json.Booster().At("gbtree_model_param")["num_parallel_tree"] = "5");
        AssertFault(ModelFault.Inconsistent, "feature names", json => json.At("learner/feature_names").AsArray().RemoveAt(0));
    }

    [Fact]
    public void Of_younger_and_older_libraries_say_the_same()
    {
        var expected = GoldenModels.Predictions("depth2")["margin"];
        var rows = GoldenModels.Rows("depth2");
        Action<JsonNode>[] dialects =
        [
            Younger,
            json =>
            {
                var model = json.Booster();
                model.At("gbtree_model_param").AsObject().Remove("num_parallel_tree");
                json.At("learner/learner_model_param").AsObject().Remove("num_target");
                json.At("learner").AsObject().Remove("feature_names");
                json.AsObject().Remove("version");
                foreach (var tree in model.At("trees").AsArray().OfType<JsonNode>())
                {
                    tree["default_left"] = new JsonArray([.. tree.At("default_left").AsArray().OfType<JsonNode>().Select(flag => (JsonNode)((int)flag != 0))]);
                    tree.AsObject().Remove("split_type");
                }
            },
        ];
        foreach (var dialect in dialects)
        {
            var evaluator = ForestEvaluator.Create(ModelJson.Edited("depth2", dialect));
            foreach (var (r, row) in rows.Index())
                Assert.Equal(expected[r], evaluator.Margin(row));
        }

        // Version 3.1 has a base score for each class, written as an array inside the text.
        var classes = ModelJson.Edited("softprob3", json => json.At("learner/learner_model_param")["base_score"] = "[5E-1,5E-1,2.5E-1]");
        Assert.Equal([0.5f, 0.5f, 0.25f], classes.BaseMargins);

        static void Younger(JsonNode json)
        {
            json["version"] = new JsonArray(3, 1, 0);
            json.At("learner/learner_model_param")["base_score"] = "[5E-1]";
            var model = json.Booster();
            model["iteration_indptr"] = new JsonArray([.. Enumerable.Range(0, 13).Select(i => (JsonNode)i)]);
            foreach (var tree in model.At("trees").AsArray().OfType<JsonNode>())
                tree.At("tree_param")["size_leaf_vector"] = "1";
        }
    }

    [Theory]
    [InlineData("json")]
    [InlineData("ubj")]
    public void That_are_cut_off_are_called_truncated(string extension)
    {
        var bytes = GoldenModels.Bytes($"one_leaf.{extension}");
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            if (bytes.AsSpan(length).ContainsAnyExcept(" \n"u8))
                Assert.Equal(ModelFault.Truncated, Assert.Throws<ModelFormatException>(() => XGBoostModelReader.Read(cut)).Fault);
        }
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("[1, 2]")]
    [InlineData("{]")]
    [InlineData("{\"learner\": 1} x")]
    [InlineData("{\"learner\": {}, \"learner\": {}}")]
    [InlineData("{Y")]
    [InlineData("{U\u0001aZ}x")]
    [InlineData("{U\u0001aQ}")]
    [InlineData("{U\u0001a[$U}")]
    [InlineData("{U\u0001a[$Z#U\u0005}")]
    [InlineData("{U\u0001aSi\u00ff}")]
    public void Of_another_kind_are_called_malformed(string content) =>
        Assert.Equal(ModelFault.Malformed, Assert.Throws<ModelFormatException>(() => XGBoostModelReader.Read(Encoding.Latin1.GetBytes(content))).Fault);

    [Theory]
    [InlineData("depth2.json")]
    [InlineData("depth2.ubj")]
    public void That_are_damaged_load_or_are_refused_but_never_crash(string file)
    {
        var bytes = GoldenModels.Bytes(file);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte).Array[1, 4].Sample(
            damages =>
            {
                var damaged = bytes.ToArray();
                foreach (var (at, value) in damages)
                    damaged[at] = value;
                try
                {
                    var model = XGBoostModelReader.Read(damaged);
                    _ = ForestEvaluator.Create(model);
                }
                catch (ModelFormatException e)
                {
                    Assert.NotEmpty(e.Message);
                }
            }, iter: 2000);
    }

    [Fact]
    public void In_ubjson_may_use_every_container_form()
    {
        var typed = Ubjson("{U\u0001a[$U#U\u0003\u0001\u0002\u00ff}");
        Assert.Equal([1, 2, 255], typed.GetNumbers("a").Wide);
        var counted = Ubjson("{#U\u0002U\u0001a[#i\u0002U\u0007T" + "U\u0001b[i\u00feNI\u0001\u0000H" + "U\u00032.5]");
        Assert.Equal([7, 1], counted.GetNumbers("a").Wide);
        Assert.Equal([-2, 256, 2.5], counted.GetNumbers("b").Wide);
        var objects = Ubjson("{$U#U\u0001U\u0001k\u0009");
        Assert.Equal(9, objects.GetInt("k", 0));
        Assert.Equal("x", Ubjson("{U\u0001aCx}").GetText("a"));
        Assert.Empty(Ubjson("{U\u0001a[]}").GetNumbers("a").Wide);
        Assert.Equal([0.5], Ubjson("{U\u0001a[$D#U\u0001\u003f\u00e0\u0000\u0000\u0000\u0000\u0000\u0000}").GetNumbers("a").Wide);
    }

    private static ModelValue Ubjson(string latin1) => UbjsonReader.Parse(Encoding.Latin1.GetBytes(latin1));

    private static void AssertFault(ModelFault fault, string part, Action<JsonNode> edit)
    {
        var e = Assert.Throws<ModelFormatException>(() => ModelJson.Edited("depth2", edit));
        Assert.Equal(fault, e.Fault);
        Assert.Contains(part, e.Message, StringComparison.Ordinal);
    }
}
