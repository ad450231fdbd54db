using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Research;

/// <summary>One kernel and one venue under one fill assumption, with the record of what happened.</summary>
internal sealed class FillModelSession
{
    private readonly DrivenSession _session;
    private readonly RunRecorder _recorder;
    private Timestamp _last;

    public FillModelSession(BacktestPlan plan, FillModel fillModel, ApproachModelPlan model, IInputJournal? journal = null, IKernelObserver? observer = null)
    {
        FillModel = fillModel;
        Model = model;
        Kernel = BacktestKernel.Create(plan, model);
        _recorder = new RunRecorder(Kernel.Portfolio, plan.Venue.LatencyFromVenue + plan.Venue.LatencyJitterMax);
        var venue = new SimulatedVenue([.. plan.Markets.Select(market => market.Instrument)], plan.Venue with { FillModel = fillModel });
        _session = new DrivenSession(Kernel, venue, _recorder) { Journal = journal, Observer = observer };
    }

    public FillModel FillModel { get; }

    public ApproachModelPlan Model { get; }

    public TradingKernel Kernel { get; }

    public void On(ReadOnlySpan<MarketEvent> events)
    {
        foreach (ref readonly var market in events)
        {
            _last = market.Time > _last ? market.Time : _last;
            _recorder.BeforeMarket(_last);
            _session.On(in market);
            _recorder.AfterFills.On(in market, _last);
        }
    }

    public FillModelRun Finish()
    {
        _session.Finish();
        _recorder.Finish();
        return new FillModelRun(NameOf(FillModel), Model.Id, _recorder);
    }

    private static string NameOf(FillModel model) => model switch
    {
        FillModel.TradeThrough => "trade-through",
        FillModel.Queue => "queue",
        _ => "touch",
    };
}
