using System.Globalization;
using System.Text.Json;

namespace MultiSmc.Cli.Configuration;

/// <summary>The table of keys as a JSON schema (draft 2020-12), for editors that complete and check YAML as it is typed.</summary>
internal static class SchemaJson
{
    /// <summary>Writes the schema as one object.</summary>
    public static void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("$id", "urn:multismc:configuration:" + ConfigurationSchema.Version.ToString(CultureInfo.InvariantCulture));
        json.WriteString("title", "MultiSmc configuration");
        WriteSection(json, ConfigurationSchema.Root);
        json.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter json, SchemaNode.Section section)
    {
        json.WriteString("type", "object");
        if (section.Description.Length > 0)
            json.WriteString("description", section.Description);
        json.WriteBoolean("additionalProperties", false);
        WriteRequired(json, section);
        json.WriteStartObject("properties");
        foreach (var child in section.Children)
        {
            json.WriteStartObject(child.Name);
            WriteChild(json, child);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteChild(Utf8JsonWriter json, SchemaNode child)
    {
        switch (child)
        {
            case SchemaNode.Section section:
                WriteSection(json, section);
                break;
            case SchemaNode.SectionList list:
                json.WriteString("type", "array");
                json.WriteString("description", list.Description);
                json.WriteNumber("minItems", 1);
                json.WriteStartObject("items");
                WriteSection(json, list.Item);
                json.WriteEndObject();
                break;
            case SchemaNode.AmountMap amounts:
                json.WriteString("type", "object");
                json.WriteString("description", amounts.Description);
                json.WriteStartObject("propertyNames");
                TextType.Code.WriteSchema(json);
                json.WriteEndObject();
                json.WriteStartObject("additionalProperties");
                DecimalType.NotNegative.WriteSchema(json);
                json.WriteEndObject();
                break;
            case SchemaNode.Key key:
                WriteKey(json, key);
                break;
        }
    }

    private static void WriteKey(Utf8JsonWriter json, SchemaNode.Key key)
    {
        json.WriteString("description", key.Unit is null ? key.Description : $"{key.Description} [{key.Unit}]");
        key.Type.WriteSchema(json);
        if (key.Default is null)
            return;
        json.WritePropertyName("default");
        if (key.Type.Read(ConfigNode.FromDefault(key.Default), key.Name, []) is { } value)
            key.Type.WriteValue(json, value);
        else
            json.WriteNullValue();
    }

    // What may come from `defaults` cannot be demanded of a symbol by a schema; the checks do that.
    private static void WriteRequired(Utf8JsonWriter json, SchemaNode.Section section)
    {
        var required = section.Children
            .Where(static child => child is SchemaNode.SectionList or SchemaNode.Key { IsRequired: true, Name: not "bucket" })
            .Select(static child => child.Name)
            .ToArray();
        if (required.Length == 0)
            return;
        json.WriteStartArray("required");
        foreach (var name in required)
            json.WriteStringValue(name);
        json.WriteEndArray();
    }
}
