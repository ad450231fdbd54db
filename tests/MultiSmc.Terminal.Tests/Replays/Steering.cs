using Microsoft.AspNetCore.SignalR.Client;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal.Tests.Replays;

/// <summary>The pace of what is shown is people's, and only the pace: every input comes, once, in its order.</summary>
public sealed class Steering
{
    private static readonly InstrumentId First = new(0);
    private static readonly InstrumentId Second = new(1);

    [Fact]
    public async Task A_paused_one_shows_one_input_a_step()
    {
        await using var shell = new Shell(isPaused: true);
        shell.Start(count: 5);
        for (var k = 1; k <= 4; k++)
        {
            shell.Pace.Go(ReplayStep.Input, null);
            await shell.ShownAsync(k);
            await shell.StoodAsync();
            Assert.Equal(Enumerable.Range(1, k).Select(static it => (long)it), shell.Shown);
        }

        shell.Pace.Pause(false);
        await shell.EndAsync();
        Assert.Equal([1, 2, 3, 4, 5], shell.Shown);
    }

    [Fact]
    public async Task A_step_of_a_packet_ends_with_the_packet_of_that_symbol()
    {
        await using var shell = new Shell(isPaused: true);
        shell.Start(count: 9, (input, effects) =>
        {
            var packet = default(Packet);
            if (input is 2 or 5)
                effects.AddPacket(input == 2 ? Second : First, in packet, Money.Zero);
        });
        shell.Pace.Go(ReplayStep.Packet, First);
        await shell.ShownAsync(5);
        await shell.StoodAsync();
        Assert.Equal([1, 2, 3, 4, 5], shell.Shown);
        shell.Pace.Pause(false);
        await shell.EndAsync();
    }

    [Fact]
    public async Task Back_is_the_packet_before_of_that_symbol_by_going_again_from_the_first_input()
    {
        await using var shell = new Shell(isPaused: true, canGoBack: true);
        shell.Start(count: 9, (input, effects) =>
        {
            var packet = default(Packet);
            if (input is 2 or 4 or 5 or 8)
                effects.AddPacket(input == 4 ? Second : First, in packet, Money.Zero);
        });
        Assert.False(shell.Pace.State.Back);
        for (var k = 0; k < 3; k++)
        {
            shell.Pace.Go(ReplayStep.Packet, First);
            await shell.ShownAsync(k == 0 ? 2 : k == 1 ? 5 : 8);
            await shell.StoodAsync();
        }

        foreach (var stands in new[] { 5, 2, 0 })
        {
            Assert.True(shell.Pace.State.Back);
            Assert.True(shell.Pace.GoBack(First));
            await shell.StoodAsync();
            await shell.ShownExactlyAsync(stands);
            Assert.Equal(Enumerable.Range(1, stands).Select(static it => (long)it), shell.Shown);
            Assert.Equal((true, (long)stands, stands > 0), (shell.Pace.State.Paused, shell.Pace.State.Inputs, shell.Pace.State.Back));
        }

        // Between two closes it is the one just before; anybody's packet counts where none is named.
        shell.Pace.Go(ReplayStep.Packet, Second);
        await shell.ShownAsync(4);
        await shell.StoodAsync();
        shell.Pace.Go(ReplayStep.Input, null);
        await shell.ShownAsync(5);
        await shell.StoodAsync();
        Assert.True(shell.Pace.GoBack(null));
        await shell.StoodAsync();
        Assert.Equal([1, 2, 3, 4], shell.Shown);
        shell.Pace.Pause(false);
        await shell.EndAsync();
        Assert.Equal(Enumerable.Range(1, 9).Select(static it => (long)it), shell.Shown);
        Assert.False(shell.Pace.GoBack(null)); // as soon as the run is over, whatever is still done with its result
        Assert.False(shell.Pace.IsGoingBack);
        Assert.True(shell.Pace.State is { Done: true, Back: false, Step: null });
    }

    [Fact]
    public async Task A_run_that_cannot_be_begun_anew_does_not_go_back()
    {
        await using var shell = new Shell(isPaused: true);
        shell.Start(count: 2);
        shell.Pace.Go(ReplayStep.Input, null);
        await shell.ShownAsync(1);
        Assert.False(shell.Pace.State.Back);
        Assert.False(shell.Pace.GoBack(null));
        Assert.Equal([1], shell.Shown);
    }

    [Fact]
    public async Task While_it_goes_back_pages_are_told_only_that_the_server_lives()
    {
        await using var session = new DemoSession(20_000);
        var isHeld = true;
        session.Model.IsHeldBack = () => isHeld;
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        session.Step();
        using var feed = session.Model.Feed.Subscribe(DemoSession.First, null, null);
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        session.Step();
        var page = new TwinPage();
        page.Take(Assert.IsType<FrameJson>(await feed.NextAsync(TestContext.Current.CancellationToken)));
        var before = page.State();
        session.Run();
        var epoch = session.Model.Epoch;
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        session.Step();
        Assert.True(session.Model.Read(static state => state.Symbols[0].Packets.Count) > 0);
        var last = page.Sequence;
        page.Take(Assert.IsType<FrameJson>(await feed.NextAsync(TestContext.Current.CancellationToken)));
        Assert.True(page.Sequence > last);
        Assert.Equal(before, page.State("health"));

        // Who comes while it is let through anew is given what there is: nothing yet, and no market without a price.
        session.Model.Restart();
        using var late = session.Model.Feed.Subscribe(DemoSession.First, null, null);
        session.Clock.Advance(TimeSpan.FromSeconds(1));
        session.Step();
        var fresh = System.Text.Json.Nodes.JsonNode.Parse(Assert.IsType<FrameJson>(await late.NextAsync(TestContext.Current.CancellationToken)).Utf8)!;
        Assert.Equal("snap", (string)fresh["k"]!);
        Assert.DoesNotContain(null, fresh["ticks"]?.AsArray() ?? []);
        isHeld = false;
        session.Step();
        Assert.NotEqual(epoch, session.Model.Epoch);
        Assert.Equal(0, session.Model.Read(static state => state.Symbols[0].Packets.Count));
    }

    [Fact]
    public async Task A_step_of_a_setup_ends_with_its_order()
    {
        await using var shell = new Shell(isPaused: true);
        shell.Start(count: 9, (input, effects) =>
        {
            if (input == 3)
                effects.Add(EffectKind.Trace, First, new StrategyTrace.Skipped(1, 1, default, "locked", false));
            if (input == 6)
                effects.Add(EffectKind.Trace, First, new StrategyTrace.EntryPlaced(2, 2, default, default!, default, default, 0.5, 1));
        });
        shell.Pace.Go(ReplayStep.Setup, null);
        await shell.ShownAsync(6);
        await shell.StoodAsync();
        Assert.Equal(6, shell.Shown.Count);
        shell.Pace.Pause(false);
        await shell.EndAsync();
    }

    [Fact]
    public async Task A_pause_stops_what_waits_for_its_time_and_another_speed_ends_that_wait()
    {
        await using var shell = new Shell(isPaused: false, speed: 0.001); // a second of the tape is a quarter of an hour
        shell.Start(count: 4);
        await shell.ShownAsync(1);
        shell.Pace.Pause(true);
        Assert.True(shell.Pace.State.Paused);
        shell.Pace.Run(null);
        Assert.Single(shell.Shown);
        shell.Pace.Pause(false);
        await shell.EndAsync();
        Assert.Equal([1, 2, 3, 4], shell.Shown);
    }

    [Fact]
    public async Task The_end_of_the_program_lets_a_paused_one_go()
    {
        await using var shell = new Shell(isPaused: true);
        shell.Start(count: 3);
        await shell.CancelAsync();
        await shell.EndAsync();
        Assert.Equal([1, 2, 3], shell.Shown);
    }

    [Fact]
    public async Task A_page_steers_and_is_told_how_it_stands()
    {
        await using var shell = new Shell(isPaused: true);
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(200), requiresToken: true, change: options => options with { Replay = shell.Pace });
        shell.Start(count: 5);
        var trader = await terminal.ConnectAsync(terminal.Host.Token);
        var stopped = TestContext.Current.CancellationToken;
        var first = await trader.InvokeAsync<SteerReply>("Steer", new SteerRequest("step", "input"), stopped);
        Assert.Null(first.Code);
        // The page is told how it stands at once; of a later change only with the next tick of a clock that nobody turns here.
        await shell.ShownAsync(1);
        await shell.StoodAsync();
        await foreach (var state in trader.StreamAsync<ReplayState>("Replay", stopped))
        {
            Assert.True(state.Paused);
            if (state is { Inputs: 1, Step: null })
                break;
        }

        Assert.Equal("bad-request", (await trader.InvokeAsync<SteerReply>("Steer", new SteerRequest("speed", Speed: -1), stopped)).Code);
        Assert.Equal("bad-request", (await trader.InvokeAsync<SteerReply>("Steer", new SteerRequest("step", "year"), stopped)).Code);
        Assert.Equal("unknown-symbol", (await trader.InvokeAsync<SteerReply>("Steer", new SteerRequest("step", "packet", "NONE"), stopped)).Code);
        Assert.Equal(600, (await trader.InvokeAsync<SteerReply>("Steer", new SteerRequest("speed", Speed: 600), stopped)).State!.Speed);
        var view = File.ReadLines(Path.Combine(terminal.Folder, "terminal.tokens")).Select(line => line.Split(' ')).First(words => words[0] == "view")[1];
        var viewer = await terminal.ConnectAsync(view);
        Assert.Equal("read-only", (await viewer.InvokeAsync<SteerReply>("Steer", new SteerRequest("resume"), stopped)).Code);
        Assert.True(shell.Pace.State.Paused);
        Assert.Null((await trader.InvokeAsync<SteerReply>("Steer", new SteerRequest("speed"), stopped)).State!.Speed);
        await trader.InvokeAsync<SteerReply>("Steer", new SteerRequest("resume"), stopped);
        await shell.EndAsync();
        shell.Pace.Finish();
        Assert.True((await trader.InvokeAsync<SteerReply>("Steer", new SteerRequest("pause"), stopped)).State is { Done: true, Paused: false });
    }

    [Fact]
    public async Task Where_nothing_is_replayed_nothing_is_steered()
    {
        await using var terminal = await HostedTerminal.StartAsync(new DemoSession(200));
        var page = await terminal.ConnectAsync();
        await foreach (var state in page.StreamAsync<ReplayState>("Replay", TestContext.Current.CancellationToken))
            Assert.Fail($"it said {state}");
        Assert.Equal("unsupported", (await page.InvokeAsync<SteerReply>("Steer", new SteerRequest("pause"), TestContext.Current.CancellationToken)).Code);
    }

    /// <summary>A thread that gives inputs, a second of the tape apart, and what has come through.</summary>
    private sealed class Shell : IKernelObserver, IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly List<long> _shown = [];
        private Task _run = Task.CompletedTask;

        public Shell(bool isPaused, double? speed = null, bool canGoBack = false) =>
            Pace = new ReplayPace(this, TimeProvider.System, speed, isPaused, _end.Token) { CanGoBack = canGoBack };

        public ReplayPace Pace { get; }

        public IReadOnlyList<long> Shown
        {
            get
            {
                lock (_shown)
                    return [.. _shown];
            }
        }

        public void Start(int count, Action<int, EffectBuffer>? make = null) => _run = Task.Factory.StartNew(
            () =>
            {
                var effects = new EffectBuffer();
                do
                {
                    lock (_shown)
                        _shown.Clear();
                    for (var k = 1; k <= count && (_end.IsCancellationRequested || !Pace.RunToken.IsCancellationRequested); k++)
                    {
                        effects.Clear();
                        make?.Invoke(k, effects);
                        Pace.OnApplied(KernelInput.FromTimer(k, new Timestamp(k * 1_000_000_000L), new TimerRequest(default, default, 0)), effects);
                    }
                }
                while (Pace.TryBeginAnew());
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public void OnApplied(in KernelInput input, EffectBuffer effects)
        {
            lock (_shown)
                _shown.Add(input.Sequence);
        }

        public Task CancelAsync() => _end.CancelAsync();

        public Task EndAsync() => _run.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        public Task ShownExactlyAsync(int count) => UntilAsync(() => Shown.Count == count);

        public Task ShownAsync(int count) => UntilAsync(() => Shown.Count >= count);

        /// <summary>The step is over: it stands before the next input.</summary>
        public Task StoodAsync() => UntilAsync(() => Pace.State.Step is null);

        public async ValueTask DisposeAsync()
        {
            await _end.CancelAsync();
            await _run;
            Pace.Dispose();
            _end.Dispose();
        }

        private static async Task UntilAsync(Func<bool> isSo)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(20));
            while (!isSo())
            {
                patience.Token.ThrowIfCancellationRequested();
                await Task.Yield();
            }
        }
    }
}
