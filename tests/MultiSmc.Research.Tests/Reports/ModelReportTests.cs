using System.Text;
using System.Text.Json;

namespace MultiSmc.Research.Tests;

public sealed class ModelReportTests
{
    private readonly BacktestReport _report = BacktestReport.Create(ModelRun.Result("1010", "990", "1000", "1020"));

    [Fact]
    public void Json_holds_the_value_of_the_model()
    {
        var model = Json(_report);

        Assert.Equal("m1", model.GetProperty("id").GetString());
        Assert.Equal(5, model.GetProperty("zones_asked").GetInt32());
        Assert.Equal(2, model.GetProperty("zones_pulled").GetInt32());
        Assert.Equal(1, model.GetProperty("zones_rearmed").GetInt32());
        Assert.Equal(2, model.GetProperty("zones_kept").GetInt32());
        Assert.Equal(0.6, model.GetProperty("pulled_share").GetDouble());
        Assert.Equal("10", model.GetProperty("net_result").GetString());
        Assert.Equal("-10", model.GetProperty("net_result_without").GetString());
        Assert.True(model.GetProperty("is_within_chance").GetBoolean());
        var rivals = model.GetProperty("rivals");
        Assert.Equal(["0", "20"], rivals.GetProperty("net_results").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal("10", rivals.GetProperty("mean").GetString());
        Assert.Equal(0.5, rivals.GetProperty("percentile").GetDouble());
        Assert.Equal(
            ["pulled", "re-armed", "kept", "all"],
            model.GetProperty("counterfactual").EnumerateArray().Select(group => group.GetProperty("treatment").GetString()));
        Assert.Equal(-50, model.GetProperty("counterfactual")[0].GetProperty("mean_net_bps").GetDouble());
        Assert.Equal(10, model.GetProperty("reliability").GetProperty("bins").GetArrayLength());
        Assert.Equal(3, model.GetProperty("reliability").GetProperty("samples").GetInt32());
    }

    [Fact]
    public void Json_says_null_without_a_model_and_for_what_is_undefined()
    {
        Assert.Equal(JsonValueKind.Null, Json(SampleRun.Report()).ValueKind);
        var alone = Json(BacktestReport.Create(ModelRun.Result() with { Counterfactuals = [] }));
        Assert.Equal(JsonValueKind.Null, alone.GetProperty("is_within_chance").ValueKind);
        Assert.Equal(JsonValueKind.Null, alone.GetProperty("rivals").GetProperty("percentile").ValueKind);
        Assert.Equal(JsonValueKind.Null, alone.GetProperty("reliability").GetProperty("brier").ValueKind);
    }

    [Fact]
    public void A_model_that_chance_equals_is_warned_of()
    {
        var few = Assert.Single(_report.Flags, flag => flag.Code == "model-not-better-than-chance");
        var many = BacktestReport.Create(ModelRun.Result("1010", "990", ModelRun.Rivals(40)));
        var good = BacktestReport.Create(ModelRun.Result("1100", "990", ModelRun.Rivals(40)));

        Assert.Contains("only 2 runs", few.Text, StringComparison.Ordinal);
        Assert.Contains("24 % of 40 runs", Assert.Single(many.Flags, flag => flag.Code == "model-not-better-than-chance").Text, StringComparison.Ordinal);
        Assert.DoesNotContain(good.Flags, flag => flag.Code == "model-not-better-than-chance");
    }

    [Theory]
    [InlineData("Zones judged", "5")]
    [InlineData("Pulled / put back / kept", "2 / 1 / 2")]
    [InlineData("Net result without", "-10.00 USDT")]
    [InlineData("Pulled by chance, mean", "10.00 USDT (2 runs)")]
    [InlineData("Better than chance in", "50 %")]
    [InlineData("Left alone: pulled", "2 zones: 1 unfilled, 0 target, 1 stop, -50.0 bps each filled")]
    public void Summary_has_a_section_for_the_model(string label, string value) =>
        Assert.Equal(value, Assert.Single(SummaryModel.Rows(_report), row => row.Section == "Model" && row.Label == label).Value);

    [Fact]
    public void Decisions_hold_margin_and_features_and_orders_what_became_of_them_left_alone()
    {
        var record = _report.Result.Runs[0].Record;

        var decisions = Text(stream => DecisionsCsv.Write(_report.Result, record, stream)).Split('\n');
        Assert.EndsWith(",margin,features", decisions[0], StringComparison.Ordinal);
        Assert.Contains(decisions, row => row.EndsWith(",pull,,,-0.2,1.5;;-0.1", StringComparison.Ordinal));
        Assert.Contains(decisions, row => row.Contains(",m1,failed,", StringComparison.Ordinal) && row.EndsWith(",keep,,,,", StringComparison.Ordinal));
        var orders = Text(stream => OrdersCsv.Write(_report.Result, record, stream)).Split('\n');
        Assert.EndsWith(",refusal,counterfactual", orders[0], StringComparison.Ordinal);
        Assert.EndsWith(",,sl", orders[1], StringComparison.Ordinal);
    }

    private static JsonElement Json(BacktestReport report) =>
        JsonDocument.Parse(Text(stream => BacktestReportWriter.WriteJson(report, stream))).RootElement.GetProperty("model");

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
