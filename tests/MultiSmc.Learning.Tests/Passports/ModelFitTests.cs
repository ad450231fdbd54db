using System.Reflection;
using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Learning.Tests;

public sealed class ModelForAConfiguration
{
    private static readonly ModelExpectation Expectation = PassportRig.Expectation;

    [Fact]
    public void Is_taken_when_everything_fits() => Assert.IsType<ModelLoad.Loaded>(Fit(Expectation));

    [Fact]
    public void Is_refused_by_name_for_each_thing_that_differs()
    {
        AssertRefused(ModelRefusalReason.Features, "ote-approach 1", Expectation with { FeatureSchemaSha256 = "ff" });
        AssertRefused(ModelRefusalReason.Symbol, "made for BTCUSDT, LTCUSDT, not for ETHUSDT", Expectation with { Symbol = "ETHUSDT" });
        AssertRefused(ModelRefusalReason.Packets, "BTCUSDT.bucket: the model was made with 100000000000, the configuration says 5",
            Expectation with { Packets = Expectation.Packets with { Bucket = 5 } });
        AssertRefused(ModelRefusalReason.Packets, "packets.overshoot: the model was made with \"whole\", the configuration says \"split\"",
            Expectation with { Packets = Expectation.Packets with { Overshoot = Overshoot.Split } });
        AssertRefused(ModelRefusalReason.Packets, "BTCUSDT.tick", Expectation with { Structure = Expectation.Structure with { Tick = 10 } });
        AssertRefused(ModelRefusalReason.Structure, "structure.left: the model was made with 3, the configuration says 50",
            Expectation with { Structure = Expectation.Structure with { Left = 50 } });
        AssertRefused(ModelRefusalReason.Structure, "structure.tp_milli[1]: the model was made with 270, the configuration says 280",
            Expectation with { Structure = Expectation.Structure with { TpMilli = [0, 280, 620] } });
    }

    [Theory]
    [InlineData("it has 3 features, 4 are computed; it lacks f3", "f0", "f1", "f2", "f3")]
    [InlineData("it has 3 features, 2 are computed; it wants f1", "f0", "f2")]
    [InlineData("it lacks g1; it wants f1", "f0", "g1", "f2")]
    [InlineData("its feature 2 is f1, here it is f2", "f0", "f2", "f1")]
    public void Is_refused_when_its_features_are_others_though_the_hash_agrees(string difference, params string[] computed)
    {
        AssertRefused(
            ModelRefusalReason.Features, "the model's features are not those of its schema: " + difference, Expectation with { FeatureNames = computed });
        AssertRefused(
            ModelRefusalReason.Features, "this version computes those with ff: " + difference,
            Expectation with { FeatureSchemaSha256 = "ff", FeatureNames = computed });
    }

    [Fact]
    public void Is_refused_for_every_single_key_of_packets_and_structure()
    {
        foreach (var key in KeysOf<PacketParameters>())
            AssertRefusedAlone(key, Expectation with { Packets = Changed(Expectation.Packets, key) });
        foreach (var key in KeysOf<StructureParameters>())
            AssertRefusedAlone(key, Expectation with { Structure = Changed(Expectation.Structure, key) });
    }

    [Fact]
    public void Is_measured_with_the_units_of_its_own_symbol() =>
        Assert.IsType<ModelLoad.Loaded>(Fit(Expectation with { Symbol = "LTCUSDT", Packets = Expectation.Packets with { Bucket = 7 } }));

    [Fact]
    public void Is_told_all_that_differs_at_once()
    {
        var wrong = new ModelExpectation
        {
            FeatureSchemaSha256 = "ff",
            FeatureNames = ["f0"],
            Symbol = "ETHUSDT",
            Packets = Expectation.Packets with { VpinWindow = 20, Anchor = PacketAnchor.None },
            Structure = Expectation.Structure with { BreakMode = BreakMode.Wick },
        };
        Assert.Equal(
            [
                ModelRefusalReason.Features, ModelRefusalReason.Symbol, ModelRefusalReason.Packets, ModelRefusalReason.Packets,
                ModelRefusalReason.Structure,
            ],
            Assert.IsType<ModelLoad.Refused>(Fit(wrong)).Reasons.Select(reason => reason.Reason));
    }

    [Fact]
    public void Needs_a_single_probability()
    {
        var softprob = GoldenModels.Bytes("softprob3.json");
        var features = PassportRig.Passport().Features with { Names = XGBoostModelReader.Read(softprob).FeatureNames };
        var passport = PassportRig.Passport() with { Model = PassportModel.Describe(softprob, ModelFileFormat.Json), Features = features };
        var loaded = Assert.IsType<ModelLoad.Loaded>(ModelChecks.Verify(passport, softprob));
        var refused = Assert.IsType<ModelLoad.Refused>(ModelChecks.Fit(loaded, Expectation with { FeatureNames = features.Names }));
        Assert.Equal(ModelRefusalReason.Objective, Assert.Single(refused.Reasons).Reason);
    }

    private static IEnumerable<PropertyInfo> KeysOf<T>() =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    // A copy with another value under one key. Records have no other way to copy by reflection than the method behind "with".
    private static T Changed<T>(T parameters, PropertyInfo key)
        where T : class
    {
        var copy = (T?)typeof(T).GetMethod("<Clone>$")?.Invoke(parameters, null) ?? throw new InvalidOperationException($"{typeof(T).Name} is no record");
        key.SetValue(copy, key.GetValue(parameters) switch
        {
            int number => number + 1,
            long number => number + 1,
            Duration time => time + new Duration(1),
            IReadOnlyList<long> list => (object)(long[])[.. list.Take(list.Count - 1), list[^1] + 1],
            Enum value => Enum.GetValues(key.PropertyType).Cast<Enum>().First(other => !other.Equals(value)),
            var other => throw new NotSupportedException($"{key.Name} holds {other}"),
        });
        return copy;
    }

    private static void AssertRefusedAlone(PropertyInfo key, ModelExpectation expectation)
    {
        var refusal = Assert.Single(Assert.IsType<ModelLoad.Refused>(Fit(expectation)).Reasons);
        var word = JsonNamingPolicy.SnakeCaseLower.ConvertName(key.Name);
        Assert.True(refusal.Message.Contains(word, StringComparison.Ordinal), $"{key.Name}: {refusal.Message}");
    }

    private static ModelLoad Fit(ModelExpectation expectation) =>
        ModelChecks.Fit(Assert.IsType<ModelLoad.Loaded>(ModelChecks.Verify(PassportRig.Passport(), PassportRig.Json)), expectation);

    private static void AssertRefused(ModelRefusalReason reason, string message, ModelExpectation expectation)
    {
        var refusal = Assert.Single(Assert.IsType<ModelLoad.Refused>(Fit(expectation)).Reasons);
        Assert.Equal(reason, refusal.Reason);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }
}
