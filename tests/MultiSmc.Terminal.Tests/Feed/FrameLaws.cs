namespace MultiSmc.Terminal.Tests;

/// <summary>Whatever a wire does to frames, a page that follows the rules ends with the same picture.</summary>
public sealed class FrameLaws(ITestOutputHelper output)
{
    [Fact]
    public async Task A_page_whose_frames_are_dropped_doubled_and_reordered_ends_with_the_same_state()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var session = new DemoSession(60_000, capacity: 128);
        session.Step();
        using var straight = new Wire(session.Model, DemoSession.First);
        using var faulty = new Wire(session.Model, DemoSession.First);
        session.Step();
        var frames = 0;
        FrameJson? held = null;
        session.Run(() =>
        {
            frames += straight.Deliver();
            foreach (var frame in faulty.Take())
            {
                // A page that has nothing yet begins with a snapshot of later, and asks for what was before by REST: the first frame arrives.
                switch (frame.Kind == "snap" ? -1 : random.Next(12))
                {
                    case 0:
                        continue; // lost
                    case 1:
                        faulty.Page.Take(frame);
                        break; // and once more below
                    case 2 when held is null:
                        held = frame;
                        continue; // later than the next
                    default:
                        break;
                }

                faulty.Give(frame);
                if (held is null)
                    continue;
                faulty.Give(held);
                held = null;
            }
        });
        for (var i = 0; i < 20; i++)
        {
            session.Step();
            straight.Deliver();
            faulty.Deliver();
        }

        Assert.True(frames > 50, $"only {frames} frames");
        Assert.True(faulty.Reopened > 3, $"only {faulty.Reopened} times opened anew");
        Assert.NotEmpty(straight.Page.Things("fill"));
        Assert.NotEmpty(straight.Page.Things("decision"));
        Assert.NotEmpty(straight.Page.Things("position"));
        AssertSame(straight.Page, faulty.Page);
        Assert.Equal(1, faulty.Page.Snapshots);
    }

    [Fact]
    public async Task A_page_that_begins_late_is_told_what_would_have_become_of_pulled_orders()
    {
        await using var session = new DemoSession(60_000, threshold: 0.68);
        session.Step();
        using var early = new Wire(session.Model, DemoSession.First);
        session.Run(() => early.Deliver());
        using var late = new Wire(session.Model, DemoSession.First);
        session.Step();
        early.Deliver();
        late.Deliver();
        var fates = late.Page.Things("zone").Where(static zone => zone.Value["would"] is not null).ToArray();
        Assert.Contains(fates, static zone => (string)zone.Value["would"]!["s"]! == "lost");
        foreach (var (name, zone) in fates)
            Assert.Equal(early.Page[name]!["would"]!.ToJsonString(), zone["would"]!.ToJsonString());
        Assert.NotNull(late.Page["session"]!["savedR"]);
        Assert.Equal(early.Page["session"]!.ToJsonString(), late.Page["session"]!.ToJsonString());
    }

    [Fact]
    public async Task A_page_that_begins_late_sees_what_the_first_one_sees()
    {
        await using var session = new DemoSession(60_000);
        session.Step();
        using var early = new Wire(session.Model, DemoSession.Second);
        session.Run(() => early.Deliver());
        using var late = new Wire(session.Model, DemoSession.Second);
        session.Step();
        early.Deliver();
        late.Deliver();
        foreach (var kind in new[] { "tick", "zone", "setup", "order", "fill", "position", "journal" })
        {
            foreach (var thing in late.Page.Things(kind))
                Assert.Equal(early.Page[thing.Key]?.ToJsonString(), thing.Value.ToJsonString());
        }

        foreach (var name in new[] { "account", "session", "live" })
            Assert.Equal(early.Page[name]?.ToJsonString(), late.Page[name]?.ToJsonString());
        Assert.NotEmpty(late.Page.Things("zone"));
        Assert.NotEmpty(late.Page.Things("journal"));
    }

    [Fact]
    public async Task A_page_that_turns_to_another_symbol_has_the_whole_of_it_next()
    {
        await using var session = new DemoSession(60_000);
        session.Step();
        using var turning = new Wire(session.Model, DemoSession.First);
        session.Run(() => turning.Deliver());
        session.Model.Feed.Turn(turning.Subscription, DemoSession.Second);
        session.Step();
        turning.Deliver();
        using var fresh = new Wire(session.Model, DemoSession.Second);
        session.Step();
        turning.Deliver();
        fresh.Deliver();
        Assert.Equal(1, turning.Page.Snapshots);
        Assert.Equal(DemoSession.Second, turning.Page.Focus);
        Assert.NotEmpty(fresh.Page.Things("struct"));
        Assert.Equal(Text(fresh, "struct"), Text(turning, "struct"));
        foreach (var thing in fresh.Page.Things("zone"))
            Assert.Equal(thing.Value.ToJsonString(), turning.Page[thing.Key]?.ToJsonString());
    }

    [Fact]
    public async Task A_page_that_reads_nothing_costs_no_memory_and_begins_anew_from_a_snapshot()
    {
        await using var session = new DemoSession(60_000, capacity: 128);
        session.Step();
        using var slow = new Wire(session.Model, DemoSession.First);
        using var reader = new Wire(session.Model, DemoSession.First);
        session.Step();
        slow.Deliver();
        var most = 0;
        session.Run(() =>
        {
            reader.Deliver();
            most = Math.Max(most, slow.Subscription.Count);
        });
        for (var i = 0; i < 1_000; i++)
        {
            session.Step(() => reader.Deliver());
            most = Math.Max(most, slow.Subscription.Count);
        }

        slow.Deliver();
        Assert.InRange(most, 32, 65);
        Assert.True(slow.Subscription.Overflows > 0);
        Assert.Equal(2, slow.Page.Snapshots);
        Assert.Equal(1, reader.Page.Snapshots);
        Assert.Equal(reader.Page["account"]?.ToJsonString(), slow.Page["account"]?.ToJsonString());
        foreach (var thing in slow.Page.Things("tick"))
            Assert.Equal(reader.Page[thing.Key]?.ToJsonString(), thing.Value.ToJsonString());
    }

    [Fact]
    public async Task A_page_that_is_a_little_behind_loses_nothing_that_lasts()
    {
        await using var session = new DemoSession(60_000, capacity: 128);
        session.Step();
        using var reader = new Wire(session.Model, DemoSession.First);
        using var lazy = new Wire(session.Model, DemoSession.First);
        var step = 0;
        session.Run(() =>
        {
            reader.Deliver();
            if (++step % 40 == 0)
                lazy.Deliver();
        });
        session.Step();
        reader.Deliver();
        lazy.Deliver();
        Assert.Equal(1, lazy.Page.Snapshots);
        AssertSame(reader.Page, lazy.Page);
    }

    [Fact]
    public async Task A_page_of_another_epoch_or_from_too_long_ago_is_given_a_snapshot()
    {
        await using var session = new DemoSession(20_000);
        session.Run();
        using var stranger = session.Model.Feed.Subscribe(DemoSession.First, "feedfeedfeed", 1);
        Assert.True(stranger.NeedsSnapshot);
        using var known = session.Model.Feed.Subscribe(DemoSession.First, session.Model.Epoch, 1);
        Assert.False(known.NeedsSnapshot);
        using var future = session.Model.Feed.Subscribe(DemoSession.First, session.Model.Epoch, 1_000_000);
        Assert.True(future.NeedsSnapshot);
        for (var i = 0; i < 1_300; i++)
            session.Step();
        using var old = session.Model.Feed.Subscribe(DemoSession.First, session.Model.Epoch, 1);
        Assert.True(old.NeedsSnapshot);
    }

    [Fact]
    public async Task Nothing_new_is_a_heartbeat_each_half_second()
    {
        await using var session = new DemoSession(5_000);
        session.Run();
        session.Step();
        using var page = new Wire(session.Model, DemoSession.First);
        for (var i = 0; i < 40; i++)
            session.Step();
        var kinds = page.Take().Select(static frame => frame.Kind).ToArray();
        Assert.Equal("snap", kinds[0]);
        Assert.InRange(kinds.Count(static kind => kind == "beat"), 3, 5); // one frame may tell the latency, which is told each five seconds
        Assert.InRange(kinds.Length, 4, 6);
    }

    private static void AssertSame(TwinPage expected, TwinPage actual)
    {
        foreach (var (left, right) in expected.State().Split('\n').Zip(actual.State().Split('\n')))
            Assert.Equal(left, right);
        Assert.Equal(expected.State(), actual.State());
    }

    private static string Text(Wire wire, string kind) => string.Join('\n', wire.Page.Things(kind).Select(static thing => thing.Value.ToJsonString()));

    /// <summary>A page and its stream.</summary>
    private sealed class Wire : IDisposable
    {
        private readonly TerminalModel _model;
        private readonly string _focus;

        public Wire(TerminalModel model, string focus)
        {
            _model = model;
            _focus = focus;
            Subscription = model.Feed.Subscribe(focus, null, null);
        }

        public TwinPage Page { get; } = new();

        public FeedSubscription Subscription { get; private set; }

        public int Reopened { get; private set; }

        public List<FrameJson> Take()
        {
            var frames = new List<FrameJson>();
            while (Subscription.Count > 0)
            {
                var next = Subscription.NextAsync(CancellationToken.None).AsTask();
                Assert.True(next.IsCompletedSuccessfully);
                frames.Add(next.Result!);
            }

            return frames;
        }

        public int Deliver()
        {
            var frames = Take();
            foreach (var frame in frames)
                Give(frame);
            return frames.Count;
        }

        public void Give(FrameJson frame)
        {
            if (Page.Take(frame))
                return;
            Reopened++;
            _model.Feed.Unsubscribe(Subscription);
            Subscription.Dispose();
            Subscription = _model.Feed.Subscribe(_focus, Page.Epoch, Page.Sequence);
        }

        public void Dispose()
        {
            _model.Feed.Unsubscribe(Subscription);
            Subscription.Dispose();
        }
    }
}
