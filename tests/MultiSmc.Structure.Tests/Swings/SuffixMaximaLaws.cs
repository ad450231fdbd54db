using CsCheck;

namespace MultiSmc.Structure.Tests;

public sealed class SuffixMaximaLaws
{
    [Fact]
    public void Finds_the_highest_of_any_stretch_that_ends_now_however_large_the_window() =>
        Gen.Select(Gen.Long[0, 5].Array[1, 60], Gen.Int[1, 40]).Sample((values, window) =>
        {
            var queue = new SuffixMaxima(4);
            for (var now = 0; now < values.Length; now++)
            {
                queue.DropBefore(now - window + 1);
                queue.Push(values[now], now, new Bar(1, 1, 1, now));
                for (var from = Math.Max(0, now - window + 1); from <= now; from++)
                {
                    var stretch = Enumerable.Range(from, now - from + 1).ToList();
                    var highest = stretch.Max(k => values[k]);
                    Assert.True(queue.TryFirstHighestFrom(from, out var first));
                    Assert.True(queue.TryLastHighestFrom(from, out var last));
                    Assert.Equal((highest, stretch.First(k => values[k] == highest)), (first.Value, first.Index));
                    Assert.Equal((highest, stretch.Last(k => values[k] == highest)), (last.Value, last.Index));
                    Assert.Equal(last.Index, last.Close);
                }

                Assert.False(queue.TryFirstHighestFrom(now + 1, out _));
                Assert.False(queue.TryLastHighestFrom(now + 1, out _));
            }
        });
}
