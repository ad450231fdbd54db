using CsCheck;
using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Structure;

namespace MultiSmc.Research.Tests;

public sealed class NoLookAhead
{
    public static TheoryData<string, string, long, long> Files => RealTape.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void Decisions_of_a_prefix_of_a_recording_are_a_prefix_of_its_decisions(string file, string symbol, long bucket, long minRangePpm)
    {
        var instrument = RealTape.Instrument(symbol);
        var events = RealTape.Read(instrument, file);
        var structure = new StructureParameters { Left = 5, Right = 5, MinRangePpm = minRangePpm, TtlPackets = 300, HoldPackets = 200 };
        var plan = RealTape.Plan(instrument, bucket, structure, feePpm: 10);
        var whole = SyntheticRun.Run(plan, events);

        Gen.Int[0, events.Length].Sample(
            cut =>
            {
                var prefix = SyntheticRun.Run(plan, events.AsMemory(0, cut));
                return prefix.Runs.Zip(whole.Runs).All(pair => PrefixInvariance.Holds(pair.First.Record, pair.Second.Record));
            },
            iter: 4,
            threads: 1);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Structure_of_a_prefix_of_a_recording_is_a_prefix_of_its_structure(string file, string symbol, long bucket, long minRangePpm)
    {
        var instrument = RealTape.Instrument(symbol);
        var trades = RealTape.Read(instrument, file).Where(item => item.Kind == MarketEventKind.Trade).Select(item => item.Trade).ToArray();
        var parameters = Parameters(instrument, bucket, minRangePpm);
        var whole = Run(parameters, trades);

        Gen.Int[0, trades.Length].Sample(
            cut =>
            {
                var prefix = Run(parameters, trades.AsSpan(0, cut));
                return prefix.Events.SequenceEqual(whole.Events.Take(prefix.Events.Count))
                    && prefix.Packets.SequenceEqual(whole.Packets.Take(prefix.Packets.Count))
                    && prefix.Changes.SequenceEqual(whole.Changes.Take(prefix.Changes.Count));
            },
            iter: 6,
            threads: 1);
    }

    private static DatasetRun Run(GoldenParameters parameters, ReadOnlySpan<TradeTick> trades)
    {
        var run = new DatasetRun(parameters.Dataset);
        foreach (ref readonly var trade in trades)
            run.Add(in trade);
        return run;
    }

    private static GoldenParameters Parameters(Instrument instrument, long bucket, long minRangePpm)
    {
        var structure = new StructureParameters { Left = 3, Right = 3, MinRangePpm = minRangePpm, TtlPackets = 300, HoldPackets = 200, Tick = instrument.TickUnits };
        var plan = RealTape.Plan(instrument, bucket, structure, feePpm: 10);
        return new GoldenParameters
        {
            Inputs = [],
            InputKind = "zip",
            Symbol = instrument.Symbol,
            PriceDecimals = instrument.PriceUnits.Decimals,
            Packets = plan.Markets[0].Packets,
            Structure = structure,
            Labels = new LabelParameters { HoldPackets = 200, Tick = instrument.TickUnits },
        };
    }
}
