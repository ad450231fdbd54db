using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation.Tests;

/// <summary>Keeps the account's books from the venue's events alone, and objects to the first event that does not fit them.</summary>
internal sealed class Referee(IReadOnlyList<Instrument> instruments, SimulationParameters parameters)
{
    private readonly Dictionary<long, View> _orders = [];
    private readonly SortedDictionary<Asset, long> _totals = new(parameters.InitialBalances.ToDictionary(b => b.Asset, b => b.Amount.Raw));
    private long _lastTradeId;
    private long _lastOrderId;
    private Timestamp _lastTime = new(long.MinValue);
    private Timestamp _lastArrival = new(long.MinValue);
    private bool _isUpdateDue;

    public List<string> Log { get; } = [];

    /// <summary>Base quantity of the fills that the last print's volume has to cover.</summary>
    public long FilledFromPrintRaw { get; set; }

    private sealed class View
    {
        public required OrderSpec Spec { get; init; }

        public required ClientListId? List { get; init; }

        public Timestamp LiveAt { get; set; }

        public bool IsOpen { get; set; } = true;

        public long Filled { get; set; }

        public long FilledQuote { get; set; }
    }

    public void Apply(VenueEvent venueEvent, Timestamp arrivesAt)
    {
        Log.Add($"{arrivesAt.Nanoseconds} {venueEvent.Time.Nanoseconds} {venueEvent.Line()}");
        Require(venueEvent.Time >= _lastTime && arrivesAt >= _lastArrival, "events keep their order");
        Require(arrivesAt >= venueEvent.Time + parameters.LatencyFromVenue, "no event arrives before its latency");
        Require(!_isUpdateDue || venueEvent is VenueEvent.AccountUpdate || venueEvent.Time == _lastTime, "each step ends with an account update");
        (_lastTime, _lastArrival) = (venueEvent.Time, arrivesAt);
        switch (venueEvent)
        {
            case VenueEvent.OrderReport(var report):
                OnReport(report);
                _isUpdateDue = true;
                break;
            case VenueEvent.AccountUpdate update:
                Require(update.Balances.Select(b => b.Asset).SequenceEqual(update.Balances.Select(b => b.Asset).Distinct().Order()), "assets in order");
                foreach (var (asset, balance) in update.Balances)
                    CheckBalance(asset, balance);
                _isUpdateDue = false;
                break;
        }
    }

    /// <summary>Everything that the venue holds must agree, reported or not.</summary>
    public void CheckAll(SimulatedVenue venue)
    {
        Require(!_isUpdateDue, "the last step ended with an account update");
        foreach (var (asset, balance) in venue.Balances)
            CheckBalance(asset, balance);
    }

    private void OnReport(ExecutionReport report)
    {
        if (!_orders.TryGetValue(report.VenueOrderId.Value, out var order))
        {
            Require(report.VenueOrderId.Value == ++_lastOrderId && report.Execution == ExecutionType.New, "orders begin with New, numbered from 1");
            order = new View { Spec = report.Order, List = report.ListId };
            _orders.Add(_lastOrderId, order);
        }

        Require(order.IsOpen, "nothing is reported of an order that has ended");
        if (report.Execution == ExecutionType.New)
            order.LiveAt = report.Time;
        if (report.Fill is { } fill)
            OnFill(order, fill);
        Require(report.Filled.Raw == order.Filled && report.FilledQuote.Raw == order.FilledQuote, "quantities are cumulative");
        Require((order.Filled == order.Spec.Quantity.Raw) == (report.Status == OrderStatus.Filled), "filled means whole");
        order.IsOpen = !report.Status.IsFinal();
    }

    private void OnFill(View order, Fill fill)
    {
        var instrument = instruments[fill.Instrument.Index];
        Require(fill.TradeId.Value == ++_lastTradeId, "trades are numbered from 1");
        Require(fill.Quantity.Raw > 0 && fill.Quantity.Raw % instrument.LotSize.Raw == 0 && fill.Price.Raw % instrument.TickSize.Raw == 0, "whole ticks and lots");
        Require(fill.QuoteAmount == fill.Price.Notional(fill.Quantity), "quote = price × quantity");
        var isTakerAtOnce = fill.Evidence is "T0/taker" or "T1/taker" or "T1/stop";
        Require(isTakerAtOnce ? fill.Time >= order.LiveAt : fill.Time > order.LiveAt, "no fill before the order is live");
        if (fill.Liquidity == Liquidity.Maker)
            Require(fill.Price == order.Spec.Price, "a maker fill is at its limit");
        else if (order.Spec.Price.Raw > 0)
            Require(fill.Side == Side.Buy ? fill.Price <= order.Spec.Price : fill.Price >= order.Spec.Price, "no fill beyond the limit");
        if (!isTakerAtOnce)
            FilledFromPrintRaw += fill.Quantity.Raw;
        order.Filled += fill.Quantity.Raw;
        order.FilledQuote += fill.QuoteAmount.Raw;
        Require(order.Filled <= order.Spec.Quantity.Raw, "no more is filled than was ordered");
        var sign = fill.Side == Side.Buy ? 1 : -1;
        Add(instrument.Base, sign * fill.Quantity.Raw);
        Add(instrument.Quote, -sign * fill.QuoteAmount.Raw);
        Add(fill.FeeAsset, -fill.Fee.Raw);
        Require(fill.Fee >= Money.Zero, "no commission is below zero");
    }

    private void CheckBalance(Asset asset, Balance balance)
    {
        Require(balance.Free >= Money.Zero && balance.Locked >= Money.Zero, "no balance is below zero");
        Require(balance.Total.Raw == _totals.GetValueOrDefault(asset), $"{asset} is conserved");
        long locked = 0;
        var lists = new HashSet<string>();
        foreach (var order in _orders.Values.Where(o => o.IsOpen))
        {
            var instrument = instruments[order.Spec.Instrument.Index];
            if ((order.Spec.Side == Side.Sell ? instrument.Base : instrument.Quote) != asset)
                continue;
            // The legs of an OCO share one lock, and its key (lists' names are per instrument).
            if (order.List is { } list && !lists.Add($"{order.Spec.Instrument.Index}/{list.Value}"))
                continue;
            var leaves = new Quantity(order.Spec.Quantity.Raw - order.Filled);
            var price = order.Spec.Type is OrderType.StopLoss or OrderType.TakeProfit ? order.Spec.StopPrice : order.Spec.Price;
            locked += order.Spec.Side == Side.Sell ? leaves.Raw : price.Notional(leaves).Raw;
        }

        Require(balance.Locked.Raw == locked, $"{asset} locked is what open orders need ({balance.Locked.Raw} against {locked})");
    }

    private void Add(Asset asset, long raw) => _totals[asset] = _totals.GetValueOrDefault(asset) + raw;

    private void Require(bool holds, string law)
    {
        if (!holds)
            throw new InvalidOperationException($"{law}\n{string.Join('\n', Log.TakeLast(12))}");
    }
}
