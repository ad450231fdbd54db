using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CsCheck;

namespace MultiSmc.Research.Tests;

public sealed class HistogramTests
{
    [Fact]
    public void Zero_is_an_edge_and_belongs_to_the_gains()
    {
        var bars = Bars([-1, -0.01, 0, 0.01, 1]);

        Assert.Equal(
            [("loss", "-1.0 to -0.9: 1 trade"), ("loss", "-0.1 to 0.0: 1 trade"), ("gain", "0.0 to 0.1: 2 trades"), ("gain", "0.9 to 1.0: 1 trade")],
            bars);
    }

    [Fact]
    public void One_value_alone_has_a_bar() => Assert.Single(Bars([-1]));

    [Fact]
    public void Every_value_is_in_one_bar() => Gen.Double[-1e4, 1e4].Array[1, 200].Sample(values =>
        Bars(values).Sum(bar => int.Parse(bar.Hint.Split(": ")[1].Split(' ')[0], CultureInfo.InvariantCulture)) == values.Length);

    private static (string Style, string Hint)[] Bars(double[] values)
    {
        var markup = new Markup();
        Histogram.Draw(markup, "trades", values, "R", ("trade", "trades"));
        var picture = XElement.Parse(Encoding.UTF8.GetString(markup.ToUtf8()));
        return [.. picture.Descendants("rect").Select(bar => (bar.Attribute("class")?.Value ?? "", bar.Value))];
    }
}
