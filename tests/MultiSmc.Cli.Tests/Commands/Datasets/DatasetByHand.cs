using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Structure;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary>The data set of the synthetic archive, made without a configuration, a file or a command.</summary>
internal static class DatasetByHand
{
    public static DatasetRun Of(IEnumerable<TradeTick> trades, long bucket = 5_000)
    {
        var run = new DatasetRun(new DatasetParameters(
            2,
            new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = bucket * 100_000 },
            new StructureParameters
            {
                SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 4_000, MinRangePpm = 3_000, TtlPackets = 300, HoldPackets = 100, Tick = 1,
            },
            new LabelParameters
            {
                FillRule = FillRule.Through, Latency = Duration.FromMilliseconds(50), HoldPackets = 100, TpIndex = 0,
                MakerFeePpm = 1_000, TakerFeePpm = 1_000, StopSlippageTicks = 1, Tick = 1, ApproachPpm = 10_000, ApproachRangeMilli = 1_000,
            }));
        foreach (var trade in trades)
            run.Add(in trade);
        run.Finish();
        return run;
    }

    public static string[] Samples(DatasetRun run) => [SampleTable.Header, .. SampleTable.Rows(run)];

    public static string[] Outcomes(DatasetRun run) =>
        [LabelTable.OutcomeHeader, .. run.Outcomes.OrderBy(static outcome => outcome.ZoneId).Select(static outcome => LabelTable.Row(in outcome))];

    public static string[] Orders(DatasetRun run) =>
        [LabelTable.OrderHeader, .. run.Changes.OrderBy(static change => change.ZoneId).Select(static change => LabelTable.Row(in change))];
}
