using System.Text.Json;
using MultiSmc.Binance.Wire;
using MultiSmc.Testing;

namespace MultiSmc.Binance.Tests.Wire;

public sealed class GoldenMessages
{
    public static TheoryData<string> Files => [.. Golden.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_message_read_and_written_is_the_same_tree(string file)
    {
        var message = Golden.Bytes(file);
        var again = Golden.Again(file, message);
        Assert.Null(JsonTrees.Difference(message, again, Golden.ShortDecimals.Contains(file), Golden.Ignored.GetValueOrDefault(file, [])));
    }

    [Fact]
    public void Leeway_for_decimals_is_given_only_where_it_is_needed()
    {
        var exact = Golden.ShortDecimals.Where(file =>
        {
            var message = Golden.Bytes(file);
            return JsonTrees.Difference(message, Golden.Again(file, message)) is null;
        });
        Assert.Empty(exact);
    }

    [Fact]
    public void Every_message_of_the_folder_is_tried()
    {
        var root = SharedData.Require(Golden.Folder);
        var files = Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/')).ToArray();
        Assert.Empty(files.Except(Golden.Files).Except(Golden.Lists));
        Assert.True(files.Length >= 134, $"only {files.Length} files");
    }

    [Fact]
    public void Written_twice_is_written_alike()
    {
        foreach (var file in Golden.Files)
        {
            var once = Golden.Again(file, Golden.Bytes(file));
            Assert.Equal(once, Golden.Again(file, once));
        }
    }

    [Fact]
    public void Error_bodies_are_read_and_written()
    {
        using var bodies = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require(Golden.Folder + "/errors/bodies.json")));
        foreach (var row in bodies.RootElement.EnumerateArray())
        {
            var body = JsonSerializer.SerializeToUtf8Bytes(row.GetProperty("body"));
            Assert.Null(JsonTrees.Difference(body, ApiError.Format.Encode(ApiError.Format.Decode(body))));
        }

        Assert.Equal(12, bodies.RootElement.GetArrayLength());
    }
}
