using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Learning.Tests;

public sealed class TripleBarrier
{
    private static readonly string[] Fields =
        ["fill_id", "fill_time_ns", "fill_packet", "entry", "sl", "tp", "exit_id", "exit_time_ns", "exit_packet", "exit_price", "label"];

    private static readonly OrderChange Placed = new()
    {
        ZoneId = 0,
        Side = Direction.Long,
        Seq = 0,
        Time = default,
        Entry = 10_000,
        Sl = 9_900,
        Tp = 10_200,
    };

    [Fact]
    public void Equals_the_golden_cases()
    {
        var cases = GoldenNumbers.Cases("labels.json.gz").EnumerateArray().ToList();
        Assert.Equal(44, cases.Count);
        foreach (var golden in cases)
            Check(golden, Run(golden));
    }

    [Fact]
    public void Ignores_changes_of_an_order_that_has_ended()
    {
        var labeler = new TripleBarrierLabeler(new LabelParameters());
        labeler.Apply(Placed);
        labeler.Add(Trade(1, 9_890));
        labeler.Apply(Placed with { Seq = 1, Entry = 10_010 });
        labeler.Apply(Placed with { Seq = 2, IsCancellation = true });
        labeler.Add(Trade(2, 9_890));
        labeler.EndSegment();
        Assert.Equal(OutcomeKind.Stop, Assert.Single(labeler.Completed).Kind);
        Assert.Equal(0, labeler.LiveOrders);
    }

    [Fact]
    public void Leaves_at_the_fill_trade_itself_when_nothing_may_be_held()
    {
        var labeler = new TripleBarrierLabeler(new LabelParameters { HoldPackets = 0, StopSlippageTicks = 1, Tick = 10 });
        labeler.Apply(Placed);
        labeler.Add(Trade(1, 9_999));
        labeler.ClosePacket(4);
        var outcome = Assert.Single(labeler.Completed);
        Assert.Equal((OutcomeKind.Time, 1L, 9_989L), (outcome.Kind, outcome.ExitId, outcome.ExitPrice));
    }

    [Fact]
    public void Does_not_depend_on_the_other_orders_alive()
    {
        var together = new TripleBarrierLabeler(new LabelParameters());
        var alone = new TripleBarrierLabeler(new LabelParameters());
        var other = Placed with { ZoneId = 1, Side = Direction.Short, Entry = 10_050, Sl = 10_150, Tp = 9_950 };
        together.Apply(Placed);
        together.Apply(other);
        alone.Apply(other);
        foreach (var (id, price) in new[] { 10_060L, 10_040, 9_990, 9_940, 10_300 }.Index())
        {
            together.Add(Trade(id, price));
            alone.Add(Trade(id, price));
        }

        Assert.Equal(2, together.Completed.Count);
        Assert.Equal(Assert.Single(alone.Completed), together.Completed[0]);
        Assert.Equal(OutcomeKind.Target, together.Completed[1].Kind);
    }

    private static LabelTrade Trade(long id, long price) => new(id, new Timestamp(id), price, AggressorSide.Seller);

    private static ZoneOutcome Run(JsonElement golden)
    {
        var labeler = new TripleBarrierLabeler(GoldenSet.ReadLabels(golden.GetProperty("config")));
        var side = (Direction)golden.GetProperty("side").GetInt32();
        var closes = golden.GetProperty("close_seqs").EnumerateArray().Select(close => close.GetInt64()).ToList();
        var starts = golden.GetProperty("segment_starts").EnumerateArray().Select(start => start.GetInt64()).ToList();
        foreach (var (ordinal, trade) in golden.GetProperty("trades").EnumerateArray().Index())
        {
            if (starts.Contains(ordinal))
                labeler.EndSegment();
            labeler.Add(new LabelTrade(trade[0].GetInt64(), new Timestamp(trade[1].GetInt64()), trade[2].GetInt64(),
                trade[3].GetInt32() == 1 ? AggressorSide.Seller : AggressorSide.Buyer));
            if (closes.IndexOf(ordinal) is var packet and >= 0)
                labeler.ClosePacket(packet);
            foreach (var step in golden.GetProperty("timeline").EnumerateArray().Where(step => step[0].GetInt64() == ordinal))
            {
                var isCancellation = step[2].ValueKind == JsonValueKind.Null;
                labeler.Apply(new OrderChange
                {
                    ZoneId = 0,
                    Side = side,
                    Seq = ordinal,
                    Time = new Timestamp(step[1].GetInt64()),
                    IsCancellation = isCancellation,
                    Entry = isCancellation ? 0 : step[2].GetInt64(),
                    Sl = isCancellation ? 0 : step[3].GetInt64(),
                    Tp = isCancellation ? 0 : step[4].GetInt64(),
                });
            }
        }

        labeler.EndSegment();
        return Assert.Single(labeler.Completed);
    }

    private static void Check(JsonElement golden, ZoneOutcome outcome)
    {
        var name = golden.GetProperty("name").GetString() ?? "";
        var expect = golden.GetProperty("expect");
        var kind = expect.GetProperty("result").GetString() switch
        {
            "no_fill" => OutcomeKind.NoFill,
            "tp" => OutcomeKind.Target,
            "sl" => OutcomeKind.Stop,
            "time" => OutcomeKind.Time,
            _ => OutcomeKind.Open,
        };
        Assert.True(kind == outcome.Kind, $"{name}: {outcome}");
        long[] expected = [.. Fields.Select(field => expect.GetProperty(field).GetInt64())];
        long[] actual =
        [
            outcome.FillId, outcome.FillTime.Nanoseconds, outcome.FillPacket, outcome.Entry, outcome.Sl, outcome.Tp, outcome.ExitId,
            outcome.ExitTime.Nanoseconds, outcome.ExitPacket, outcome.ExitPrice, outcome.Label,
        ];
        Assert.True(expected.SequenceEqual(actual), $"{name}: {outcome}");
        GoldenNumbers.Close(Number(expect.GetProperty("gross_bps")), outcome.GrossBps, 1e-12, name);
        GoldenNumbers.Close(Number(expect.GetProperty("net_bps")), outcome.NetBps, 1e-12, name);
    }

    private static double Number(JsonElement element) => element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();
}
