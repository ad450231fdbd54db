using System.Globalization;
using System.Text;

namespace MultiSmc.Cli.Configuration;

/// <summary>
/// The commented file that <c>init</c> writes: every key with its meaning and default, ready to run once recordings lie in the data folder.
/// </summary>
internal static class StarterFile
{
    private const int WidestLine = 120;

    private const string Head = """
        # MultiSmc configuration. Lines that begin with # are remarks; a key with # before it shows what could be written.
        # `multismc config check` judges this file, `multismc config show` prints what is in force and why.
        # Units: ppm are millionths (10000 = 1 %), milli are thousandths, times carry a unit (250ms, 60s, 1h).
        # Any key can be overridden from the environment, like MULTISMC__RISK__RISK_PPM=1000.
        # No secrets in this file, ever.

        """;

    /// <summary>The whole file, with LF line ends.</summary>
    public static string Text()
    {
        var file = new StringBuilder(Head.ReplaceLineEndings("\n")).Append('\n');
        foreach (var child in ConfigurationSchema.Root.Children)
        {
            Append(file, child, "");
            file.Append('\n');
        }

        return file.ToString().TrimEnd('\n') + "\n";
    }

    private static void Append(StringBuilder file, SchemaNode node, string indent)
    {
        Comment(file, indent, node.Description);
        switch (node)
        {
            case SchemaNode.Key key:
                AppendKey(file, key, indent, "");
                break;
            case SchemaNode.Section section:
                file.Append(indent).Append(section.Name).Append(":\n");
                foreach (var child in section.Children)
                    Append(file, child, indent + "  ");
                break;
            case SchemaNode.AmountMap amounts:
                file.Append(indent).Append(amounts.Name).Append(":\n");
                file.Append(indent).Append("  ").Append(amounts.DefaultAsset).Append(": \"").Append(amounts.DefaultAmount).Append("\"\n");
                break;
            case SchemaNode.SectionList list:
                file.Append(indent).Append(list.Name).Append(":\n");
                AppendItem(file, list.Item, indent + "  ");
                break;
        }
    }

    // The item shows what a symbol needs; what it may override stands in full under `defaults` already.
    private static void AppendItem(StringBuilder file, SchemaNode.Section item, string indent)
    {
        var lead = "- ";
        foreach (var key in item.Children.OfType<SchemaNode.Key>())
        {
            Comment(file, indent + "  ", key.Description);
            AppendKey(file, key, indent, lead);
            lead = "  ";
        }

        foreach (var section in item.Children.OfType<SchemaNode.Section>())
        {
            Comment(file, indent + "  ", section.Description);
            file.Append(indent).Append("  # ").Append(section.Name).Append(":\n");
            if (section.Name != "instrument")
                file.Append(indent).Append("  #   # any key of defaults.").Append(section.Name).Append('\n');
            foreach (var key in section.Children.OfType<SchemaNode.Key>().Where(_ => section.Name == "instrument"))
                file.Append(indent).Append(CultureInfo.InvariantCulture, $"  #   {key.Name}: {key.Example}  # {key.Description}\n");
        }
    }

    private static void AppendKey(StringBuilder file, SchemaNode.Key key, string indent, string lead)
    {
        var allowed = key.Type is ChoiceType or BooleanType ? "  # " + key.Type.Allowed : key.Unit is null ? "" : "  # " + key.Unit;
        // A key without a default that has to be there is written with its example; one that need not be is shown as a remark.
        var isRemark = key.Default is null && !key.IsRequired && !key.IsWritten;
        var mark = isRemark ? "# " : "";
        file.Append(CultureInfo.InvariantCulture, $"{indent}{lead}{mark}{key.Name}: {key.Default ?? key.Example}{allowed}\n");
    }

    private static void Comment(StringBuilder file, string indent, string text)
    {
        if (text.Length == 0)
            return;
        var width = 0;
        foreach (var word in text.Split(' '))
        {
            if (width == 0 || width + 1 + word.Length > WidestLine)
            {
                file.Append(width == 0 ? "" : "\n").Append(indent).Append('#');
                width = indent.Length + 1;
            }

            file.Append(' ').Append(word);
            width += 1 + word.Length;
        }

        file.Append('\n');
    }
}
