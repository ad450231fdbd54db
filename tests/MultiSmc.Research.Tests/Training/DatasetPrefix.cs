using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Research.Tests;

/// <summary>A question never depends on what comes later: cut the tape anywhere, and the questions up to there are the same.</summary>
public sealed class DatasetPrefix
{
    private const int Trades = 40_000;

    [Fact]
    public void Has_the_first_questions_of_the_whole_with_their_features_and_the_answers_known_by_then()
    {
        var events = new MarketEvent[Trades];
        using (var tape = TrainingRun.Tape(7, Trades, 10_000))
            Assert.Equal(Trades, tape.Read(events));
        var whole = TrainingRun.Runs(new ArraySource(events))[0];
        var samples = whole.Samples();
        Assert.True(samples.Length > 100, $"{samples.Length} questions");
        Gen.Int[1, Trades].Sample(
            length =>
            {
                var part = TrainingRun.Runs(new ArraySource(events.AsMemory(0, length)))[0];
                var first = part.Samples();
                Assert.True(first.Length <= samples.Length);
                for (var i = 0; i < first.Length; i++)
                {
                    Assert.Equal(samples[i].Key, first[i].Key);
                    Assert.Equal(whole.FeaturesOf(i), part.FeaturesOf(i));
                    if (first[i].IsLabelled)
                        Assert.Equal((samples[i].Label, samples[i].NetBps, samples[i].SpanEnd), (first[i].Label, first[i].NetBps, first[i].SpanEnd));
                }

                // And none is missing: what the whole asked by the part's last packet, the part asked.
                var last = part.Packets.Count == 0 ? -1 : part.Packets[^1].Index;
                Assert.Equal(samples.Count(sample => sample.Key.Packet <= last), first.Length);
            },
            iter: 25,
            threads: 1);
    }
}
