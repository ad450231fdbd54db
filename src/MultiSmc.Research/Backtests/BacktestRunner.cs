using System.Runtime.ExceptionServices;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Research;

/// <summary>How far a backtest is.</summary>
/// <param name="Events">Events of the tape taken so far.</param>
/// <param name="Time">Exchange time of the last one.</param>
public readonly record struct BacktestProgress(long Events, Timestamp Time);

/// <summary>
/// Runs a plan along a tape: once under its own fill model and, along the same pass, under the pessimistic and the optimistic one, so that the band
/// costs no second reading. Memory is flat in the tape's length but for what the report tells of each zone, order and trade.
/// </summary>
public sealed class BacktestRunner(BacktestPlan plan)
{
    private const int BatchSize = 8192;

    /// <summary>Keeps the session of the plan's own fill model; null for none.</summary>
    public IInputJournal? Journal { get; init; }

    /// <summary>Sees the run of the plan's own fill model while it goes on; null for nobody.</summary>
    public IKernelObserver? Observer { get; init; }

    /// <summary>Runs to the end of the tape.</summary>
    /// <param name="source">The tape of all instruments, merged in time.</param>
    /// <param name="progress">Told after each batch; null for nobody.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public BacktestResult Run(IMarketSource source, IProgress<BacktestProgress>? progress, CancellationToken cancellation)
    {
        var hasModel = plan.Model != ApproachModelPlan.None;
        var led = FillModels().Select((fill, at) => new FillModelSession(plan, fill, plan.Model, at == 0 ? Journal : null, at == 0 ? Observer : null)).ToArray();
        var bare = hasModel ? new FillModelSession(plan, plan.Venue.FillModel, ApproachModelPlan.None) : null;
        var rivals = plan.Rivals.Select(rival => new FillModelSession(plan, plan.Venue.FillModel, rival)).ToArray();
        FillModelSession[] sessions = bare is null ? [.. led, .. rivals] : [.. led, bare, .. rivals];
        var shadows = hasModel ? new ShadowOrders(plan) : null;
        var meter = new TapeMeter(plan.Markets.Count);
        var current = new MarketEvent[BatchSize];
        var next = new MarketEvent[BatchSize];
        var count = source.Read(current);
        while (count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var batch = current.AsMemory(0, count);
            meter.On(batch.Span);
            shadows?.On(batch.Span);

            // The sessions are independent; the next batch is read meanwhile. Each sees the same events in the same order, so threads change nothing.
            var work = sessions.Select(session => Task.Run(() => session.On(batch.Span), cancellation)).ToArray();
            var buffer = next;
            var read = Task.Run(() => source.Read(buffer), cancellation);
            Join([.. work, read]);
            progress?.Report(new BacktestProgress(meter.Events, batch.Span[^1].Time));
            count = read.Result;
            (current, next) = (next, current);
        }

        return new BacktestResult
        {
            Identity = plan.Identity,
            Currency = plan.Markets[0].Instrument.Quote,
            Assumptions = new BacktestAssumptions(
                plan.Venue.LatencyToVenue.Nanoseconds,
                plan.Venue.MakerFeePpm,
                plan.Venue.TakerFeePpm,
                plan.Venue.SlippageTicks,
                meter.Evidence),
            Instruments =
            [
                .. plan.Markets.Select(market =>
                    new InstrumentResult(market.Instrument, meter.FactsOf(market.Instrument.Id), led[0].Kernel.CountersOf(market.Instrument.Id))),
            ],
            Runs = [.. led.Select(session => session.Finish())],
            TrainedOn = plan.Model.TrainedOn,
            Thresholds = plan.Model.Thresholds,
            WithoutModel = bare?.Finish(),
            Rivals = [.. rivals.Select(session => session.Finish())],
            Counterfactuals = shadows?.Finish() ?? [],
            BreakEven = [.. plan.Markets.SelectMany(BreakEvenTable.Of)],
        };
    }

    private IEnumerable<FillModel> FillModels() =>
        new[] { plan.Venue.FillModel, FillModel.TradeThrough, FillModel.Touch }.Distinct();

    private static void Join(Task[] tasks)
    {
        try
        {
            Task.WaitAll(tasks);
        }
        catch (AggregateException failure)
        {
            // The first failure as it was thrown: a broken invariant or a bad file must reach its reader by its own name.
            ExceptionDispatchInfo.Throw(failure.Flatten().InnerExceptions[0]);
        }
    }
}
