using Microsoft.Extensions.Time.Testing;
using MultiSmc.Core;

namespace MultiSmc.Binance.Tests.Clock;

public sealed class ServerClockFacts
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);

    [Fact]
    public void Before_the_first_answer_the_local_clock_serves()
    {
        var clock = new ServerClock(_time);
        Assert.False(clock.IsKnown);
        Assert.Equal(Start.ToUnixTimeMilliseconds(), clock.StampMilliseconds());
    }

    [Fact]
    public void The_stamp_lies_half_a_round_trip_behind_the_exchange()
    {
        var clock = new ServerClock(_time);
        // The exchange is 3 s ahead and reads its clock in the middle of 80 ms.
        Sample(clock, before: 40, after: 40, aheadMs: 3_000);
        Assert.Equal(TimeSpan.FromSeconds(3), clock.Offset);
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds() + 3_000 - 40, clock.StampMilliseconds());
        Assert.Equal(Timestamp.FromMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds() + 3_000), clock.Now());
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(100, 0)]
    public void A_lopsided_round_trip_never_leads_the_exchange_by_more_than_nothing(int before, int after)
    {
        var clock = new ServerClock(_time);
        Sample(clock, before, after, aheadMs: -500);
        var server = _time.GetUtcNow().ToUnixTimeMilliseconds() - 500;
        Assert.InRange(clock.StampMilliseconds(), server - 100, server);
    }

    [Fact]
    public void The_shortest_of_the_last_round_trips_is_believed()
    {
        var clock = new ServerClock(_time);
        Sample(clock, 5, 5, 200);
        Sample(clock, 10, 900, 200);
        Assert.Equal(TimeSpan.FromMilliseconds(10), clock.RoundTrip);
        Assert.Equal(TimeSpan.FromMilliseconds(200), clock.Offset);
        for (var i = 0; i < 8; i++)
            Sample(clock, 20, 20, 250);
        Assert.Equal(TimeSpan.FromMilliseconds(250), clock.Offset);
    }

    [Fact]
    public void After_a_jump_old_samples_are_forgotten()
    {
        var clock = new ServerClock(_time);
        Sample(clock, 1, 1, 0);
        clock.Forget();
        Assert.False(clock.IsKnown);
        Sample(clock, 50, 50, -3_000);
        Assert.Equal(TimeSpan.FromSeconds(-3), clock.Offset);
    }

    [Fact]
    public void Samples_that_contradict_each_other_tell_of_a_jump()
    {
        var clock = new ServerClock(_time);
        Sample(clock, 1, 1, 0);
        Sample(clock, 100, 0, 40); // a lopsided way explains it
        Assert.Equal(TimeSpan.Zero, clock.Offset);
        Sample(clock, 50, 50, -3_000);
        Assert.Equal(TimeSpan.FromSeconds(-3), clock.Offset);
    }

    private void Sample(ServerClock clock, int before, int after, int aheadMs)
    {
        var question = clock.Ask();
        _time.Advance(TimeSpan.FromMilliseconds(before));
        var server = Timestamp.FromMilliseconds(_time.GetUtcNow().ToUnixTimeMilliseconds() + aheadMs);
        _time.Advance(TimeSpan.FromMilliseconds(after));
        clock.Answer(question, server);
    }
}
