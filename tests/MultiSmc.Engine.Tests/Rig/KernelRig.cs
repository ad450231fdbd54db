using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Engine.Tests;

/// <summary>A kernel with spies for strategies and no venue: the test hands in trades and the exchange's words, one at a time.</summary>
internal sealed class KernelRig
{
    private readonly EffectBuffer _effects = new();
    private readonly Instrument[] _instruments;
    private readonly long[] _tradeIds;
    private readonly List<TimerRequest> _timers = [];

    public KernelRig(int instruments = 1, PacketParameters? packets = null, RiskLimits? limits = null, AssetBalance[]? holdings = null, string session = "t")
    {
        _instruments = Given.Instruments(instruments);
        _tradeIds = new long[instruments];
        Kernel = new TradingKernel(
            session,
            [.. _instruments.Select(instrument => new MarketSetup
            {
                Instrument = instrument,
                Packets = packets ?? Given.TradeByTrade,
                Structure = Given.QuickStructure,
                Strategy = context =>
                {
                    var spy = new SpyStrategy(context, Calls);
                    Spies.Add(spy);
                    return spy;
                },
            })],
            new Portfolio(_instruments, holdings ?? [Given.Holding(Given.Usdt, "10000")], []),
            limits ?? new RiskLimits());
    }

    public TradingKernel Kernel { get; }

    public List<SpyStrategy> Spies { get; } = [];

    /// <summary>All calls of all strategies: "C0USDT trade/1".</summary>
    public List<string> Calls { get; } = [];

    public Timestamp Now { get; set; } = Given.Start;

    public long Sequence { get; set; }

    /// <summary>Prints a trade a second later; its id is the next of its symbol.</summary>
    public Outcome Trade(string price, string quantity = "1", int instrument = 0)
    {
        Now += Duration.FromSeconds(1);
        return Trade(++_tradeIds[instrument], price, quantity, instrument);
    }

    /// <summary>Prints a trade of a given id now.</summary>
    public Outcome Trade(long id, string price, string quantity = "1", int instrument = 0)
    {
        var trade = new TradeTick(id, Now, Given.Price(price), Given.Quantity(quantity), AggressorSide.Buyer);
        return Apply(KernelInput.FromMarket(++Sequence, Now, new MarketEvent(new InstrumentId(instrument), in trade)));
    }

    public Outcome Trades(params string[] prices)
    {
        Outcome? last = null;
        foreach (var price in prices)
            last = Trade(price);
        return last ?? throw new ArgumentException("no prices", nameof(prices));
    }

    public void LoseTrades(int count, int instrument = 0) => _tradeIds[instrument] += count;

    /// <summary>The strategy of an instrument sends a buy of 1 at the next trade, which prints its price.</summary>
    public OrderSpec Buy(string price, int instrument = 0)
    {
        OrderSpec? placed = null;
        Spies[instrument].Does = (context, call) =>
        {
            if (call.StartsWith("trade", StringComparison.Ordinal))
                placed = context.Place(Given.Buy(context.NextName(), "1", price, instrument)).Spec;
        };
        Trade(price, instrument: instrument);
        Spies[instrument].Does = null;
        return placed ?? throw new InvalidOperationException("no trade reached the strategy");
    }

    public Outcome Report(ExecutionReport report) => Venue(new VenueEvent.OrderReport(report));

    public Outcome Venue(VenueEvent venueEvent) => Apply(KernelInput.FromVenue(++Sequence, Now, venueEvent));

    public Outcome Timer(TimerRequest timer) => Apply(KernelInput.FromTimer(++Sequence, Now, timer));

    public Outcome Command(OperatorCommand command) => Apply(KernelInput.FromCommand(++Sequence, Now, command));

    /// <summary>Lets time pass: the kernel's own timers ring when they are due.</summary>
    /// <returns>What was asked of the exchange meanwhile.</returns>
    public List<VenueRequest> Wait(double seconds)
    {
        var end = Now + Duration.FromMilliseconds((long)(seconds * 1_000));
        var asked = new List<VenueRequest>();
        while (_timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due) is { } next)
        {
            _timers.Remove(next);
            Now = next.Due > Now ? next.Due : Now;
            asked.AddRange(Timer(next).Requests);
        }

        Now = end;
        return asked;
    }

    public Outcome Apply(in KernelInput input)
    {
        _effects.Clear();
        Kernel.Apply(in input, _effects);
        var outcome = Outcome.Of(_effects);
        _timers.AddRange(outcome.Effects.Select(effect => effect.Payload).OfType<TimerRequest>().Where(timer => timer.Token < 0));
        return outcome;
    }
}
