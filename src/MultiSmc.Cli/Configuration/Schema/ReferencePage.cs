using System.Text;

namespace MultiSmc.Cli.Configuration;

/// <summary>The table of keys as Markdown: docs/configuration.md. A test compares the page with this, so it is always current.</summary>
internal static class ReferencePage
{
    private const string Head = """
        # config.yaml

        Everything a run depends on stands in one YAML file. `multismc init` writes a commented one, `multismc config check` judges it,
        `multismc config show` prints every value in force with what set it, `multismc config schema` prints a JSON schema for editors.

        This page is made from the program's own table of keys (`multismc config reference`); a test keeps it current.

        - **All faults at once**, each with file, line, path, value, what is allowed, and the nearest key for a typo.
          Unknown and duplicate keys are errors.
        - **What wins:** command line (`--data`) over environment over file over defaults.
          A symbol's own value wins over `defaults`, whoever wrote it.
        - **Environment:** `MULTISMC__SECTION__KEY`, upper or lower case after the prefix; items of lists by index:
          `MULTISMC__SYMBOLS__0__PACKETS__BUCKET=20000`, `MULTISMC__ACCOUNT__BALANCES__USDT=5000`. The index after the last one appends.
        - **Money, prices, quantities** are plain decimals with up to eight places, with or without quotes, and are read exactly.
          No exponent, no thousands separator.
        - **Shares** are whole numbers: `ppm` are millionths (10000 = 1 %), `milli` thousandths. **Times** carry a unit: `250ms`, `60s`, `1h`.
        - **Secrets** are never in this file. A key that sounds like one is refused and its value is masked.
        - **Identity:** `config check` prints a hash of the effective values. Comments, the order of keys, and the folders of
          data, models and reports do not change it.

        """;

    /// <summary>The whole page, with LF line ends.</summary>
    public static string Text()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        page.Append('\n').Append("## Top\n\n").Append(TableHead);
        foreach (var key in ConfigurationSchema.Root.Children.OfType<SchemaNode.Key>())
            AppendKey(page, key);
        foreach (var child in ConfigurationSchema.Root.Children.Where(static child => child is not SchemaNode.Key))
            AppendPart(page, child, child.Name, "##");
        return page.ToString();
    }

    private const string TableHead = "| key | type | default | allowed | meaning |\n|---|---|---|---|---|\n";

    private static void AppendPart(StringBuilder page, SchemaNode node, string path, string heading)
    {
        page.Append('\n').Append(heading).Append(" `").Append(path).Append("`\n\n").Append(node.Description).Append('\n');
        switch (node)
        {
            case SchemaNode.Section { Name: "defaults" } shared:
                var groups = string.Join(", ", shared.Children.Select(static child => "`" + child.Name + "`"));
                page.Append("\nHolds ").Append(groups).Append(" with the same keys as under `symbols[]`.\n");
                break;
            case SchemaNode.SectionList list:
                AppendKeys(page, list.Item, path + "[]", heading);
                break;
            case SchemaNode.Section section:
                AppendKeys(page, section, path, heading);
                break;
        }
    }

    private static void AppendKeys(StringBuilder page, SchemaNode.Section section, string path, string heading)
    {
        var rows = section.Children.Where(static child => child is SchemaNode.Key or SchemaNode.AmountMap).ToArray();
        if (rows.Length > 0)
            page.Append('\n').Append(TableHead);
        foreach (var row in rows)
        {
            if (row is SchemaNode.Key key)
                AppendKey(page, key);
            else if (row is SchemaNode.AmountMap amounts)
                AppendAmounts(page, amounts);
        }

        foreach (var nested in section.Children.OfType<SchemaNode.Section>())
            AppendPart(page, nested, ConfigPath.Child(path, nested.Name), heading + "#");
    }

    private static void AppendAmounts(StringBuilder page, SchemaNode.AmountMap amounts)
    {
        var fallback = $"`{amounts.DefaultAsset}: {amounts.DefaultAmount}`";
        AppendRow(page, amounts.Name, "amounts by asset", fallback, DecimalType.NotNegative.Allowed, amounts.Description);
    }

    private static void AppendKey(StringBuilder page, SchemaNode.Key key)
    {
        var fallback = key switch
        {
            { Default: { } text } => "`" + text + "`",
            { DefaultFrom: { } from } => from,
            { IsRequired: true } => "**required**",
            _ => "not set",
        };
        var type = key.Unit is null ? key.Type.Name : $"{key.Type.Name}, {key.Unit}";
        AppendRow(page, key.Name, type, fallback, key.Type.Allowed, key.Description);
    }

    private static void AppendRow(StringBuilder page, string name, string type, string fallback, string allowed, string meaning)
    {
        var plain = allowed.Replace("*", "\\*", StringComparison.Ordinal);
        page.Append("| `").Append(name).Append("` | ").AppendJoin(" | ", type, fallback, plain, meaning).Append(" |\n");
    }
}
