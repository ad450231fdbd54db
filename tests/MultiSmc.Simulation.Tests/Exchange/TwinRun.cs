using CsCheck;
using MultiSmc.Core;
using MultiSmc.Engine;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

/// <summary>Random commands of several accounts, given to the exchange and to its naive twin.</summary>
internal sealed class TwinRun : IExchangeSink
{
    private const int Accounts = 4;

    // Tick × lot is finer than 10^-8, so that flooring shows.
    private static readonly Instrument Fine = BtcUsdt with { TickSize = new Price(1_000_003), LotSize = new Quantity(1_001), MinNotional = default, MaxMarketQuantity = default };

    private readonly SpotExchange _exchange;
    private readonly NaiveExchange _naive;
    private readonly AccountParameters _account;
    private readonly List<string> _said = [];
    private readonly Dictionary<Asset, long> _fees = [];
    private SplitMix64 _random;
    private int _names;

    public TwinRun(ulong seed)
    {
        _random = new SplitMix64(seed);
        _account = new AccountParameters
        {
            InitialBalances = [new AssetAmount(Btc, new Money(100_100)), new AssetAmount(Usdt, new Money(Chance(3) ? 300_000 : 15_000))],
            MakerFeePpm = Below(2) * 7_777, TakerFeePpm = Below(2) * 13_331,
        };
        _exchange = new SpotExchange([Fine], new ExchangeParameters { Liquidity = LiquiditySource.Orders, TracksDepth = true }, this);
        for (var i = 0; i < Accounts; i++)
            _exchange.Open(_account);
        _naive = new NaiveExchange(Fine, _account, Accounts);
    }

    public SortedSet<string> Kinds { get; } = [];

    public bool Play(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            Step(new Timestamp(i));
            var expected = _naive.Take();
            foreach (var line in expected)
                Kinds.Add(string.Join(' ', line.Split(' ').Where(w => w.Contains('/') || w.StartsWith('-') || w.Length > 6)));
            if (!expected.SequenceEqual(_said))
                throw new InvalidOperationException($"step {i}\nexpected:\n{string.Join('\n', expected)}\nsaid:\n{string.Join('\n', _said)}");
            _said.Clear();
            CheckBalances();
            CheckBook();
        }

        return true;
    }

    public void OnEvent(AccountId account, VenueEvent venueEvent)
    {
        switch (venueEvent)
        {
            case VenueEvent.OrderReport(var r):
                var reason = r.Reason.Length > 0 ? " " + r.Reason : "";
                var fill = r.Fill is { } f ? $" {f.Quantity.Raw}@{f.Price.Raw} fee {f.Fee.Raw}" : "";
                _said.Add($"{account.Index} {r.Execution}/{r.Status}{reason} {r.Order.ClientOrderId} {r.Filled.Raw}{fill}");
                if (r.Fill is { } paid)
                    _fees[paid.FeeAsset] = _fees.GetValueOrDefault(paid.FeeAsset) + paid.Fee.Raw;
                break;
            case VenueEvent.PlaceRefused refused:
                _said.Add($"{account.Index} refused {refused.ClientOrderIds[0]} {refused.Code} {refused.Reason}");
                break;
            case VenueEvent.CancelRefused refused:
                _said.Add($"{account.Index} cancel refused {refused.ClientOrderId} {refused.Code}");
                break;
        }
    }

    public void OnList(AccountId account, ListView list, ListStatusType type, Timestamp time) => throw new InvalidOperationException("there are no lists");

    public void OnPrint(InstrumentId instrument, in TradeTick trade) =>
        _said.Add($"print {trade.Id} {trade.Quantity.Raw}@{trade.Price.Raw} {trade.Aggressor}");

    private void Step(Timestamp time)
    {
        var account = (int)Below(Accounts);
        var id = new ClientOrderId($"n{(_names == 0 || Chance(20) ? 1 : 1 + Below(_names))}");
        switch (Below(12))
        {
            case 0:
                _naive.Cancel(account, id);
                _exchange.Submit(new AccountId(account), new VenueRequest.CancelOrder(Fine.Id, id), time);
                break;
            case 1:
                var quantity = new Quantity(Below(20) * Fine.LotSize.Raw);
                _naive.Amend(account, id, quantity);
                _exchange.Submit(new AccountId(account), new VenueRequest.AmendOrder(Fine.Id, id, quantity), time);
                break;
            case 2 when Chance(6):
                _naive.CancelAll(account);
                _exchange.Submit(new AccountId(account), new VenueRequest.CancelAll(Fine.Id), time);
                break;
            default:
                var spec = NextOrder();
                _naive.Place(account, spec);
                _exchange.Submit(new AccountId(account), new VenueRequest.PlaceOrder(spec), time);
                break;
        }
    }

    private OrderSpec NextOrder()
    {
        var type = Chance(3) ? OrderType.Limit : (OrderType)Below(7);
        var lots = 1 + Below(30);
        var isIceberg = type == OrderType.Limit && Chance(3);
        return new OrderSpec
        {
            ClientOrderId = new ClientOrderId(Chance(15) ? "n1" : $"n{++_names}"),
            Instrument = Fine.Id,
            Side = (Side)Below(2),
            Type = type,
            Quantity = new Quantity(lots * Fine.LotSize.Raw),
            Price = FilterJudge.HasLimit(type) ? Near() : default,
            StopPrice = type.IsStop() ? Near() : default,
            TimeInForce = isIceberg || Chance(2) ? TimeInForce.Gtc : (TimeInForce)Below(3),
            IcebergQuantity = isIceberg ? new Quantity((1 + Below(lots)) * Fine.LotSize.Raw) : default,
            SelfTrade = Chance(2) ? null : (SelfTradePrevention)Below(6),
        };
    }

    private Price Near() => new((Chance(4) ? 60 + Below(81) : 95 + Below(11)) * Fine.TickSize.Raw);

    private void CheckBalances()
    {
        var sums = new SortedDictionary<Asset, long>();
        for (var i = 0; i < Accounts; i++)
        {
            foreach (var (asset, balance) in _exchange.BalancesOf(new AccountId(i)))
            {
                sums[asset] = sums.GetValueOrDefault(asset) + balance.Total.Raw;
                if (balance.Total.Raw != _naive.Total(i, asset) || balance.Locked.Raw != _naive.Locked(i, asset))
                    throw new InvalidOperationException($"{i} {asset}: {balance} against {_naive.Total(i, asset)}, locked {_naive.Locked(i, asset)}");
            }
        }

        foreach (var (asset, amount) in _account.InitialBalances)
        {
            if (sums[asset] + _fees.GetValueOrDefault(asset) != amount.Raw * Accounts)
                throw new InvalidOperationException($"{asset} is not conserved");
        }
    }

    private void CheckBook()
    {
        Span<BookLevel> best = stackalloc BookLevel[1];
        var bid = _exchange.CopyDepth(Fine.Id, Side.Buy, best) > 0 ? best[0].Price : default;
        if (_exchange.CopyDepth(Fine.Id, Side.Sell, best) > 0 && best[0].Price <= bid)
            throw new InvalidOperationException($"the book is crossed: {bid} against {best[0].Price}");
    }

    private long Below(long exclusiveMax) => _random.NextBelow(exclusiveMax);

    private bool Chance(long oneIn) => Below(oneIn) == 0;
}

public sealed class ExchangeBesideItsTwin
{
    [Fact]
    public void Says_the_same_of_any_commands_and_conserves_every_asset() => Gen.ULong.Sample(seed => new TwinRun(seed).Play(250), iter: 400);

    [Fact]
    public void Meets_every_rule_somewhere()
    {
        var kinds = new SortedSet<string>();
        for (ulong seed = 1; seed <= 120; seed++)
        {
            var run = new TwinRun(seed);
            run.Play(250);
            kinds.UnionWith(run.Kinds);
        }

        var all = string.Join('\n', kinds);
        foreach (var word in new[]
        {
            "UNFILLED_IOC", "UNFILLED_FOK", "INSUFFICIENT_LIQUIDITY", "INSUFFICIENT_BALANCES", "Canceled/Canceled", "-2011", "-2038", "Duplicate",
            "insufficient", "immediately", "trigger", "Trade/PartiallyFilled", "Trade/Filled", "TradePrevention/ExpiredInMatch", "TradePrevention/New",
            "Replaced/New", "Replaced/PartiallyFilled",
        })
        {
            Assert.Contains(word, all, StringComparison.OrdinalIgnoreCase);
        }
    }
}
