using System.Text;

namespace MultiSmc.Research.Tests;

public sealed class MarkupTests
{
    [Theory]
    [InlineData("a < b & c > \"d\" 'e'", "a &lt; b &amp; c &gt; &quot;d&quot; &#39;e&#39;")]
    [InlineData("x\0y\u001b\u202e\ufffe", "x\ufffdy\ufffd\ufffd\ufffd")]
    [InlineData("Ⓜ 日本 😀", "Ⓜ 日本 😀")]
    public void Text_and_attributes_are_escaped(string text, string escaped)
    {
        var markup = new Markup().Element("p", text, ("title", text));

        Assert.Equal($"<p title=\"{escaped}\">{escaped}</p>", Encoding.UTF8.GetString(markup.ToUtf8()));
    }

    [Fact]
    public void An_element_left_open_is_a_defect() => Assert.Throws<Core.InvariantException>(() => new Markup().Open("p").ToUtf8());

    [Fact]
    public void A_style_sheet_with_markup_is_a_defect() => Assert.Throws<Core.InvariantException>(() => new Markup().Style("</style>"));
}
