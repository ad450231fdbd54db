using Microsoft.Extensions.Time.Testing;
using MultiSmc.Core;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange.Tests.Market;

/// <summary>The pump plays a tape by the clock, in order, with the times that were asked for.</summary>
public sealed class Pacing
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    // 1, 2, 2.05, 4 and 100 s after the first.
    private static readonly long[] OffsetsMs = [0, 1_000, 2_000, 2_050, 4_000, 100_000];

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(1000)]
    public async Task Hands_over_each_event_when_it_is_due_and_not_before(int speed)
    {
        var (time, sink) = (new StepClock(Start), new Taken());
        var pump = new MarketPump(new Tape(OffsetsMs), new MarketPacing { Speed = speed }, time, sink);

        var run = pump.RunAsync(TestContext.Current.CancellationToken);
        var seenAt = new List<TimeSpan>();
        do
        {
            await time.ArmedAsync(run);
            while (seenAt.Count < sink.Events.Count)
                seenAt.Add(time.GetUtcNow() - Start);
        }
        while (time.TryStep());

        await run;
        // A timer is good to a millisecond.
        for (var i = 0; i < OffsetsMs.Length; i++)
            Assert.InRange(seenAt[i].TotalMilliseconds, (double)OffsetsMs[i] / speed, (double)OffsetsMs[i] / speed + 1);
        Assert.Equal(OffsetsMs.Select(static ms => Tape.TimeOf(ms)), sink.Events.Select(static e => e.Time));
        Assert.Equal(OffsetsMs.Length, pump.Events);
    }

    [Fact]
    public async Task Stamps_events_with_the_clock_when_asked_and_leaves_everything_else()
    {
        var (time, sink) = (new StepClock(Start), new Taken());
        var pump = new MarketPump(new Tape(OffsetsMs), new MarketPacing { Speed = 10, Stamps = MarketStamps.Wall }, time, sink);

        await RunAsync(pump.RunAsync(TestContext.Current.CancellationToken), time);

        var start = Timestamp.Of(Start);
        Assert.Equal(OffsetsMs.Select(ms => start + Duration.FromMilliseconds(ms / 10)), sink.Events.Select(static e => e.Time));
        Assert.Equal(Tape.All(OffsetsMs).Select(static e => e.Trade with { Time = default }), sink.Events.Select(static e => e.Trade with { Time = default }));
        Assert.True(sink.MarketTimes.SequenceEqual(sink.MarketTimes.Order()), "the market's clock went back");
    }

    [Fact]
    public async Task Shows_the_past_at_once_at_its_own_distances()
    {
        var (time, sink) = (new StepClock(Start), new Taken());
        var pacing = new MarketPacing { Speed = 10, Stamps = MarketStamps.Wall, Past = Duration.FromSeconds(2) };
        var pump = new MarketPump(new Tape(OffsetsMs), pacing, time, sink);

        var run = pump.RunAsync(TestContext.Current.CancellationToken);
        await time.ArmedAsync(run);
        Assert.Equal(3, sink.Events.Count);
        await RunAsync(run, time);

        var start = Timestamp.Of(Start);
        long[] expectedMs = [-2_000, -1_000, 0, 5, 200, 9_800];
        Assert.Equal(expectedMs.Select(ms => start + Duration.FromMilliseconds(ms)), sink.Events.Select(static e => e.Time));
    }

    [Fact]
    public async Task Plays_from_the_moment_at_which_the_past_is_shown()
    {
        var (time, sink) = (new StepClock(Start), new Taken());
        var pacing = new MarketPacing { Speed = 1, Stamps = MarketStamps.Wall, Past = Duration.FromSeconds(2) };
        // 3,000 trades of the past fill more than one run, and the exchange takes 5 s for the first.
        long[] offsetsMs = [.. Enumerable.Repeat(0L, 3_000), 2_000, 2_500];
        var pump = new MarketPump(new Tape(offsetsMs), pacing, time, sink);
        sink.OnFirst = () => time.Advance(TimeSpan.FromSeconds(5));

        await RunAsync(pump.RunAsync(TestContext.Current.CancellationToken), time);

        var start = Timestamp.Of(Start);
        Assert.Equal(start + Duration.FromMilliseconds(5_500), sink.Events[^1].Time);
        Assert.Equal(start, sink.Events[^2].Time);
        Assert.Equal(TimeSpan.FromMilliseconds(5_500), time.GetUtcNow() - Start);
        Assert.True(sink.MarketTimes.SequenceEqual(sink.MarketTimes.Order()), "the market's clock went back");
    }

    [Fact]
    public async Task As_fast_as_possible_needs_no_clock_and_loses_nothing()
    {
        var events = MarketRig.Recording("ethusdt_20240808.gz");
        var sink = new Taken();
        var pump = new MarketPump(new Listed(events), new MarketPacing { Speed = 0 }, new FakeTimeProvider(Start), sink);

        await pump.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(events.Select(static e => (e.Time, e.Kind)), sink.Events.Select(static e => (e.Time, e.Kind)));
        Assert.Throws<ArgumentException>(static () => new MarketPump(
            new Tape(OffsetsMs), new MarketPacing { Speed = 0, Stamps = MarketStamps.Wall }, TimeProvider.System, new Taken()));
    }

    [Fact]
    public async Task A_synthetic_market_is_told_like_a_recording_one_book_then_its_changes_without_a_gap()
    {
        var profile = SyntheticProfiles.For("BTCUSDT");
        Instrument[] instruments =
        [
            MarketRig.Instrument(0, "BTCUSDT") with { TickSize = profile.TickSize, LotSize = profile.LotSize },
            MarketRig.Instrument(1, "BTCUSDC") with { TickSize = profile.TickSize, LotSize = profile.LotSize },
        ];
        using var source = new SyntheticSource([.. instruments.Select(one => new SyntheticListing(one, profile))], new SyntheticMarketParameters
        {
            Seed = 5, StartTime = Timestamp.FromMilliseconds(1_700_000_000_000), EndTime = Timestamp.FromMilliseconds(1_700_000_060_000),
        });
        var events = MarketRig.All(source);
        await using var rig = new MarketRig(instruments);

        var (last, compared) = (default(Timestamp), 0);
        foreach (var run in events.Chunk(1))
        {
            rig.Take(run);
            Assert.True(run[0].Time >= last, "time went back");
            last = run[0].Time;
            var memory = rig.Board.Symbols[run[0].Instrument.Index];
            if (run[0].Kind != MarketEventKind.Quote || memory.Depth.UpdateId != run[0].Quote.UpdateId)
                continue;
            Assert.Equal(new BookLevel(run[0].Quote.Bid, run[0].Quote.BidQuantity), memory.Depth.At(Side.Buy, 0));
            Assert.Equal(new BookLevel(run[0].Quote.Ask, run[0].Quote.AskQuantity), memory.Depth.At(Side.Sell, 0));
            compared++;
        }

        Assert.All(rig.Board.Symbols, static symbol => Assert.True(symbol.Depth.IsReady && symbol.Depth.Gaps == 0));
        Assert.InRange(events.Count(static e => e.Kind == MarketEventKind.Trade), 200, 20_000);
        // At most one message for each symbol and 100 ms, and the whole books.
        Assert.InRange(events.Count(static e => e.Kind == MarketEventKind.Depth && e.Depth.IsLast), 300, 1_202);
        Assert.NotEqual(0, compared);
    }

    private static async Task RunAsync(Task run, StepClock time)
    {
        do
            await time.ArmedAsync(run);
        while (time.TryStep());
        await run;
    }

    /// <summary>A clock that goes from one timer to the next, each time after the one who waits has done all that it could.</summary>
    private sealed class StepClock(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private TaskCompletionSource<TimeSpan> _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _armed.SetResult(dueTime);
            return timer;
        }

        /// <summary>Somebody waits for the clock, or the run has ended.</summary>
        public async Task ArmedAsync(Task run) => await Task.WhenAny(_armed.Task, run);

        /// <summary>Goes to the next timer; false where there is none.</summary>
        public bool TryStep()
        {
            if (!_armed.Task.IsCompletedSuccessfully)
                return false;
            var due = _armed.Task.Result;
            _armed = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            Advance(due);
            return true;
        }
    }

    /// <summary>A market source over a list.</summary>
    private sealed class Listed(MarketEvent[] events) : IMarketSource
    {
        private int _at;

        public int Read(Span<MarketEvent> buffer)
        {
            var count = Math.Min(buffer.Length, events.Length - _at);
            events.AsSpan(_at, count).CopyTo(buffer);
            _at += count;
            return count;
        }

        public void Dispose()
        {
            // Nothing to release.
        }
    }

    private sealed class Tape(long[] offsetsMs) : IMarketSource
    {
        private readonly Listed _list = new(All(offsetsMs));

        public static Timestamp TimeOf(long offsetMs) => Timestamp.FromMilliseconds(1_720_000_000_000 + offsetMs);

        public static MarketEvent[] All(long[] offsetsMs) => [.. offsetsMs.Select(static (ms, i) =>
            new MarketEvent(default, new TradeTick(i + 1, TimeOf(ms), MarketRig.P("100"), MarketRig.Q("1"), AggressorSide.Buyer)))];

        public int Read(Span<MarketEvent> buffer) => _list.Read(buffer);

        public void Dispose() => _list.Dispose();
    }

    private sealed class Taken : IMarketPost
    {
        public List<MarketEvent> Events { get; } = [];

        public List<Timestamp> MarketTimes { get; } = [];

        public Action OnFirst { get; set; } = static () => { };

        public ValueTask PostAsync(ReadOnlyMemory<MarketEvent> events, Timestamp marketTime, CancellationToken cancellationToken)
        {
            if (MarketTimes.Count == 0)
                OnFirst();
            Events.AddRange(events.Span);
            MarketTimes.Add(marketTime);

            return ValueTask.CompletedTask;
        }
    }
}
