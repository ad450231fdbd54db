using System.Text;
using System.Text.Json.Nodes;

namespace MultiSmc.Learning.Tests;

public sealed class RegistryOfModels : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private ModelRegistry Registry => new(Path.Combine(_folder.Path, "models"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ModelFileFormat.Json)]
    [InlineData(ModelFileFormat.Bson)]
    public void Gives_back_what_was_saved(ModelFileFormat format)
    {
        var passport = PassportRig.Passport(format: format);
        Registry.Save(passport, PassportRig.Weights(format));
        var loaded = Assert.IsType<ModelLoad.Loaded>(Registry.Load("btc-1", PassportRig.Expectation));
        Assert.Empty(PassportComparison.Compare(passport, loaded.Passport));
        Assert.Equal(0.25f, ForestEvaluator.Create(loaded.Model).Margin([0, 0.5f, 0]));
        Assert.Equal(["passport.json", passport.Model.File], Files("btc-1").Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Keeps_a_model_trained_by_the_library_in_its_own_notation()
    {
        TrainingRig.RequireLibrary();
        var trained = TrainingRig.Train(new TrainingParameters { Rounds = 5, EarlyStoppingRounds = 0 });
        var passport = PassportRig.Passport() with
        {
            Model = PassportModel.Describe(trained.Ubj.Span, ModelFileFormat.Ubj),
            Features = new PassportFeatures { Schema = "test", Version = 1, Sha256 = "abc", Names = ["pull", "drag", "a", "b", "c", "d"] },
            Training = PassportTraining.From(trained, "none"),
        };
        Registry.Save(passport, trained.Ubj.Span);
        var loaded = Assert.IsType<ModelLoad.Loaded>(Registry.Load("btc-1", PassportRig.Expectation with { FeatureSchemaSha256 = "abc", FeatureNames = passport.Features.Names }));
        Assert.Equal((5, "0.05", XgboostLibrary.Version),
            (loaded.Model.Rounds, loaded.Passport.Training.Parameters["eta"], loaded.Passport.Training.Version));
    }

    [Fact]
    public void Saves_nothing_half_and_nothing_twice()
    {
        Registry.Save(PassportRig.Passport(), PassportRig.Json);
        Assert.Throws<InvalidOperationException>(() => Registry.Save(PassportRig.Passport(), PassportRig.Json));
        var changed = PassportRig.Passport("btc-2") with { Model = PassportRig.Passport().Model with { Rounds = 9 } };
        var contradiction = Assert.Throws<ArgumentException>(() => Registry.Save(changed, PassportRig.Json));
        Assert.Contains("describes the weights", contradiction.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Registry.Save(PassportRig.Passport("btc-3"), [.. PassportRig.Json, (byte)' ']));
        Assert.Equal(["btc-1"], Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "models")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../btc")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a..b")]
    [InlineData("/btc")]
    [InlineData(".saving-x")]
    [InlineData("btc.")]
    [InlineData("btc 1")]
    [InlineData("btc\n1")]
    [InlineData("naïve")]
    [InlineData("NUL")]
    [InlineData("none")]
    [InlineData("com1.a")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Takes_no_name_that_is_not_plain(string name)
    {
        Assert.Throws<ArgumentException>(() => Registry.Save(PassportRig.Passport(name), PassportRig.Json));
        Assert.Equal(ModelRefusalReason.Name, Refusal(Registry.Load(name, PassportRig.Expectation)).Reason);
        Assert.Equal(ModelRefusalReason.Name, Assert.Single(Registry.Promote(name, Noon, "")).Reason);
        Assert.NotNull(Registry.Show(name).Fault);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("btc-2026.03_v2")]
    [InlineData("console")]
    public void Takes_plain_names(string name) => Assert.Null(ModelName.Fault(name));

    [Fact]
    public void Refuses_weights_that_were_exchanged()
    {
        Registry.Save(PassportRig.Passport(), PassportRig.Json);
        File.WriteAllBytes(PathOf("btc-1", "model.json"), PassportRig.Model("f0", PassportRig.SchemaHash, "binary:logitraw"));
        var refusal = Refusal(Registry.Load("btc-1", PassportRig.Expectation));
        Assert.Equal(ModelRefusalReason.Checksum, refusal.Reason);
        Assert.Contains("SHA-256", refusal.Message, StringComparison.Ordinal);
        File.Delete(PathOf("btc-1", "model.json"));
        Assert.Equal(ModelRefusalReason.Checksum, Refusal(Registry.Load("btc-1", PassportRig.Expectation)).Reason);
    }

    [Fact]
    public void Refuses_a_passport_that_leads_elsewhere_or_belongs_to_another()
    {
        Registry.Save(PassportRig.Passport(), PassportRig.Json);
        Edit("btc-1", json => json["model"]?.AsObject()["file"] = "../btc-2/model.json");
        Assert.Contains("names no file", Refusal(Registry.Load("btc-1", PassportRig.Expectation)).Message, StringComparison.Ordinal);
        Edit("btc-1", json => json["name"] = "btc-9");
        Assert.Contains("that of \"btc-9\"", Refusal(Registry.Load("btc-1", PassportRig.Expectation)).Message, StringComparison.Ordinal);
        File.WriteAllText(PathOf("btc-1", "passport.json"), "{");
        Assert.Equal(ModelRefusalReason.Passport, Refusal(Registry.Load("btc-1", PassportRig.Expectation)).Reason);
        Assert.Equal(ModelRefusalReason.NotFound, Refusal(Registry.Load("btc-2", PassportRig.Expectation)).Reason);
    }

    [Fact]
    public void Refuses_passports_that_contradict_the_weights()
    {
        AssertContradiction("another order", passport => passport with { Features = passport.Features with { Names = ["f1", "f0", "f2"] } });
        AssertContradiction("names 2 features", passport => passport with { Features = passport.Features with { Names = ["f0", "f1"] } });
        AssertContradiction("feature schema", passport => passport with { Features = passport.Features with { Sha256 = "ff" } });
        AssertContradiction("threshold", passport => passport with { Threshold = passport.Threshold with { Value = double.NaN } });
    }

    [Fact]
    public void Refuses_a_passport_that_describes_its_weights_wrongly_in_any_word()
    {
        AssertContradiction("describes the weights", passport => passport with { Model = passport.Model with { Objective = "multi:softprob" } });
        AssertContradiction("describes the weights", passport => passport with { Model = passport.Model with { Rounds = 2 } });
        AssertContradiction("describes the weights", passport => passport with { Model = passport.Model with { BestIteration = null } });
        AssertContradiction("describes the weights", passport => passport with { Model = passport.Model with { Features = 4 } });
        AssertContradiction("describes the weights", passport => passport with { Model = passport.Model with { File = "model.ubj" } });
        AssertContradiction("describes the weights", passport => passport with { Model = passport.Model with { Format = ModelFileFormat.Ubj } });
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a model")]
    [InlineData("{\"learner\":")]
    [InlineData("PK\u0003\u0004")]
    public void Refuses_weights_that_are_no_model_though_their_checksum_is_right(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        var passport = PassportRig.Passport();
        var refusal = Refusal(ModelChecks.Verify(passport with { Model = passport.Model with { Sha256 = PassportModel.Hash(bytes) } }, bytes));
        Assert.Equal(ModelRefusalReason.Weights, refusal.Reason);
        Assert.StartsWith("model.json cannot be read: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_broken_models_with_their_fault_among_the_sound()
    {
        Assert.Empty(Registry.List());
        foreach (var name in new[] { "c", "a", "b" })
            Registry.Save(PassportRig.Passport(name), PassportRig.Json);
        File.WriteAllText(PathOf("b", "passport.json"), "{}");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "models", ".saving-d-1"));
        var entries = Registry.List();
        Assert.Equal(["a", "b", "c"], entries.Select(entry => entry.Name));
        Assert.Equal([false, true, false], entries.Select(entry => entry.Fault is not null));
        Assert.Equal("c", entries[2].Passport?.Name);
    }

    [Fact]
    public void Promotes_with_a_history_symbol_by_symbol()
    {
        var nothing = Refusal(Registry.LoadPromoted(PassportRig.Expectation));
        Assert.Contains("no model is promoted for BTCUSDT", nothing.Message, StringComparison.Ordinal);
        Registry.Save(PassportRig.Passport("old"), PassportRig.Json);
        var passport = PassportRig.Passport("new");
        Registry.Save(passport with { Market = passport.Market with { Symbols = [passport.Market.Symbols[0]] } }, PassportRig.Json);
        Assert.Empty(Registry.Promote("old", Noon, "first"));
        Assert.Empty(Registry.Promote("new", Noon.AddDays(1), "better"));
        var history = Registry.Promotions();
        Assert.Equal(["first", "better"], history.Promotions.Select(promotion => promotion.Note));
        Assert.Equal(("new", "old", null), (history.Current("BTCUSDT")?.Name, history.Current("LTCUSDT")?.Name, history.Current("ETHUSDT")?.Name));
        Assert.Equal(("old", null), (history.Previous("BTCUSDT")?.Name, history.Previous("LTCUSDT")?.Name));
        Assert.Equal("new", Assert.IsType<ModelLoad.Loaded>(Registry.LoadPromoted(PassportRig.Expectation)).Passport.Name);
        Assert.Equal(["new", "old", "promoted.json"],
            Directory.EnumerateFileSystemEntries(Path.Combine(_folder.Path, "models")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Promotes_nothing_unsound_and_uses_nothing_exchanged_since()
    {
        Registry.Save(PassportRig.Passport(), PassportRig.Json);
        Assert.Empty(Registry.Promote("btc-1", Noon, ""));
        Directory.Delete(Path.Combine(_folder.Path, "models", "btc-1"), recursive: true);
        Assert.Equal(ModelRefusalReason.NotFound, Assert.Single(Registry.Promote("btc-1", Noon, "")).Reason);
        var other = PassportRig.Model("f0", PassportRig.SchemaHash, "binary:logitraw");
        Registry.Save(PassportRig.Passport() with { Model = PassportModel.Describe(other, ModelFileFormat.Json) }, other);
        Assert.Contains("exchanged since", Refusal(Registry.LoadPromoted(PassportRig.Expectation)).Message, StringComparison.Ordinal);
        Assert.Single(Registry.Promotions().Promotions);
    }

    [Fact]
    public void Leaves_a_damaged_history_alone()
    {
        Registry.Save(PassportRig.Passport(), PassportRig.Json);
        var file = Path.Combine(_folder.Path, "models", "promoted.json");
        File.WriteAllText(file, "[");
        Assert.Equal(ModelRefusalReason.Promotion, Refusal(Registry.LoadPromoted(PassportRig.Expectation)).Reason);
        Assert.Throws<InvalidDataException>(() => Registry.Promote("btc-1", Noon, ""));
        Assert.Equal("[", File.ReadAllText(file));
    }

    private static ModelRefusal Refusal(ModelLoad load) => Assert.Single(Assert.IsType<ModelLoad.Refused>(load).Reasons);

    private static void AssertContradiction(string word, Func<ModelPassport, ModelPassport> change)
    {
        var refusal = Refusal(ModelChecks.Verify(change(PassportRig.Passport()), PassportRig.Json));
        Assert.Equal(ModelRefusalReason.Inconsistent, refusal.Reason);
        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    private string PathOf(string name, string file) => Path.Combine(_folder.Path, "models", name, file);

    private IEnumerable<string?> Files(string name) => Directory.EnumerateFiles(Path.Combine(_folder.Path, "models", name)).Select(Path.GetFileName);

    private void Edit(string name, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(File.ReadAllBytes(PathOf(name, "passport.json")))?.AsObject() ?? [];
        change(json);
        File.WriteAllText(PathOf(name, "passport.json"), json.ToJsonString(), new UTF8Encoding(false));
    }
}
