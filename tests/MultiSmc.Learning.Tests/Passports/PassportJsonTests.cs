using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Learning.Tests;

public sealed class PassportFile
{
    [Fact]
    public void Is_the_same_bytes_whatever_order_parameters_came_in_and_however_often_it_was_read()
    {
        var passport = PassportRig.Passport();
        var bytes = PassportJson.Write(passport);
        var turned = passport with
        {
            Training = passport.Training with { Parameters = passport.Training.Parameters.Reverse().ToDictionary() },
        };
        Assert.Equal(bytes, PassportJson.Write(turned));
        Assert.Equal(bytes, PassportJson.Write(PassportJson.ReadPassport(bytes)));
    }

    [Fact]
    public void Speaks_the_words_of_the_specification()
    {
        var text = Encoding.UTF8.GetString(PassportJson.Write(PassportRig.Passport()));
        Assert.StartsWith("{\n  \"schema\": 1,\n  \"name\": \"btc-1\",\n", text, StringComparison.Ordinal);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        var json = JsonNode.Parse(text)?.AsObject() ?? [];
        Assert.Equal(
            [
                "schema", "name", "created", "model", "features", "market", "packets", "structure", "labels", "data", "training", "splits", "metrics",
                "calibration", "threshold", "gates", "trials", "overfitting", "code",
            ],
            json.Select(field => field.Key));
        Assert.Equal("json", json["model"]?["format"]?.GetValue<string>());
        Assert.Equal("utc_day", json["packets"]?["anchor"]?.GetValue<string>());
        Assert.Equal("last_swing", json["structure"]?["choch_level"]?.GetValue<string>());
        Assert.Equal("[0,270,620]", json["structure"]?["tp_milli"]?.ToJsonString());
        Assert.Equal("3600000000000", json["packets"]?["session_gap_ns"]?.ToJsonString());
        Assert.Equal("2026-03-01T12:30:00+00:00", json["created"]?.GetValue<string>());
    }

    [Fact]
    public void Has_every_key_of_the_parameters()
    {
        AssertCovers<StructureParameters>(["Tick"], typeof(PassportStructure), typeof(PassportSymbol));
        AssertCovers<PacketParameters>([], typeof(PassportPackets), typeof(PassportSymbol));
        AssertCovers<LabelParameters>(["Tick"], typeof(PassportLabels), typeof(PassportSymbol));
    }

    [Fact]
    public void Keeps_a_metric_that_is_not_a_number()
    {
        var passport = PassportRig.Passport();
        var odd = passport with { Metrics = passport.Metrics with { Pooled = passport.Metrics.Pooled with { Auc = double.NaN } } };
        Assert.Equal(double.NaN, PassportJson.ReadPassport(PassportJson.Write(odd)).Metrics.Pooled.Auc);
    }

    [Fact]
    public void Is_refused_when_a_key_is_missing_unknown_twice_or_null()
    {
        AssertRefused("fee", json => json["labels"]?.AsObject().Remove("maker_fee_ppm"));
        AssertRefused("extra", json => json["structure"]?.AsObject().Add("extra", 1));
        AssertRefused("names", json => json["features"]?.AsObject()["names"] = null);
        AssertRefused("null in an array", json => json["market"]?["symbols"]?.AsArray().Add(null));
        AssertRefused("wick", json => json["structure"]?.AsObject()["break_mode"] = "wicked");
        var twice = Encoding.UTF8.GetString(PassportJson.Write(PassportRig.Passport()))
            .Replace("\"tried\": 3", "\"tried\": 3, \"tried\": 1", StringComparison.Ordinal);
        Assert.Throws<JsonException>(() => PassportJson.ReadPassport(Encoding.UTF8.GetBytes(twice)));
    }

    [Fact]
    public void Of_another_schema_is_called_so()
    {
        AssertRefused("has schema 2, this version reads 1", json => json["schema"] = 2);
        AssertRefused("no schema", json => json.Remove("schema"));
    }

    // The passport's words need not be the parameter's: Duration is written in nanoseconds.
    private static void AssertCovers<T>(string[] ofTheSymbol, params Type[] passports)
    {
        var keys = passports.SelectMany(Names).ToHashSet();
        foreach (var name in Names(typeof(T)))
            Assert.True(keys.Contains(name) || keys.Contains(name + "Ns"), $"{typeof(T).Name}.{name} is not in the passport");
        Assert.All(ofTheSymbol, key => Assert.NotNull(typeof(PassportSymbol).GetProperty(key)));
    }

    private static IEnumerable<string> Names(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name);

    private static void AssertRefused(string word, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(PassportJson.Write(PassportRig.Passport()))?.AsObject() ?? [];
        change(json);
        var refused = Assert.Throws<JsonException>(() => PassportJson.ReadPassport(Encoding.UTF8.GetBytes(json.ToJsonString())));
        Assert.Contains(word == "wick" ? "break_mode" : word, refused.Message, StringComparison.Ordinal);
    }
}

public sealed class ComparedPassports
{
    [Fact]
    public void Differ_where_they_differ_and_nowhere_else()
    {
        var left = PassportRig.Passport();
        var right = left with
        {
            Structure = left.Structure with { Left = 5 },
            Metrics = left.Metrics with { Folds = [left.Metrics.Folds[0] with { Auc = 0.6 }, left.Metrics.Pooled with { Reliability = [] }] },
            Overfitting = null,
        };
        var differences = PassportComparison.Compare(left, right);
        Assert.Contains(new PassportDifference("structure.left", "3", "5"), differences);
        Assert.Contains(new PassportDifference("metrics.folds[0].auc", "0.58", "0.6"), differences);
        Assert.Contains(new PassportDifference("metrics.folds[1].auc", null, "0.57"), differences);
        Assert.Contains(new PassportDifference("overfitting.psr", "0.9", null), differences);
        Assert.All(differences, difference => Assert.Matches("^(structure.left|metrics.folds|overfitting)", difference.Path));
        Assert.Empty(PassportComparison.Compare(left, left with { Structure = PassportStructure.From(PassportRig.Structure) }));
    }
}
