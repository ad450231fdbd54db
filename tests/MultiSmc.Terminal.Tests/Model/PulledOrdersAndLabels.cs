using MultiSmc.Core;
using MultiSmc.Learning;
using MultiSmc.Research;

namespace MultiSmc.Terminal.Tests;

/// <summary>What would have become of a pulled order is what a label says of its zone, where the label's order filled after the pull.</summary>
public sealed class PulledOrdersAndLabels
{
    private const int Trades = 200_000;
    private const double Threshold = 0.68; // most are taken back, some placed again

    [Fact]
    public async Task The_fate_is_the_label_s()
    {
        await using var session = new DemoSession(Trades, threshold: Threshold);
        session.Run();
        var compared = new Dictionary<string, int>();
        for (var market = 0; market < 2; market++)
        {
            var labels = LabelsOf(session.Plan, market);
            var (zones, decisions) = session.Model.Read(state => (state.Symbols[market].Zones.Values.ToArray(), state.Symbols[market].Decisions.ToArray()));
            foreach (var zone in zones)
            {
                if (zone.Would is not { S: not "unknown" } would || !labels.TryGetValue(zone.Zone.Id, out var label))
                    continue;
                var pulled = decisions.First(decision => decision.Zone == zone.Zone.Id && decision.Act == "pull").T;
                // Taken to have filled before the pull, or after the strategy would have taken it off a zone that is no more.
                if (label.FillId >= 0 && (label.FillTime.Nanoseconds / 1_000_000 <= pulled || (!zone.Zone.IsLive && label.FillPacket > zone.Zone.EndedAt)))
                    continue;
                var expected = label.Kind switch
                {
                    OutcomeKind.NoFill => zone.Zone.IsLive ? "open" : "missed",
                    OutcomeKind.Target => "won",
                    OutcomeKind.Stop => "lost",
                    OutcomeKind.Time => "time",
                    _ => "open",
                };
                Assert.Equal(expected, would.S);
                if (label.ExitId >= 0)
                    Assert.Equal((label.FillPacket, label.Entry, label.ExitPacket, label.ExitPrice), (would.InAt, would.InPx, would.OutAt, would.OutPx));
                if (label.ExitId >= 0 && label.NetBps != 0)
                    Assert.Equal(Math.Sign(label.NetBps), Math.Sign(would.R!.Value));
                compared[would.S] = compared.GetValueOrDefault(would.S) + 1;
            }
        }

        Assert.True(compared.Values.Sum() > 20, $"only {compared.Values.Sum()} compared");
        Assert.True(
            compared.GetValueOrDefault("won") > 0 && compared.GetValueOrDefault("lost") > 0 && compared.GetValueOrDefault("missed") > 0,
            string.Join(' ', compared.Select(static pair => $"{pair.Key} {pair.Value}")));
    }

    [Fact]
    public async Task A_second_run_in_other_steps_comes_to_the_same()
    {
        await using var first = new DemoSession(Trades, threshold: Threshold);
        await using var second = new DemoSession(Trades, capacity: 1_024, threshold: Threshold);
        first.Run();
        second.Run();
        Assert.Equal(DemoSession.FatesOf(first.Model), DemoSession.FatesOf(second.Model));
        Assert.Contains("won", DemoSession.FatesOf(first.Model), StringComparison.Ordinal);
    }

    private static Dictionary<int, ZoneOutcome> LabelsOf(BacktestPlan plan, int market)
    {
        var labels = DatasetParameters.Of(plan.Markets[market], plan.Venue);
        var run = new DatasetRun(labels with { Labels = labels.Labels! with { FillRule = FillRule.Through, Latency = Duration.Zero } });
        using var tape = DemoSession.TapeOf(plan, Trades);
        var buffer = new MarketEvent[1_024];
        for (var count = tape.Read(buffer); count > 0; count = tape.Read(buffer))
        {
            foreach (ref readonly var seen in buffer.AsSpan(0, count))
            {
                if (seen.Kind == MarketEventKind.Trade && seen.Instrument.Index == market)
                    run.Add(seen.Trade);
            }
        }

        run.Finish();
        return run.Outcomes.ToDictionary(static outcome => outcome.ZoneId);
    }
}
