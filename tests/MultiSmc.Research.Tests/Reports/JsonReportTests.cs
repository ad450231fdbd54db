using System.Text;
using System.Text.Json;

namespace MultiSmc.Research.Tests;

public sealed class JsonReportTests
{
    [Fact]
    public void Names_its_schema_first_and_warns_before_any_figure()
    {
        var names = Parsed().EnumerateObject().Select(property => property.Name);

        Assert.Equal(
            [
                "schema", "identity", "warnings", "currency", "assumptions", "instruments", "equity", "trades", "orders", "band", "model", "benchmarks",
                "break_even", "record",
            ],
            names);
        Assert.Equal("multismc.backtest/1", Parsed().GetProperty("schema").GetString());
    }

    [Fact]
    public void Money_is_a_decimal_string_and_a_ratio_a_number()
    {
        var (equity, trades) = (Parsed().GetProperty("equity"), Parsed().GetProperty("trades"));

        Assert.Equal("-1.5", equity.GetProperty("net_result").GetString());
        Assert.Equal(-0.0015, equity.GetProperty("total_return").GetDouble());
        Assert.Equal("-1.1", trades.GetProperty("net_pnl").GetString());
        Assert.Equal("0.01", trades.GetProperty("fees").GetString());
        Assert.Equal(-0.55, trades.GetProperty("expectancy_r").GetDouble());
        Assert.Equal(64_800, trades.GetProperty("median_holding_s").GetDouble());
    }

    [Fact]
    public void What_is_undefined_is_null()
    {
        Assert.Equal(JsonValueKind.Null, Parsed().GetProperty("equity").GetProperty("cagr").ValueKind);
        Assert.Equal(JsonValueKind.Null, Parsed().GetProperty("trades").GetProperty("payoff").ValueKind);
        Assert.Equal(JsonValueKind.Null, Parsed().GetProperty("trades").GetProperty("best_five_share").ValueKind);
    }

    [Fact]
    public void A_break_even_that_no_win_rate_reaches_is_null()
    {
        var report = SampleRun.Report();
        report = report with { Result = report.Result with { BreakEven = [new BreakEvenLine(Fixtures.Btc, 10, double.PositiveInfinity)] } };

        Assert.Equal(JsonValueKind.Null, Parsed(report).GetProperty("break_even")[0].GetProperty("win_rate").ValueKind);
    }

    [Fact]
    public void Times_are_exact_text_and_the_seed_survives_any_reader()
    {
        Assert.Equal("2025-06-02T00:00:00Z", Parsed().GetProperty("equity").GetProperty("from").GetString());
        Assert.Equal("18446744073709551615", Parsed().GetProperty("identity").GetProperty("seed").GetString());
    }

    [Fact]
    public void Band_holds_all_fill_assumptions()
    {
        var band = Parsed().GetProperty("band");

        Assert.True(band.GetProperty("is_sign_different").GetBoolean());
        Assert.Equal(["trade-through", "touch"], band.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("fill_model").GetString()));
        Assert.Equal("10", band.GetProperty("runs")[1].GetProperty("net_result").GetString());
    }

    [Fact]
    public void Benchmarks_are_holding_and_cash()
    {
        var benchmarks = Parsed().GetProperty("benchmarks");

        // 500 · 0.999² · (1.1 + 0.9) = 998.001.
        Assert.Equal("-1.999", benchmarks.GetProperty("buy_and_hold").GetProperty("net_result").GetString());
        Assert.Equal(0, benchmarks.GetProperty("cash").GetProperty("return").GetDouble());
    }

    [Fact]
    public void Record_says_what_was_skipped_and_alerted()
    {
        var record = Parsed().GetProperty("record");

        Assert.Equal("max-positions", record.GetProperty("skips")[0].GetProperty("reason").GetString());
        Assert.Equal("daily-loss", record.GetProperty("alerts")[0].GetProperty("code").GetString());
        Assert.Equal(3, record.GetProperty("packets").GetInt64());
    }

    [Fact]
    public void The_same_run_twice_gives_the_same_bytes()
    {
        var text = Text(SampleRun.Report());

        Assert.Equal(text, Text(SampleRun.Report()));
        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
    }

    private static string Text(BacktestReport report)
    {
        using var stream = new MemoryStream();
        BacktestReportWriter.WriteJson(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonElement Parsed(BacktestReport? report = null) => JsonDocument.Parse(Text(report ?? SampleRun.Report())).RootElement;
}
