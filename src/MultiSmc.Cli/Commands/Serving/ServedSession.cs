using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Research;
using MultiSmc.Terminal;

namespace MultiSmc.Cli.Commands;

/// <summary>A backtest or replay that is shown by the terminal.</summary>
internal sealed class ServedSession : IAsyncDisposable
{
    private readonly TerminalHost _host;
    private readonly TerminalModel _model;

    private readonly ReplayPace _pace;

    private readonly KernelObserver _observer;

    private ServedSession(TerminalHost host, TerminalModel model, ReplayPace pace, KernelObserver observer) =>
        (_host, _model, _pace, _observer) = (host, model, pace, observer);

    /// <summary>Where the page is.</summary>
    public Uri Address => _host.Address;

    /// <summary>What the run is seen by.</summary>
    public IKernelObserver Observer => _pace;

    /// <summary>Begins to serve a plan.</summary>
    /// <remarks>Where it can go back, the run is begun anew as often as <see cref="BeginsAnewAsync"/> says.</remarks>
    public static async Task<ServedSession> StartAsync(
        TerminalOptions options, BacktestPlan plan, TerminalMode mode, double? speed, bool isPaused, bool canGoBack, TimeProvider time, CancellationToken cancellation)
    {
        var observer = new KernelObserver([.. plan.Markets.Select(market => market.Instrument)], isPatient: true);
        var model = new TerminalModel(SetupOf(plan, mode), observer, time);
        var pace = new ReplayPace(observer, time, speed, isPaused, cancellation) { CanGoBack = canGoBack };
        model.IsHeldBack = () => pace.IsGoingBack;
        var host = await TerminalHost.StartAsync(options with { Replay = pace }, model, null, cancellation).ConfigureAwait(false);
        return new ServedSession(host, model, pace, observer);
    }

    /// <summary>Ends the run, also to begin it anew: see <see cref="BeginsAnewAsync"/>.</summary>
    public CancellationToken RunToken => _pace.RunToken;

    /// <summary>The run has ended. Whether it is to be begun anew from its first input, because a person went back; what was shown is forgotten then.</summary>
    public async Task<bool> BeginsAnewAsync(CancellationToken cancellation)
    {
        if (!_pace.TryBeginAnew())
            return false;
        await _model.CaughtUpAsync(cancellation).ConfigureAwait(false);
        _observer.Restart();
        _model.Restart();
        return true;
    }

    /// <summary>The run has ended; what it left can be looked at until Ctrl+C.</summary>
    public async Task StayAsync(CommandConsole console, CancellationToken cancellation)
    {
        _pace.Finish();
        await console.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await _model.CaughtUpAsync(cancellation).ConfigureAwait(false);
        console.Error.WriteLine($"done; still shown at {Address} until Ctrl+C");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The end that was asked for.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        _pace.Dispose();
    }

    /// <summary>What the picture of a plan's session begins with.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="mode">What is watched.</param>
    /// <param name="venue">Where orders go, for people; null: a simulated exchange, which begins with the plan's balances.</param>
    public static TerminalSetup SetupOf(BacktestPlan plan, TerminalMode mode, string? venue = null) => new()
    {
        Mode = mode,
        Venue = venue ?? "Simulated",
        Markets =
        [
            .. plan.Markets.Select(market => MarketOf(market, plan.Model.Thresholds.Any(threshold => threshold.Symbol == market.Instrument.Symbol) ? plan.Model.Id : null)),
        ],
        Balances = venue is not null ? [] : [.. plan.Venue.InitialBalances.Select(entry => new AssetBalance(entry.Asset, new Balance(entry.Amount, Money.Zero)))],
        FixedMarks = [.. plan.Venue.BnbPrices.Where(entry => entry.Quote == plan.Markets[0].Instrument.Quote).Select(entry => (new Asset("BNB"), entry.Price))],
        Risk = plan.Risk,
        Version = BacktestPlans.CodeVersion,
    };

    /// <summary>A market of a plan, as the terminal knows it.</summary>
    public static TerminalMarket MarketOf(MarketPlan market, string? model) => new()
    {
        Instrument = market.Instrument,
        Packets = market.Packets,
        Structure = market.Structure,
        Strategy = market.Strategy,
        Model = model,
    };
}
