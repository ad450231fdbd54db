using MultiSmc.Binance.Wire;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;
using EngineReport = MultiSmc.Engine.ExecutionReport;
using EngineExecution = MultiSmc.Engine.ExecutionType;
using EngineListStatus = MultiSmc.Simulation.ListStatusType;

namespace MultiSmc.Exchange;

/// <summary>
/// Writes down what the matching core says: keeps each account's records and turns the reports into user data events, in their order. Orders of
/// accounts that nobody has a key for leave no trace here but the prints.
/// </summary>
internal sealed class EventScribe(IReadOnlyList<Instrument> instruments) : IExchangeSink
{
    private readonly List<AccountRecord?> _accounts = [];
    private readonly long[] _executionIds = new long[instruments.Count];
    private readonly Dictionary<long, ListRecord> _listOf = [];
    private readonly Dictionary<long, PreventedMatchRow> _preventedOf = [];
    private readonly List<AddressedEvent> _late = [];
    private List<AddressedEvent> _events = [];
    private long _lastPreventedId;

    /// <summary>Is shown the prints.</summary>
    public MarketFloor? Market { get; set; }

    /// <summary>The step that is carried out.</summary>
    public EngineStep Step { get; set; } = new();

    /// <summary>Tells of an account from now on.</summary>
    public void Follow(AccountRecord account)
    {
        while (_accounts.Count <= account.Id.Index)
            _accounts.Add(null);
        _accounts[account.Id.Index] = account;
    }

    /// <summary>The events since the last call.</summary>
    public List<AddressedEvent> TakeEvents()
    {
        _events.AddRange(_late);
        _late.Clear();
        var taken = _events;
        _events = [];
        return taken;
    }

    public void OnEvent(AccountId account, VenueEvent venueEvent)
    {
        if (Of(account) is not { } record)
            return;
        switch (venueEvent)
        {
            case VenueEvent.OrderReport(var report):
                OnReport(record, report);
                break;
            case VenueEvent.PlaceRefused refused:
                Step.Refused ??= refused;
                break;
            case VenueEvent.CancelRefused refused:
                Step.CancelRefused ??= refused;
                break;
            case VenueEvent.AccountUpdate { IsWhole: false } update:
                record.UpdatedAt = update.Time;
                Tell(record, new AccountPosition
                {
                    EventTime = update.Time,
                    LastUpdate = update.Time,
                    Balances = [.. update.Balances.Select(static one => new PositionBalance
                    {
                        Asset = one.Asset, Free = one.Balance.Free, Locked = one.Balance.Locked,
                    })],
                });
                break;
            case VenueEvent.Transfer transfer:
                record.UpdatedAt = transfer.Time;
                Tell(record, new BalanceUpdate { EventTime = transfer.Time, Asset = transfer.Asset, Delta = transfer.Amount, ClearTime = transfer.Time });
                break;
            default:
                break; // rules are read from exchangeInfo; answers to queries come from the records
        }
    }

    public void OnList(AccountId account, ListView list, EngineListStatus type, Timestamp time)
    {
        if (Of(account) is not { } record)
            return;
        var symbol = instruments[list.Orders[0].Order.Instrument.Index].Symbol;
        var number = new VenueListId(list.Number);
        if (type == EngineListStatus.ExecStarted)
        {
            var contingency = list.Kind == ListKind.Oco ? ContingencyType.Oco : ContingencyType.Oto;
            Step.NewList = new ListRecord(record, symbol, list.Id, number, contingency, time);
            record.Add(Step.NewList);
            foreach (var order in list.Orders)
                _listOf[order.Id.Value] = Step.NewList;
        }

        if (record.FindList(number) is not { } known)
            return;
        known.UpdatedAt = time;
        known.IsOpen = list.IsOpen;
        var told = ListEvents.Of(known, list, type, time);
        // An amendment's list event comes last of all, and only where a name has changed.
        if (type != EngineListStatus.Updated)
            Tell(record, told);
        else if (Step.AmendedFrom is { } old && list.Orders.All(order => order.Order.ClientOrderId != old))
            _late.Add(new AddressedEvent(record, told));
    }

    /// <summary>Tells of an order that was refused where the exchange makes an event of it.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="spec">The order.</param>
    /// <param name="id">Its number.</param>
    /// <param name="refused">Why.</param>
    public void TellRejected(AccountRecord account, OrderSpec spec, VenueOrderId id, VenueEvent.PlaceRefused refused)
    {
        var instrument = instruments[spec.Instrument.Index];
        var (strategy, strategyType) = Step.StrategyOf(spec.ClientOrderId);
        // No record is kept: a question for it is answered as for one that never was.
        var order = new OrderRecord(account, instrument.Symbol, spec, id, refused.Time)
        {
            DefaultSelfTrade = instrument.DefaultSelfTrade,
            StrategyId = strategy,
            StrategyType = strategyType,
            Status = OrderStatus.Rejected,
            LastExecutionId = ++_executionIds[spec.Instrument.Index],
        };
        Tell(account, OrderEvents.Rejected(order, refused));
    }

    public void OnPrint(InstrumentId instrument, in TradeTick trade) => Market?.OnPrint(instrument, in trade);

    public void OnPrevented(AccountId account, PreventedMatch match)
    {
        if (Of(account) is not { } record)
            return;
        var symbol = instruments[match.Instrument.Index].Symbol;
        var (takes, rests) = match.Mode switch
        {
            SelfTradePrevention.ExpireTaker => (true, false),
            SelfTradePrevention.ExpireMaker => (false, true),
            _ => (true, true),
        };
        var row = new PreventedMatchRow
        {
            Symbol = symbol,
            PreventedMatchId = ++_lastPreventedId,
            TakerOrderId = match.Taker,
            MakerSymbol = symbol,
            MakerOrderId = match.Maker,
            TradeGroupId = -1,
            SelfTradePreventionMode = (SelfTradePreventionMode)match.Mode,
            Price = match.Price,
            MakerPreventedQuantity = rests ? match.Quantity : null,
            TakerPreventedQuantity = takes ? match.Quantity : null,
            TransactTime = match.Time,
        };
        record.Add(row);
        _preventedOf[match.Taker.Value] = row;
        _preventedOf[match.Maker.Value] = row;
    }

    private void OnReport(AccountRecord account, EngineReport report)
    {
        var order = account.Find(report.VenueOrderId) ?? Begin(account, report);
        var before = order.ShownId;
        Apply(order, report);
        Step.Note(order);
        var prevented = report.Execution == EngineExecution.TradePrevention ? _preventedOf.GetValueOrDefault(order.Id.Value) : null;
        if (prevented is not null)
            Count(order, prevented);
        Tell(account, OrderEvents.Of(order, report, before, prevented));
        if (!order.IsOpen && account.Open.ContainsKey(order.Id.Value))
        {
            _preventedOf.Remove(order.Id.Value);
            account.Close(order);
        }
    }

    private OrderRecord Begin(AccountRecord account, EngineReport report)
    {
        _listOf.Remove(report.VenueOrderId.Value, out var list);
        var (strategy, strategyType) = Step.StrategyOf(report.Order.ClientOrderId);
        var instrument = instruments[report.Order.Instrument.Index];
        var order = new OrderRecord(account, instrument.Symbol, report.Order, report.VenueOrderId, report.Time)
        {
            List = list, DefaultSelfTrade = instrument.DefaultSelfTrade, StrategyId = strategy, StrategyType = strategyType,
        };
        list?.Add(order);
        account.Add(order);
        return order;
    }

    private void Apply(OrderRecord order, EngineReport report)
    {
        var quantityBefore = order.Spec.Quantity;
        order.Spec = report.Order;
        order.Status = report.Status;
        order.Filled = report.Filled;
        order.FilledQuote = report.FilledQuote;
        order.IsWorking = report.IsWorking;
        order.Reason = report.Reason;
        order.UpdatedAt = report.Time;
        order.LastExecutionId = ++_executionIds[report.Order.Instrument.Index];
        if (report.Execution == EngineExecution.New && report.IsWorking)
            order.WorkingAt ??= report.Time;
        if (report.Fill is { } fill)
        {
            if (order.Trades.Count == 0)
                order.Account.Meter.OnFirstFill(fill.Liquidity == Liquidity.Maker, report.Time);
            var trade = new TradeRecord(order, fill);
            order.Add(trade);
            order.Account.Add(trade);
        }

        if (report.Execution == EngineExecution.Canceled)
        {
            order.ShownId = Step.CancelId ?? order.ShownId;
            order.Account.AddName(order, order.ShownId);
        }
        else if (report.Execution == EngineExecution.Replaced)
        {
            order.Add(new AmendmentRow
            {
                Symbol = order.Symbol,
                OrderId = order.Id,
                ExecutionId = order.LastExecutionId,
                OrigClientOrderId = order.ShownId,
                NewClientOrderId = report.Order.ClientOrderId,
                OrigQty = quantityBefore,
                NewQty = report.Order.Quantity,
                Time = report.Time,
            });
            order.ShownId = report.Order.ClientOrderId;
            order.Account.AddName(order, order.ShownId);
        }
    }

    private static void Count(OrderRecord order, PreventedMatchRow match)
    {
        order.PreventedMatchId = match.PreventedMatchId;
        order.Prevented += (match.TakerOrderId == order.Id ? match.TakerPreventedQuantity : match.MakerPreventedQuantity) ?? Quantity.Zero;
    }

    private void Tell(AccountRecord account, UserEvent told) => _events.Add(new AddressedEvent(account, told));

    private AccountRecord? Of(AccountId account) => account.Index < _accounts.Count ? _accounts[account.Index] : null;
}

/// <summary>A user data event and whose it is.</summary>
internal readonly record struct AddressedEvent(AccountRecord Account, UserEvent Event);
