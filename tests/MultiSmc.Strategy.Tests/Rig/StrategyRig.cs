using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Strategy.Tests;

/// <summary>
/// A kernel with one instrument and no venue: the test hands in trades and the exchange's words and looks at what is sent. Each trade closes a packet,
/// so that structure follows the prices one by one (fractal 1/1).
/// </summary>
internal sealed class StrategyRig
{
    private readonly TradingKernel _kernel;
    private readonly EffectBuffer _effects = new();
    private readonly Dictionary<string, (Quantity Filled, Money Quote)> _fills = [];
    private string _cash = "10000";
    private long _sequence;
    private long _tradeId;
    private long _fillId;

    public StrategyRig(
        StrategyParameters? parameters = null, RiskLimits? limits = null, IApproachModel? model = null, StructureParameters? structure = null, Instrument? instrument = null)
    {
        instrument ??= Ltc;
        var portfolio = new Portfolio([Ltc], [new AssetBalance(Ltc.Quote, new Balance(Usd("10000"), Money.Zero))], []);
        _kernel = new TradingKernel(
            "t",
            [
                new MarketSetup
                {
                    Instrument = instrument,
                    Packets = new PacketParameters
                    {
                        PriceDecimals = 2, QuantityDecimals = 3, Bucket = 1, Anchor = PacketAnchor.None, VpinWindow = 2, SessionGap = Duration.FromSeconds(86_400),
                        MaxGapIds = 10,
                    },
                    Structure = structure ?? DefaultStructure,
                    Strategy = context => new MultiSmcStrategy(context, parameters ?? new StrategyParameters { HoldPackets = 50 }, model ?? new NoModel()),
                },
            ],
            portfolio,
            limits ?? new RiskLimits());
    }

    public static Instrument Ltc { get; } = new()
    {
        Id = new InstrumentId(0),
        Symbol = "LTCUSDT",
        Base = new Asset("LTC"),
        Quote = new Asset("USDT"),
        TickSize = At("0.01"),
        LotSize = Of("0.001"),
        MinQuantity = Of("0.001"),
        MaxQuantity = Of("90000"),
        MinNotional = Usd("5"),
    };

    public static StructureParameters DefaultStructure { get; } = new() { Left = 1, Right = 1, TtlPackets = 200, HoldPackets = 400, MinRangePpm = 1000, AtrWindow = 2 };

    /// <summary>Rises to 101, falls to 100.20, breaks out to 101.30: a long zone with entry 100.52, stop 100.14, target 101.30.</summary>
    public static string[] Breakout { get; } = ["100.40", "101.00", "100.60", "100.20", "100.70", "101.30"];

    public List<VenueRequest> Sent { get; } = [];

    public List<StrategyTrace> Traces { get; } = [];

    public List<Alert> Alerts { get; } = [];

    public List<TimerRequest> Timers { get; } = [];

    public List<CommandResult> Results { get; } = [];

    public SetupView View => Assert.Single(_kernel.Look(Ltc.Id).Setups);

    public Timestamp Now { get; private set; } = new(1_700_000_000_000_000_000);

    public RiskGate Risk => _kernel.Risk;

    public EntryLock Locks => _kernel.LocksOf(Ltc.Id);

    public List<VenueRequest.PlaceOco> Ocos => [.. Sent.OfType<VenueRequest.PlaceOco>()];

    public IEnumerable<OrderSpec> Entries => Sent.OfType<VenueRequest.PlaceOrder>().Select(request => request.Order).Where(order => order.Side == Side.Buy);

    public OrderSpec LastPlaced => Sent.OfType<VenueRequest.PlaceOrder>().Last().Order;

    public VenueRequest.PlaceOco LastOco => Sent.OfType<VenueRequest.PlaceOco>().Last();

    public RoundTrip Trip => Traces.OfType<StrategyTrace.Closed>().Single().Trip;

    public static Price At(string price) => FixedPoint.TryParse(price, out var raw) ? new Price(raw) : throw new FormatException(price);

    public static Quantity Of(string quantity) => FixedPoint.TryParse(quantity, out var raw) ? new Quantity(raw) : throw new FormatException(quantity);

    public static Money Usd(string amount) => FixedPoint.TryParse(amount, out var raw) ? new Money(raw) : throw new FormatException(amount);

    /// <summary>Prints trades of 1 LTC a second apart.</summary>
    public StrategyRig Trade(params string[] prices)
    {
        foreach (var price in prices)
        {
            Now += Duration.FromSeconds(1);
            var trade = new TradeTick(++_tradeId, Now, At(price), Of("1"), AggressorSide.Buyer);
            Apply(KernelInput.FromMarket(++_sequence, Now, new MarketEvent(Ltc.Id, in trade)));
        }

        return this;
    }

    /// <summary>Loses trades: the next one breaks the segment.</summary>
    public StrategyRig LoseTrades()
    {
        _tradeId += 100;
        return this;
    }

    public StrategyRig Accept(OrderSpec order, ClientListId? list = null) => Report(order, ExecutionType.New, OrderStatus.New, null, list: list);

    public StrategyRig AcceptOco(VenueRequest.PlaceOco oco) => Accept(oco.Below, oco.ListId).Accept(oco.Above, oco.ListId);

    /// <summary>Fills part of an order; the commission is taken from what is received.</summary>
    public StrategyRig Fill(OrderSpec order, string quantity, string price, long feePpm = 0)
    {
        var amount = Of(quantity);
        var quote = At(price).Notional(amount);
        var before = _fills.GetValueOrDefault(order.ClientOrderId.Value);
        var after = (Filled: before.Filled + amount, Quote: before.Quote + quote);
        _fills[order.ClientOrderId.Value] = after;
        var isBuy = order.Side == Side.Buy;
        var fill = new Fill
        {
            TradeId = new TradeId(++_fillId),
            Instrument = order.Instrument,
            ClientOrderId = order.ClientOrderId,
            Side = order.Side,
            Price = At(price),
            Quantity = amount,
            QuoteAmount = quote,
            Fee = (isBuy ? new Money(amount.Raw) : quote).ShareFloor(feePpm),
            FeeAsset = isBuy ? Ltc.Base : Ltc.Quote,
            Liquidity = order.Type == OrderType.LimitMaker ? Liquidity.Maker : Liquidity.Taker,
            Time = Now,
        };
        return Report(order, ExecutionType.Trade, after.Filled == order.Quantity ? OrderStatus.Filled : OrderStatus.PartiallyFilled, fill);
    }

    /// <summary>The exchange confirms a cancel and, as it always does, sends the balances after it.</summary>
    public StrategyRig Cancelled(OrderSpec order) => Report(order, ExecutionType.Canceled, OrderStatus.Canceled, null).Cash(_cash);

    public StrategyRig Expired(OrderSpec order) => Report(order, ExecutionType.Expired, OrderStatus.Expired, null, "OCO_TRIGGER");

    public StrategyRig Refused(params OrderSpec[] orders) =>
        Venue(new VenueEvent.PlaceRefused(Ltc.Id, Now, [.. orders.Select(order => order.ClientOrderId)], null, -2010, "Order would immediately match and take."));

    public StrategyRig Cash(string free)
    {
        _cash = free;
        return Venue(new VenueEvent.AccountUpdate(Ltc.Id, Now, [new AssetBalance(Ltc.Quote, new Balance(Usd(free), Money.Zero))]));
    }

    public StrategyRig Fire(TimerRequest timer)
    {
        Now = timer.Due > Now ? timer.Due : Now;
        return Apply(KernelInput.FromTimer(++_sequence, Now, timer));
    }

    public StrategyRig Command(OperatorCommand command) => Apply(KernelInput.FromCommand(++_sequence, Now, command));

    /// <summary>A leg that its list holds back.</summary>
    public StrategyRig Pending(OrderSpec order, ClientListId list) => Report(order, ExecutionType.New, OrderStatus.PendingNew, null, list: list);

    /// <summary>The answer to an order is lost, and the exchange says until it is believed that it knows no such order.</summary>
    public StrategyRig NeverArrived(OrderSpec order)
    {
        Venue(new VenueEvent.PlaceUnknown(Ltc.Id, Now, [order.ClientOrderId], null, "time-out"));
        for (var i = 0; i < new ReconciliationPolicy().AbsencesBelieved; i++)
            Venue(new VenueEvent.OrderAbsent(Ltc.Id, Now, order.ClientOrderId));
        return this;
    }

    /// <summary>The connection comes back, and all is as booked but for what is held of the base.</summary>
    public StrategyRig Reconcile(string held, params OrderSpec[] open)
    {
        Now += Duration.FromSeconds(1);
        Venue(new VenueEvent.ConnectionChanged(VenueLink.UserData, Now, true, "back"));
        var statuses = open.Select(order => new ExecutionReport
        {
            Order = order, VenueOrderId = new VenueOrderId(1), Execution = ExecutionType.Status, Status = OrderStatus.New, Filled = Quantity.Zero,
            FilledQuote = Money.Zero, Time = Now,
        });
        Venue(new VenueEvent.OpenOrders(Ltc.Id, Now, [.. statuses]));
        Venue(new VenueEvent.AccountUpdate(
            Ltc.Id, Now, [new AssetBalance(Ltc.Base, new Balance(Usd(held), Money.Zero)), new AssetBalance(Ltc.Quote, new Balance(Usd(_cash), Money.Zero))], IsWhole: true));
        var none = new VenueEvent.Fills(Ltc.Id, Now, default, [], IsComplete: true);
        return Venue(none).Venue(none);
    }

    public StrategyRig Venue(VenueEvent venueEvent) => Apply(KernelInput.FromVenue(++_sequence, Now, venueEvent));

    private StrategyRig Report(OrderSpec order, ExecutionType execution, OrderStatus status, Fill? fill, string reason = "", ClientListId? list = null)
    {
        var (filled, quote) = _fills.GetValueOrDefault(order.ClientOrderId.Value);
        return Venue(new VenueEvent.OrderReport(new ExecutionReport
        {
            Order = order,
            VenueOrderId = new VenueOrderId(1),
            ListId = list,
            Execution = execution,
            Status = status,
            Filled = filled,
            FilledQuote = quote,
            Fill = fill,
            IsWorking = status == OrderStatus.New && !order.Type.IsStop(),
            Reason = reason,
            Time = Now,
        }));
    }

    private StrategyRig Apply(in KernelInput input)
    {
        _kernel.Apply(in input, _effects);
        foreach (ref readonly var effect in _effects.Effects)
        {
            switch (effect.Payload)
            {
                case VenueRequest request:
                    Sent.Add(request);
                    break;
                case StrategyTrace trace:
                    Traces.Add(trace);
                    break;
                case Alert alert:
                    Alerts.Add(alert);
                    break;
                case CommandResult result:
                    Results.Add(result);
                    break;
                case TimerRequest { Token: >= 0 } timer:
                    Timers.Add(timer);
                    break;
                default:
                    break;
            }
        }

        _effects.Clear();
        return this;
    }
}
