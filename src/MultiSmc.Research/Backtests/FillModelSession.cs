using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>One kernel and one venue under one fill assumption, with the record of what happened.</summary>
internal sealed class FillModelSession
{
    private readonly BacktestSession _session;
    private readonly RunRecorder _recorder;
    private Timestamp _last;

    public FillModelSession(BacktestPlan plan, FillModel fillModel, ApproachModelPlan model)
    {
        FillModel = fillModel;
        Model = model;
        var instruments = plan.Markets.Select(market => market.Instrument).ToArray();
        var initial = plan.Venue.InitialBalances.Select(entry => new AssetBalance(entry.Asset, new Balance(entry.Amount, Money.Zero)));
        var currency = instruments[0].Quote;
        var bnb = plan.Venue.BnbPrices.Where(entry => entry.Quote == currency).Select(entry => (new Asset("BNB"), entry.Price));
        var portfolio = new Portfolio(instruments, initial, bnb);
        var markets = plan.Markets.Select(market => new MarketSetup
        {
            Instrument = market.Instrument,
            Packets = market.Packets,
            Structure = market.Structure,
            Strategy = context => new MultiSmcStrategy(context, market.Strategy, model.Create(market)),
        });
        Kernel = new TradingKernel(plan.Session, [.. markets], portfolio, plan.Risk);
        _recorder = new RunRecorder(portfolio, plan.Venue.LatencyFromVenue + plan.Venue.LatencyJitterMax);
        _session = new BacktestSession(Kernel, new SimulatedVenue(instruments, plan.Venue with { FillModel = fillModel }), _recorder);
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
