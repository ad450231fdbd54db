using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

/// <summary>An exchange of one instrument, BTCUSDT, on which accounts meet one another; what it says is kept as text.</summary>
internal sealed class ExchangeRig : IExchangeSink
{
    public static readonly AccountParameters Rich = new()
    {
        InitialBalances = [new AssetAmount(Btc, M("10")), new AssetAmount(Usdt, M("10000"))], MakerFeePpm = 0, TakerFeePpm = 0,
    };

    private readonly List<string> _log = [];

    public ExchangeRig(Instrument? instrument = null, ExchangeParameters? parameters = null, int accounts = 2, AccountParameters? account = null)
    {
        Instrument = instrument ?? BtcUsdt;
        Exchange = new SpotExchange([Instrument], parameters ?? new ExchangeParameters { Liquidity = LiquiditySource.Orders, TracksDepth = true }, this);
        for (var i = 0; i < accounts; i++)
            Exchange.Open(account ?? Rich);
    }

    public Instrument Instrument { get; }

    public SpotExchange Exchange { get; }

    public Timestamp Now { get; private set; } = Timestamp.FromMilliseconds(1_000_000);

    public List<TradeTick> Prints { get; } = [];

    public List<VenueEvent> Events { get; } = [];

    public bool ShowsAccounts { get; init; }

    public void OnEvent(AccountId account, VenueEvent venueEvent)
    {
        Events.Add(venueEvent);
        if (venueEvent is VenueEvent.AccountUpdate && !ShowsAccounts)
            return;
        _log.Add($"{(char)('A' + account.Index)} {Line(venueEvent)}");
    }

    public void OnList(AccountId account, ListView list, ListStatusType type, Timestamp time) =>
        _log.Add($"{(char)('A' + account.Index)} List {list.Id} {list.Kind} {type}");

    public void OnPrint(InstrumentId instrument, in TradeTick trade)
    {
        Prints.Add(trade);
        _log.Add($"print {trade.Id} {trade.Quantity}@{trade.Price} {trade.Aggressor}");
    }

    /// <summary>A second later: what the exchange says to a request of an account.</summary>
    public string Do(int account, VenueRequest request)
    {
        _log.Clear();
        Events.Clear();
        Now += Duration.FromSeconds(1);
        Exchange.Submit(new AccountId(account), request, Now);
        return string.Join(" | ", _log);
    }

    public string Place(int account, OrderSpec spec) => Do(account, new VenueRequest.PlaceOrder(spec));

    public string Limit(int account, string id, Side side, string price, string quantity) =>
        Place(account, Order(id, side, OrderType.Limit, quantity, price));

    public string Cancel(int account, string id) => Do(account, new VenueRequest.CancelOrder(Instrument.Id, new ClientOrderId(id)));

    /// <summary>B sells to C's buy, or the other way round, so that the last price is this one; needs three accounts.</summary>
    public void Last(string price)
    {
        Limit(1, "last-sell", Side.Sell, price, "0.1");
        Limit(2, "last-buy", Side.Buy, price, "0.1");
    }

    public Balance BalanceOf(int account, Asset asset) => Exchange.BalancesOf(new AccountId(account)).FirstOrDefault(b => b.Asset == asset).Balance;

    private static string Line(VenueEvent e) => e switch
    {
        VenueEvent.OrderAbsent absent => $"Absent {absent.ClientOrderId}",
        VenueEvent.OpenOrders open => "Open " + string.Join(',', open.Reports.Select(r => $"{r.Order.ClientOrderId}:{r.Status}")),
        VenueEvent.Fills fills => "Fills " + string.Join(',', fills.Executions.Select(f => $"{f.TradeId.Value}:{f.Quantity}@{f.Price}")),
        VenueEvent.Transfer transfer => $"Transfer {transfer.Asset} {transfer.Amount}",
        VenueEvent.InstrumentChanged changed => $"Changed {changed.Now.Status}",
        _ => e.Line(),
    };
}
