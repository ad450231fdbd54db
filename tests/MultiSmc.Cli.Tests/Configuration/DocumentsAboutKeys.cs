using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Tests.Configuration;

public sealed class DocumentsAboutKeys
{
    private static readonly JsonElement Schema = BuildSchema();

    private static JsonElement BuildSchema()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
            SchemaJson.Write(json);
        return JsonDocument.Parse(buffer.WrittenMemory).RootElement;
    }

    [Fact]
    public void Page_is_current() => Assert.True(
        ReferencePage.Text() == Checkout.Read("docs/configuration.md"),
        "docs/configuration.md is not what the table says; run: dotnet run --project src/MultiSmc.Cli -- config reference > docs/configuration.md");

    [Fact]
    public void Schema_names_its_draft_and_closes_every_section()
    {
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", Schema.GetProperty("$schema").GetString());
        Assert.All(
            ConfigurationSchema.Walk().Where(static row => row.Node is SchemaNode.Section),
            static row => Assert.False(Find(row.Path).GetProperty("additionalProperties").GetBoolean()));
        Assert.Equal(["schema", "symbols"], Schema.GetProperty("required").EnumerateArray().Select(static r => r.GetString()));
    }

    [Fact]
    public void Schema_knows_every_key_with_its_meaning_and_default() => Assert.All(ConfigurationSchema.Walk(), static row =>
    {
        var found = Find(row.Path);
        Assert.Contains(row.Node.Description, found.GetProperty("description").GetString(), StringComparison.Ordinal);
        if (row.Node is SchemaNode.Key { Default: not null } key)
            Assert.Equal(key.Default.Replace(" ", "", StringComparison.Ordinal), Plain(found.GetProperty("default")));
    });

    [Fact]
    public void Schema_patterns_accept_the_defaults_and_examples() => Assert.All(ConfigurationSchema.Walk(), static row =>
    {
        if (row.Node is not SchemaNode.Key { Type: ScalarType } key || (key.Default ?? key.Example) is not { } text)
            return;
        var found = Find(row.Path);
        if (found.TryGetProperty("anyOf", out var either))
            Assert.True(text == "0" || Regex.IsMatch(text, either[0].GetProperty("pattern").GetString() ?? ""), row.Path);
        else if (found.TryGetProperty("pattern", out var pattern))
            Assert.Matches(pattern.GetString() ?? "", text);
    });

    [Fact]
    public void Starter_file_is_a_configuration_with_the_defaults_and_shows_every_key()
    {
        var text = StarterFile.Text();

        var starter = Given.Loaded(text);
        var least = Given.Loaded("schema: 1\nsymbols:\n  - {symbol: BTCUSDT, files: [BTCUSDT-trades-*.zip], packets: {bucket: 100000}}\n");
        Assert.Equal(least.Hash, starter.Hash);
        Assert.All(
            ConfigurationSchema.Walk().Where(static row => !row.Path.StartsWith("symbols[].", StringComparison.Ordinal) || row.Path.Contains("instrument", StringComparison.Ordinal)),
            row => Assert.Matches($@"(?m)^ *(- |# +)?{Regex.Escape(row.Node.Name)}:", text));
        Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= 124 && line == line.TrimEnd(), line));
    }

    private static JsonElement Find(string path)
    {
        var at = Schema;
        foreach (var part in path.Split('.'))
        {
            at = at.GetProperty("properties").GetProperty(part.Replace("[]", "", StringComparison.Ordinal));
            if (part.EndsWith("[]", StringComparison.Ordinal))
                at = at.GetProperty("items");
        }

        return at;
    }

    private static string Plain(JsonElement value) => value.GetRawText().Replace("\"", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
