using CsCheck;

namespace MultiSmc.Structure.Tests;

public sealed class LegTrailLaws
{
    [Fact]
    public void Every_origin_knows_its_own_leg() =>
        Gen.Select(Gen.OneOf(RandomStructure.Bars, RandomStructure.Contractions), Gen.Bool).Sample((bars, isLong) =>
        {
            var side = isLong ? Direction.Long : Direction.Short;
            var history = new NaiveHistory();
            history.Add(bars[0]);
            var trail = new LegTrail(isDeep: true);
            for (var now = 1; now < bars.Length; now++)
            {
                history.Add(bars[now]);
                trail.Feed(SidedBar.Of(in bars[now], side), now);
                AssertKnowsAllLegs(trail, history, side, now);
            }
        });

    [Fact]
    public void A_seeded_trail_is_one_that_was_fed() =>
        Gen.Select(Gen.OneOf(RandomStructure.Bars, RandomStructure.Contractions), Gen.Bool, Gen.Int[0, 160]).Sample((bars, isLong, cut) =>
        {
            var side = isLong ? Direction.Long : Direction.Short;
            var history = new NaiveHistory();
            var recent = new RecentExtremes(1);
            for (var now = 0; now < bars.Length; now++)
            {
                history.Add(bars[now]);
                recent.Push(in bars[now], now);
            }

            var level = cut % bars.Length;
            var trail = new LegTrail(isDeep: true);
            trail.Seed(recent, side, level, bars.Length - 1);
            Assert.Equal(level == bars.Length - 1, trail.IsEmpty);
            if (!trail.IsEmpty)
                AssertKnowsAllLegs(trail, history, side, bars.Length - 1, level);
        });

    private static void AssertKnowsAllLegs(LegTrail trail, NaiveHistory history, Direction side, int now, int level = 0)
    {
        for (; level < now; side = side.Opposite())
        {
            var (origin, ext) = history.Leg(side, level, now);
            var sign = (long)side;
            var leg = trail.Current;
            Assert.Equal((origin, ext), (leg.OriginIndex, leg.ExtIndex));
            Assert.Equal(history.Adverse(side, ext, now), sign * leg.Adverse);
            Assert.Equal((side == Direction.Long ? history[origin].Low : history[origin].High, side == Direction.Long ? history[ext].High : history[ext].Low), (sign * leg.Origin, sign * leg.Ext));
            var tail = new LegTrail(isDeep: true);
            tail.TakeTail(trail);
            (trail, level) = (tail, origin);
        }

        Assert.True(trail.IsEmpty);
    }
}
