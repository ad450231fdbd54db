using System.Text.RegularExpressions;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Journal;
using MultiSmc.Node;
using MultiSmc.Research;
using MultiSmc.Strategy;

namespace MultiSmc.Terminal.Tests;

/// <summary>A picture that was not shown everything: after a restart from a snapshot, and after more happened than the ring holds.</summary>
public sealed class StoryWithHoles
{
    private const int Trades = 30_000;

    private static readonly string[] s_ranges = ["day", "week", "all"];

    [Fact]
    public async Task After_a_restart_from_a_snapshot_the_picture_is_the_one_of_before()
    {
        using var story = new Story();
        var middle = story.Inputs / 2;
        await using var whole = new Picture(story.Plan, 1 << 18);
        await using var resumed = new Picture(story.Plan, 1 << 18);
        resumed.Model.TakePastFrom((observer, before, _) => Task.Run(() =>
        {
            story.Play(new Between(observer, 1, before - 1));
            return (string?)null;
        }));
        story.Play(whole.Observer, new Between(resumed.Observer, middle, long.MaxValue));
        whole.Settle();
        resumed.Settle();
        Assert.True(whole.Model.Read(static state => state.Symbols[0].Packets.Count) > 100);
        Assert.True(whole.Model.Read(static state => state.Fills.Count) > 0);
        Assert.Equal(Shown(whole), Shown(resumed));
        Assert.Equal(whole.Model.Read(EquityOf), resumed.Model.Read(EquityOf));
        foreach (var symbol in new[] { 0, 1 })
        {
            Assert.Equal(
                whole.Model.Read(state => state.Symbols[symbol].Packets.Copy(0, long.MaxValue)), resumed.Model.Read(state => state.Symbols[symbol].Packets.Copy(0, long.MaxValue)));
        }
    }

    [Fact]
    public async Task A_picture_that_is_begun_anew_is_the_one_of_a_fresh_start()
    {
        using var story = new Story();
        await using var again = new Picture(story.Plan, 1 << 18);
        await using var fresh = new Picture(story.Plan, 1 << 18);
        story.Play(again.Observer);
        again.Settle();
        var whole = Shown(again);
        again.Observer.Restart();
        again.Model.Restart();
        var middle = story.Inputs / 2;
        story.Play(new Between(again.Observer, 1, middle), new Between(fresh.Observer, 1, middle));
        again.Settle();
        fresh.Settle();
        Assert.NotEqual(whole, Shown(again));
        Assert.Equal(Shown(fresh), Shown(again));
        Assert.Equal(fresh.Model.Read(EquityOf), again.Model.Read(EquityOf));
        Assert.NotEqual("", fresh.Model.Read(static state => state.Fills.Count > 0 ? "fills" : ""));
    }

    [Fact]
    public async Task Orders_that_the_model_took_back_are_followed_over_a_restart()
    {
        using var story = new Story(threshold: 0.68);
        await using var whole = new Picture(story.Plan, 1 << 18);
        story.Play(whole.Observer);
        whole.Settle();
        Assert.Contains("= lost", DemoSession.FatesOf(whole.Model), StringComparison.Ordinal);
        foreach (var part in new[] { 0.2, 0.4, 0.6, 0.8 })
        {
            var at = (long)(story.Inputs * part);
            await using var resumed = new Picture(story.Plan, 1 << 18);
            resumed.Model.TakePastFrom((observer, before, _) => Task.Run(() =>
            {
                story.Play(new Between(observer, 1, before - 1));
                return (string?)null;
            }));
            story.Play(new Between(resumed.Observer, at, long.MaxValue));
            resumed.Settle();
            Assert.Equal(DemoSession.FatesOf(whole.Model), DemoSession.FatesOf(resumed.Model));
        }
    }

    [Fact]
    public async Task A_past_that_cannot_be_had_is_told_and_what_lives_is_asked_for()
    {
        using var story = new Story();
        await using var whole = new Picture(story.Plan, 1 << 18);
        await using var resumed = new Picture(story.Plan, 1 << 18);
        var kernel = story.PlayUntilAPositionIsOpen(whole.Observer, new Between(resumed.Observer, story.Inputs / 4, long.MaxValue));
        resumed.Model.TakePastFrom(static (_, _, _) => Task.FromResult<string?>("it was dropped"));
        resumed.Model.AskStatus = _ => Task.FromResult<NodeStatus?>(StatusOf(kernel, story.Plan));
        whole.Settle();
        resumed.Settle();
        Assert.Single(resumed.Model.Read(static state => state.Journal.Page(long.MaxValue, null, "past-missing", 5)));
        AssertSameLife(whole.Model, resumed.Model);
    }

    [Fact]
    public async Task What_lives_is_right_again_after_the_ring_overflowed()
    {
        using var story = new Story();
        await using var whole = new Picture(story.Plan, 1 << 18);
        await using var lossy = new Picture(story.Plan, 256, isPatient: false);
        var kernel = story.PlayUntilAPositionIsOpen(whole.Observer, lossy.Observer);
        Assert.True(lossy.Observer.Lost > 0);
        lossy.Model.AskStatus = _ => Task.FromResult<NodeStatus?>(StatusOf(kernel, story.Plan));
        whole.Settle();
        lossy.Settle();

        // Word of the loss comes with the next thing there is to tell.
        var effects = new EffectBuffer();
        effects.Add(EffectKind.Alert, default, new Alert("late-data", "words"));
        lossy.Observer.OnApplied(KernelInput.FromTimer(kernel.LastSequence, kernel.Now, new TimerRequest(default, default, 0)), effects);
        lossy.Settle();
        AssertSameLife(whole.Model, lossy.Model);
        var zone = lossy.Model.Read(static state => state.Symbols.Sum(static book => book.Zones.Values.Count(static zone => zone.Zone.IsLive)));
        Assert.True(zone > 0);
    }

    private static string EquityOf(SessionState state) => string.Join('\n', s_ranges.Select(range => $"{range} {string.Join(' ', state.Equity.Of(range)!.All)}"));

    // Versions count frames, and the past comes in pieces of another size.
    private static string Shown(Picture picture) => Regex.Replace(picture.Page().State("tick", "live", "latency"), "\"v\":\\d+", "");

    private static void AssertSameLife(TerminalModel expected, TerminalModel actual) => Assert.Equal(expected.Read(LifeOf), actual.Read(LifeOf));

    private static string LifeOf(SessionState state) => string.Join('\n', [
        .. state.Symbols.SelectMany(static book => book.Zones.Values.Where(static zone => zone.Zone.IsLive).OrderBy(static zone => zone.Zone.Id)
            .Select(zone => zone.Zone).Select(zone => $"{book.Name} {zone.Id} {zone.State} {zone.Top} {zone.Entry} {zone.Bottom} {zone.Sl} {zone.Tp1} {zone.Created} {zone.TouchedAt} {zone.EnteredAt}")),
        .. state.Symbols.SelectMany(static book => book.Setups.Values.Where(static setup => !setup.IsDone && (setup.Order is not null || setup.Position is not null)).OrderBy(static setup => setup.Number)
            .Select(setup => $"{book.Name} setup {setup.Number} {setup.Zone} {setup.Entry} {setup.Stop} {setup.Target}")),
        .. state.Orders.Open.OrderBy(static order => order.Spec.ClientOrderId.Value, StringComparer.Ordinal).Select(static order => $"{order.Spec} {order.Filled} {order.Role} {order.Setup}"),
        .. state.Positions.OrderBy(static position => position.Instrument.Index).Select(static position => $"{position.Instrument.Index} {position.Setup.Number} {position.Held} {position.Protection}"),
        .. state.Symbols.Select(static book => $"{book.Name} {book.Locks}"),
        $"{state.Money.Equity}",
    ]);

    private static NodeStatus StatusOf(TradingKernel kernel, BacktestPlan plan) => new()
    {
        At = kernel.Now,
        Mode = "live",
        Clock = NodeClock.Wall,
        Session = "test",
        IsResumed = true,
        StartedAt = default,
        Phase = NodePhase.Running,
        KernelTime = kernel.Now,
        Inputs = kernel.LastSequence,
        DurableInputs = kernel.LastSequence,
        Waiting = 0,
        Currency = kernel.Portfolio.Currency,
        Equity = kernel.Portfolio.Equity(),
        Balances = [.. Enumerable.Range(0, kernel.Portfolio.Balances.Count).Select(kernel.Portfolio.Balances.At)],
        Locks = [],
        RiskHalt = "",
        IsReconciled = true,
        Markets = [.. plan.Markets.Select(market => new MarketStatus(kernel.Look(market.Instrument.Id), default, null))],
        Orders =
        [
            .. kernel.Ledger.Open.Select(order => new OpenOrder(
                order.Spec, plan.Markets[order.Spec.Instrument.Index].Instrument.Symbol, order.ListId, order.State, order.Status, order.Filled, order.IsCancelSent, order.SentAt)),
        ],
        Links = [],
        Latency = new LatencyFigures(0, 0, 0, 0, 0),
    };

    private sealed class Between(IKernelObserver inner, long first, long last) : IKernelObserver
    {
        public void OnApplied(in KernelInput input, EffectBuffer effects)
        {
            if (input.Sequence >= first && input.Sequence <= last)
                inner.OnApplied(in input, effects);
        }
    }

    private sealed class Picture : IAsyncDisposable
    {
        private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeMilliseconds(1_760_000_000_000));

        public Picture(BacktestPlan plan, int capacity, bool isPatient = true)
        {
            Observer = new KernelObserver([.. plan.Markets.Select(static market => market.Instrument)], isPatient, capacity);
            Model = new TerminalModel(DemoSession.SetupOf(plan, TerminalMode.Live), Observer, _clock);
        }

        public KernelObserver Observer { get; }

        public TerminalModel Model { get; }

        public void Settle()
        {
            // A reader of the past works on a task of its own: steps go on until it has nothing more to give.
            for (var calm = 0; calm < 3; calm = Observer.Ring.Waiting > 0 || Model.IsCatchingUp ? 0 : calm + 1)
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                Model.Step();
                Thread.Yield();
            }
        }

        public TwinPage Page()
        {
            var page = new TwinPage();
            using var subscription = Model.Feed.Subscribe(DemoSession.First, null, null);
            Model.Step();
            Assert.True(page.Take(subscription.NextAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult()!));
            return page;
        }

        public ValueTask DisposeAsync() => Model.DisposeAsync();
    }

    /// <summary>A session in a journal.</summary>
    private sealed class Story : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("story").FullName;

        public Story(double threshold = 0.5)
        {
            Plan = DemoSession.PlanOfTwo(threshold);
            using var journal = JournalFile.Open(Path.Combine(_folder, "journal.db"), new JournalOptions { IsDurable = false, StallMax = Timeout.InfiniteTimeSpan });
            var header = new SessionHeader
            {
                Id = Plan.Session, Kind = "backtest", StartedAt = default, KernelVersion = "test", Instruments = [.. Plan.Markets.Select(static market => market.Instrument)], ConfigurationHash = "0",
            };
            using var session = journal.Start(header, new Deaf());
            new BacktestRunner(Plan) { Journal = session, Observer = new Counter(this) }.Run(DemoSession.TapeOf(Plan, Trades), null, CancellationToken.None);
            session.Complete(new Timestamp(long.MaxValue / 2));
        }

        public BacktestPlan Plan { get; }

        public long Inputs { get; private set; }

        public void Play(params IKernelObserver[] observers) => Play(static _ => false, observers);

        public TradingKernel PlayUntilAPositionIsOpen(params IKernelObserver[] observers)
        {
            var half = Inputs / 2;
            return Play(
                kernel => kernel.LastSequence > half && Plan.Markets.Any(market => kernel.Look(market.Instrument.Id) is { Zones.Count: > 0 } view && view.Setups.Any(static setup => setup.Held.Raw > 0 && setup.IsProtected)),
                observers);
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);

        private TradingKernel Play(Func<TradingKernel, bool> isEnough, IKernelObserver[] observers)
        {
            using var replay = JournalReplay.Open(Path.Combine(_folder, "journal.db"), Plan.Session, [typeof(StrategyTrace)]);
            var kernel = BacktestKernel.Create(Plan, Plan.Model);
            TradingKernel? frozen = null;
            replay.Observer = new Tee(observers, () =>
            {
                if (!isEnough(kernel))
                    return false;
                frozen = kernel;
                return true;
            });
            try
            {
                replay.Run(kernel, null, CancellationToken.None);
            }
            catch (EnoughException)
            {
                Assert.NotNull(frozen);
            }

            return kernel;
        }

        private sealed class Tee(IKernelObserver[] observers, Func<bool> isEnough) : IKernelObserver
        {
            public void OnApplied(in KernelInput input, EffectBuffer effects)
            {
                foreach (var observer in observers)
                    observer.OnApplied(in input, effects);
                if (isEnough())
                    throw new EnoughException();
            }
        }

        private sealed class Counter(Story story) : IKernelObserver
        {
            public void OnApplied(in KernelInput input, EffectBuffer effects) => story.Inputs = input.Sequence;
        }

        private sealed class EnoughException : Exception
        {
        }

        private sealed class Deaf : IJournalObserver
        {
            public void OnDurable(long sequence)
            {
            }

            public void OnFailed(JournalFailure failure)
            {
            }
        }
    }
}
