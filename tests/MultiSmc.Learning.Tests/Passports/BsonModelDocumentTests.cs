using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace MultiSmc.Learning.Tests;

public sealed class BsonOfAModel
{
    // Keys of letters, texts of anything, numbers as models have them.
    private static readonly Gen<JsonNode?> GenValue = Gen.Recursive<JsonNode?>((depth, inner) => depth > 4
        ? GenLeaf
        : Gen.Frequency(
            (3, GenLeaf),
            (1, inner.Array[0, 5].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]))),
            (1, GenObject(inner))));

    private static Gen<JsonNode?> GenLeaf => Gen.OneOf(
        Gen.Int.Select(value => (JsonNode?)value),
        Gen.Long.Select(value => (JsonNode?)value),
        Gen.Double[-1e300, 1e300].Select(value => (JsonNode?)value),
        Gen.Single[-1e30f, 1e30f].Select(value => (JsonNode?)value),
        Gen.String.Select(value => (JsonNode?)Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value))),
        Gen.Bool.Select(value => (JsonNode?)value),
        Gen.Const((JsonNode?)null));

    [Fact]
    public void Is_the_specifications_own_example_byte_for_byte()
    {
        byte[] hello = [.. "\u0016\0\0\0\u0002hello\0\u0006\0\0\0world\0\0"u8];
        Assert.Equal(hello, BsonModelDocument.FromJson("""{"hello":"world"}"""u8));
        byte[] array =
        [
            .. "1\0\0\0\u0004BSON\0&\0\0\0\u00020\0\u0008\0\0\0awesome\0\u00011\0"u8, 0x33, 0x33, 0x33, 0x33, 0x33, 0x33, 0x14, 0x40,
            .. "\u00102\0"u8, 0xC2, 0x07, 0, 0, 0, 0,
        ];
        Assert.Equal(array, BsonModelDocument.FromJson("""{"BSON": ["awesome", 5.05, 1986]}"""u8));
        Assert.Equal("""{"BSON":["awesome",5.05,1986]}""", Encoding.UTF8.GetString(BsonModelDocument.ToJson(array)));
    }

    [Fact]
    public void Gives_back_any_document_value_for_value() => GenObject(GenValue).Sample(node =>
    {
        var json = Encoding.UTF8.GetBytes(node?.ToJsonString() ?? "{}");
        var bson = BsonModelDocument.FromJson(json);
        var back = BsonModelDocument.ToJson(bson);
        Assert.Equal(bson, BsonModelDocument.FromJson(back));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(back)));
    });

    [Fact]
    public void Keeps_the_kind_of_a_number_and_the_sign_of_zero() =>
        Assert.Equal("""{"a":1,"b":1.0,"c":-0.0,"d":-0.0,"e":1E+20,"f":9007199254740993}""", Encoding.UTF8.GetString(BsonModelDocument.ToJson(
            BsonModelDocument.FromJson("""{"a":1,"b":1E0,"c":-0,"d":-0E0,"e":1e20,"f":9007199254740993}"""u8))));

    [Fact]
    public void Predicts_what_the_json_predicts_on_every_golden_model()
    {
        foreach (var name in GoldenModels.Names())
        {
            var json = GoldenModels.Bytes($"{name}.json");
            var expected = XGBoostModelReader.Read(json);
            var actual = XGBoostModelReader.Read(BsonModelDocument.ToJson(BsonModelDocument.FromJson(json)));
            var (left, right) = (new float[expected.ClassCount], new float[expected.ClassCount]);
            foreach (var row in GoldenModels.Rows(name))
            {
                expected.MarginsByWalk(row, left);
                actual.MarginsByWalk(row, right);
                Assert.Equal(Array.ConvertAll(left, BitConverter.SingleToInt32Bits), Array.ConvertAll(right, BitConverter.SingleToInt32Bits));
            }

            Assert.Equal(expected.FeatureNames, actual.FeatureNames);
            Assert.Equal(expected.Attributes, actual.Attributes);
        }
    }

    [Fact]
    public void Reads_the_id_that_a_database_adds() =>
        Assert.Equal("""{"_id":"000102030405060708090a0b"}""",
            Encoding.UTF8.GetString(BsonModelDocument.ToJson([22, 0, 0, 0, 7, .. "_id\0"u8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0])));

    [Fact]
    public void Refuses_types_that_models_do_not_have_by_number_and_key()
    {
        byte[] date = [16, 0, 0, 0, 9, .. "d\0"u8, 1, 2, 3, 4, 5, 6, 7, 8, 0];
        var refused = Assert.Throws<ModelFormatException>(() => BsonModelDocument.ToJson(date));
        Assert.Equal(ModelFault.Unsupported, refused.Fault);
        Assert.Contains("0x09 under \"d\"", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_damage_with_a_message_and_nothing_else()
    {
        var sound = BsonModelDocument.FromJson("""{"a":[1,2.5,"text",{"b":null}],"c":true,"d":9007199254740993}"""u8);
        for (var length = 0; length < sound.Length; length++)
        {
            var cut = sound[..length];
            Assert.Throws<ModelFormatException>(() => BsonModelDocument.ToJson(cut));
        }

        Assert.Throws<ModelFormatException>(() => BsonModelDocument.ToJson([.. sound, 0]));
        Gen.Select(Gen.Int[0, sound.Length - 1], Gen.Byte).Array[1, 3].Sample(changes =>
        {
            var damaged = (byte[])sound.Clone();
            foreach (var (at, value) in changes)
                damaged[at] = value;
            try
            {
                Assert.NotNull(JsonNode.Parse(BsonModelDocument.ToJson(damaged), null, new() { AllowDuplicateProperties = true }));
            }
            catch (ModelFormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        });
    }

    [Theory]
    [InlineData("[1]", "an object")]
    [InlineData("{\"a\":", "JSON")]
    [InlineData("{} {}", "JSON")]
    [InlineData("{\"a\\u0000b\":1}", "zero byte")]
    [InlineData("{\"a\":1e999}", "beyond a double")]
    public void Cannot_be_made_of_everything(string json, string word)
    {
        var refused = Assert.Throws<ModelFormatException>(() => BsonModelDocument.FromJson(Encoding.UTF8.GetBytes(json)));
        Assert.Contains(word, refused.Message, StringComparison.Ordinal);
    }

    private static Gen<JsonNode?> GenObject(Gen<JsonNode?> inner) =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 4], inner).Array[0, 5].Select(fields =>
        {
            var node = new JsonObject();
            foreach (var (key, value) in fields)
                node[key] = value?.DeepClone();
            return (JsonNode?)node;
        });
}
