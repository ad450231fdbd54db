using System.Text;

namespace MultiSmc.Research.Tests;

public sealed class CsvTests
{
    private readonly BacktestReport _report = SampleRun.Report();

    [Fact]
    public void Trades_have_a_row_each()
    {
        Assert.Equal(
            """
            symbol,setup,zone,break,opened_at,opened_ns,closed_at,closed_ns,bought,bought_quote,sold,sold_quote,fee_base,fee_quote,fee_other,fees,dust,dust_value,stop,target,initial_risk,reason,lowest,highest,net_pnl,net_r,net_bps,mae_r,mfe_r
            BTCUSDT,0,0,bos,2025-06-02T12:00:00Z,1748865600000000000,2025-06-03T06:00:00Z,1748930400000000000,0.1,10,0.1,8.91,0,0.01,0,0.01,0,0,90,120,2,stop,89,104,-1.1,-0.55,-1100,0.55,0.2

            """,
            Text(stream => TradesCsv.Write(_report.Result, Record, stream)));
    }

    [Fact]
    public void Orders_have_a_row_each_and_empty_fields_for_what_did_not_happen()
    {
        Assert.Equal(
            """
            symbol,setup,zone,zone_version,client_order_id,placed_at,placed_ns,quantity,price,stop,target,break_even,outcome,filled,filled_quote,first_fill_at,first_fill_ns,cancel_sent_at,cancel_sent_ns,cancel_reason,last_price_at_cancel,cancel_distance_bps,refusal,counterfactual
            BTCUSDT,0,0,1,test-1,2025-06-02T06:00:00Z,1748844000000000000,0.1,100,90,120,0.4,filled,0.1,10,2025-06-02T12:00:00Z,1748865600000000000,,,,,,,
            BTCUSDT,2,2,1,test-2,2025-06-03T12:00:00Z,1748952000000000000,0.1,100,90,120,0.4,cancelled,0,0,,,2025-06-03T18:00:00Z,1748973600000000000,model,125,2000,,
            BTCUSDT,3,3,1,test-3,2025-06-03T18:00:00Z,1748973600000000000,0.1,100,90,120,0.4,refused,0,0,,,,,,,,"Order would ""match"", at once.",

            """,
            Text(stream => OrdersCsv.Write(_report.Result, Record, stream)));
    }

    [Fact]
    public void Zones_have_plain_prices_and_nothing_for_never()
    {
        Assert.Equal(
            """
            symbol,id,side,kind,state,version,created,broken_index,origin_index,ext_index,touched_at,entered_at,ended_at,broken_price,origin,ext,adverse,top,entry,bottom,eq,sl,tp1,tp2,tp3
            BTCUSDT,0,long,choch,timed_out,2,9,3,5,8,10,11,,110,90.5,120,99.99,102,100,97,105.25,90,120,125,130

            """,
            Text(stream => ZonesCsv.Write(_report.Result, Record, stream)));
    }

    [Fact]
    public void Equity_has_days_and_packets_with_the_drawdown_from_the_start()
    {
        Assert.Equal(
            """
            time,time_ns,sample,equity,drawdown
            2025-06-02T00:00:00Z,1748822400000000000,day,1000,0
            2025-06-02T06:00:00Z,1748844000000000000,packet,1000,0
            2025-06-02T18:00:00Z,1748887200000000000,packet,999,0.001
            2025-06-03T00:00:00Z,1748908800000000000,day,998.5,0.0015
            2025-06-04T00:00:00Z,1748995200000000000,day,998.5,0.0015
            2025-06-04T12:00:00Z,1749038400000000000,day,998.5,0.0015

            """,
            Text(stream => EquityCsv.Write(Record, stream)));
    }

    [Fact]
    public void Decisions_have_a_row_for_each_step()
    {
        Assert.Equal(
            """
            time,time_ns,symbol,setup,zone,step,id,price,quantity,stop,target,packet,model,verdict,probability,threshold,break_even,action,reason,is_final,margin,features
            2025-06-02T06:00:00Z,1748844000000000000,BTCUSDT,1,1,skipped,,,,,,,,,,,,,max-positions,0,,
            2025-06-02T06:00:00Z,1748844000000000000,BTCUSDT,0,0,entry-placed,test-1,100,0.1,90,120,,,,,,0.4,,,,,
            2025-06-02T09:00:00Z,1748854800000000000,BTCUSDT,0,0,decided,,101.5,,,,7,m1,judged,0.625,0.5,,keep,,,,
            2025-06-02T12:00:00Z,1748865600000000000,BTCUSDT,0,0,protection-placed,list-1,,0.1,90,120,,,,,,,,,,,
            2025-06-03T06:00:00Z,1748930400000000000,BTCUSDT,0,0,closed,,,0.1,,,,,,,,,,stop,,,
            2025-06-03T12:00:00Z,1748952000000000000,BTCUSDT,2,2,entry-placed,test-2,100,0.1,90,120,,,,,,0.4,,,,,
            2025-06-03T18:00:00Z,1748973600000000000,BTCUSDT,0,0,entry-cancel-sent,test-2,,,,,,,,,,,,model,,,
            2025-06-03T18:00:00Z,1748973600000000000,BTCUSDT,3,3,entry-placed,test-3,100,0.1,90,120,,,,,,0.4,,,,,
            2025-06-03T18:00:00Z,1748973600000000000,BTCUSDT,3,3,entry-refused,test-3,,,,,,,,,,,,"Order would ""match"", at once. (-2010)",,,
            2025-06-03T18:00:00Z,1748973600000000000,BTCUSDT,4,4,exit-sent,,,0.5,,,,,,,,,,time,,,

            """,
            Text(stream => DecisionsCsv.Write(_report.Result, Record, stream)));
    }

    [Fact]
    public void A_row_that_does_not_fit_its_header_is_a_defect()
    {
        using var stream = new MemoryStream();
        using var table = new CsvTable(stream, "a", "b");
        table.Text("1");

        Assert.Throws<Core.InvariantException>(table.EndRow);
    }

    private RunRecorder Record => _report.Result.Runs[0].Record;

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
