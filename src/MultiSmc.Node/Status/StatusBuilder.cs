using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>Makes a <see cref="NodeStatus"/>; sees every input to know how old the data is. On the kernel's thread.</summary>
internal sealed class StatusBuilder(NodeSetup setup, NodeSession session, Timestamp startedAt) : IKernelObserver
{
    private readonly (Timestamp At, long Ticks)[] _lastTrades = new (Timestamp, long)[session.Header.Instruments.Count];

    public LatencyHistogram Latency { get; } = new();

    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        if (input.Kind == InputKind.Market && input.Market is { Kind: MarketEventKind.Trade } market)
            _lastTrades[market.Instrument.Index] = (market.Time, setup.Time.GetTimestamp());
    }

    public NodeStatus Build(INodeShell shell, int waiting)
    {
        var kernel = shell.Kernel;
        var balances = kernel.Portfolio.Balances;
        return new NodeStatus
        {
            At = Timestamp.Of(setup.Time.GetUtcNow()),
            Mode = setup.Mode,
            Clock = setup.Clock,
            Session = session.Header.Id,
            IsResumed = session.IsResumed,
            StartedAt = startedAt,
            Phase = shell.Phase,
            KernelTime = shell.Now,
            Inputs = shell.Inputs,
            DurableInputs = shell.JournalDurable,
            Waiting = waiting,
            Currency = kernel.Portfolio.Currency,
            Equity = kernel.Portfolio.Equity(),
            Balances = [.. Enumerable.Range(0, balances.Count).Select(balances.At).Where(static entry => entry.Balance.Total > Money.Zero)],
            Locks = EntryLockFacts.NamesOf(kernel.LocksOfAccount),
            RiskHalt = kernel.Risk.IsDrawdownHit ? "drawdown" : kernel.Risk.IsDailyLossHit ? "daily-loss" : "",
            IsReconciled = kernel.IsReconciled,
            Markets = [.. Enumerable.Range(0, kernel.InstrumentCount).Select(index => MarketOf(kernel, new InstrumentId(index)))],
            Orders = [.. kernel.Ledger.Open.Select(OrderOf)],
            Links = [.. setup.Feed.Links, .. shell.Links],
            Latency = new LatencyFigures(
                Latency.Count, Latency.PercentileNs(0.5), Latency.PercentileNs(0.99), Latency.PercentileNs(0.999), Latency.MaxNs),
        };
    }

    private MarketStatus MarketOf(TradingKernel kernel, InstrumentId id)
    {
        var (at, ticks) = _lastTrades[id.Index];
        Duration? age = setup.Clock == NodeClock.Market || ticks == 0 ? null : new Duration(setup.Time.GetElapsedTime(ticks).Ticks * 100);
        return new MarketStatus(kernel.Look(id), at, age);
    }

    private OpenOrder OrderOf(OrderState order) => new(
        order.Spec,
        session.Header.Instruments[order.Spec.Instrument.Index].Symbol,
        order.ListId,
        order.State,
        order.Status,
        order.Filled,
        order.IsCancelSent,
        order.SentAt);
}
