namespace MultiSmc.Research;

/// <summary>A table: the first column holds names, the others figures.</summary>
internal sealed class HtmlTable
{
    private readonly Markup _markup;

    private HtmlTable(Markup markup) => _markup = markup;

    /// <summary>Writes a table.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="columns">The header.</param>
    /// <param name="rows">As many cells each.</param>
    public static void Write(Markup markup, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new HtmlTable(markup);
        markup.Open("div", ("class", "scroll")).Open("table").Open("thead");
        table.Row("th", columns, "col");
        markup.Close().Open("tbody");
        foreach (var row in rows)
            table.Row("td", row, "row");
        markup.Close().Close().CloseLine();
    }

    /// <summary>Writes names with what stands for each.</summary>
    public static void Facts(Markup markup, IEnumerable<(string Name, string Text)> facts)
    {
        var table = new HtmlTable(markup);
        markup.Open("div", ("class", "scroll")).Open("table", ("class", "facts")).Open("tbody");
        foreach (var (name, text) in facts)
            table.Row("td", [name, text], "row");
        markup.Close().Close().CloseLine();
    }

    private void Row(string cell, IReadOnlyList<string> cells, string scope)
    {
        _markup.Open("tr");
        foreach (var (column, text) in cells.Index())
        {
            if (cell == "th" || column == 0)
                _markup.Element("th", text, ("scope", scope));
            else
                _markup.Element("td", text);
        }

        _markup.CloseLine();
    }
}
