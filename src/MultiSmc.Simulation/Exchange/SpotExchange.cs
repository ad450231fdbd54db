using System.Diagnostics;
using System.Runtime.CompilerServices;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Simulation;

/// <summary>
/// A spot exchange: many instruments and accounts, one thread, no clock, no latency. Orders of all accounts meet by price, then time; where
/// <see cref="ExchangeParameters.Liquidity"/> says so they meet a recorded market too, by the fill rules of docs/fill-models.md. The same parameters,
/// requests and tape give the same events.
/// </summary>
/// <remarks>
/// Each call is one step at the given time; the sink is told everything that happened in it, in order, and at last one account update per account that
/// it touched. Times do not go back. What a request comes to is told by events alone: an <see cref="VenueEvent.OrderReport"/>, or
/// <see cref="VenueEvent.PlaceRefused"/>, <see cref="VenueEvent.CancelRefused"/> (cancels and amendments) with the exchange's code and words.
/// </remarks>
public sealed class SpotExchange
{
    private readonly InstrumentBook[] _books;
    private readonly List<Account> _accounts = [];
    private readonly List<Account> _touched = [];
    private readonly ExchangeParameters _parameters;
    private readonly IExchangeSink _sink;
    private readonly ExecutionDesk _desk;
    private readonly OrderEntry _entry;
    private readonly ListEntry _lists;
    private readonly OrderChanges _changes;
    private readonly OrderQueries _queries;
    private readonly PrintMatcher _prints;
    private readonly QuoteMatcher _quotes;
    private readonly QueueEstimate _queue;
    private readonly StopElection _stops;

    /// <param name="instruments">Each at the place that its <see cref="Instrument.Id"/> says.</param>
    /// <param name="parameters">What it assumes of the market.</param>
    /// <param name="sink">Is told what happens.</param>
    /// <exception cref="ArgumentException">A parameter is out of range, or an instrument is not at its place.</exception>
    public SpotExchange(IReadOnlyList<Instrument> instruments, ExchangeParameters parameters, IExchangeSink sink)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(sink);
        parameters.Validate();
        _parameters = parameters;
        _sink = sink;
        _books = new InstrumentBook[instruments.Count];
        for (var i = 0; i < _books.Length; i++)
        {
            if (instruments[i].Id.Index != i)
                throw new ArgumentException($"{instruments[i].Symbol} is at place {i} but has id {instruments[i].Id.Index}", nameof(instruments));
            _books[i] = new InstrumentBook(instruments[i], parameters);
        }

        _desk = new ExecutionDesk(sink);
        _queue = new QueueEstimate(parameters);
        var outside = new TakerFlow(parameters);
        var encounter = new Encounter(_desk, outside);
        var working = new WorkingOrders(_desk, encounter, _queue);
        _entry = new OrderEntry(_desk, sink, encounter, working);
        _lists = new ListEntry(_desk, _entry);
        _changes = new OrderChanges(_desk, _entry, sink);
        _queries = new OrderQueries(sink);
        _stops = new StopElection(_desk, working);
        _prints = new PrintMatcher(_desk, _queue, parameters.FillModel);
        _quotes = new QuoteMatcher(_desk, _queue, outside, working);
    }

    /// <summary>Opens an account.</summary>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public AccountId Open(AccountParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        var id = new AccountId(_accounts.Count);
        _accounts.Add(new Account(id, parameters, _books.Length, _parameters.HistoryMax, _touched));
        return id;
    }

    /// <summary>Carries out a request of an account.</summary>
    /// <exception cref="ArgumentException">The account or instrument is unknown, or a list's orders are of several instruments, under one name, or of two quantities.</exception>
    public void Submit(AccountId account, VenueRequest request, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(request);
        var book = BookOf(request.Instrument);
        var home = HomeOf(account, request.Instrument);
        CarryOut(book, home, request, time);
        EndStep(book, time);
    }

    /// <summary>Shows the exchange the next event of the recorded market.</summary>
    /// <exception cref="ArgumentException">The instrument is unknown.</exception>
    /// <exception cref="InvalidOperationException">The exchange has no recorded market.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // once a trade of the tape, inside the venue's own call
    public void OnMarket(in MarketEvent market, Timestamp time)
    {
        var book = BookOf(market.Instrument);
        if (market.Kind != MarketEventKind.Trade)
        {
            OnOther(book, in market, time);
            return;
        }

        // Nearly every trade of a tape: one compare pair, and the market's memory of it.
        var trade = market.Trade;
        if (trade.Price.Raw > book.PrintFloor && trade.Price.Raw < book.PrintCeiling)
            book.Market.OnPrint(trade.Price.Raw, trade.Quantity.Raw, trade.Aggressor, time);
        else
            OnTrade(book, trade, time);
    }

    /// <summary>A deposit, or, negative, a withdrawal.</summary>
    /// <returns>False, and nothing happens, when there is not enough free.</returns>
    public bool TryTransfer(AccountId account, Asset asset, Money amount, Timestamp time)
    {
        if (!AccountOf(account).TryTransfer(asset, amount))
            return false;
        _sink.OnEvent(account, new VenueEvent.Transfer(default, time, asset, amount));
        SendUpdates(default, time);
        return true;
    }

    /// <summary>A number for an order that never comes to the book and is told of all the same.</summary>
    public VenueOrderId NumberRefused() => _desk.NextOrderNumber();

    /// <summary>Gives an open order another name, as an amendment may; nothing is reported.</summary>
    /// <returns>False, and nothing happens, where there is no such order or the new name is that of another open one.</returns>
    public bool TryRename(AccountId account, InstrumentId instrument, ClientOrderId from, ClientOrderId to) =>
        HomeOf(account, instrument).TryRename(from, to);

    /// <summary>Judges a new order as <see cref="Submit"/> would; nothing is carried out.</summary>
    /// <returns>Why it would be refused, or null.</returns>
    public VenueEvent.PlaceRefused? Judge(AccountId account, OrderSpec order, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(order);
        var book = BookOf(order.Instrument);
        var home = HomeOf(account, order.Instrument);
        return Told(order, _entry.Judge(book, home, _entry.Sized(book, home, order)), time);
    }

    /// <summary>The part of the judgement that a cancel-replace makes before it cancels: the instrument's status and the filters.</summary>
    /// <returns>Why the order would be refused, or null.</returns>
    public VenueEvent.PlaceRefused? JudgeForm(AccountId account, OrderSpec order, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(order);
        var book = BookOf(order.Instrument);
        var home = HomeOf(account, order.Instrument);
        return Told(order, OrderEntry.JudgeForm(book, home, _entry.Sized(book, home, order)), time);
    }

    /// <summary>Changes an instrument's rules or status, and tells every account. Open orders stay as they are.</summary>
    /// <exception cref="ArgumentException">The instrument is unknown, or its assets, tick or lot differ: orders stand at the old ones.</exception>
    public void Change(Instrument now, Timestamp time)
    {
        ArgumentNullException.ThrowIfNull(now);
        var book = BookOf(now.Id);
        var old = book.Instrument;
        if (now.Base != old.Base || now.Quote != old.Quote || ((now.TickSize, now.LotSize) != (old.TickSize, old.LotSize) && book.Buys.Count + book.Sells.Count > 0))
            throw new ArgumentException($"{old.Symbol}: assets can't change, nor tick and lot while orders rest", nameof(now));
        book.Change(now);
        foreach (var account in _accounts)
            _sink.OnEvent(account.Id, new VenueEvent.InstrumentChanged(now, time));
    }

    /// <summary>What an account holds, in ordinal order of the assets.</summary>
    public IEnumerable<AssetBalance> BalancesOf(AccountId account) => AccountOf(account).Balances;

    /// <summary>The rules of an instrument as they are.</summary>
    public Instrument InstrumentOf(InstrumentId instrument) => BookOf(instrument).Instrument;

    /// <summary>Filters of the exchange as a whole.</summary>
    public ExchangeLimits Limits => _parameters.Limits;

    /// <summary>The last traded price, or zero before the first.</summary>
    public Price LastPriceOf(InstrumentId instrument) => new(BookOf(instrument).Market.LastRaw);

    /// <summary>An order by our name: the open one, else the newest closed one that is kept; null for none.</summary>
    public OrderView? Find(AccountId account, InstrumentId instrument, ClientOrderId id) =>
        HomeOf(account, instrument).Find(id) is { } order ? OrderView.Of(order) : null;

    /// <summary>An order by the exchange's number, while it is open or kept; null for none.</summary>
    public OrderView? Find(AccountId account, InstrumentId instrument, VenueOrderId id) =>
        HomeOf(account, instrument).Find(id) is { } order ? OrderView.Of(order) : null;

    /// <summary>An open list by our name; null for none.</summary>
    public ListView? FindList(AccountId account, InstrumentId instrument, ClientListId id) =>
        HomeOf(account, instrument).FindList(id) is { } list ? ListView.Of(list) : null;

    /// <summary>Orders of an account: closed ones that are kept, then open ones; each oldest first.</summary>
    public IEnumerable<OrderView> OrdersOf(AccountId account, InstrumentId instrument)
    {
        var home = HomeOf(account, instrument);
        return home.Closed.Concat(home.Open()).Select(OrderView.Of);
    }

    /// <summary>Executions of an account that are kept, oldest first.</summary>
    public IEnumerable<Fill> FillsOf(AccountId account, InstrumentId instrument) => HomeOf(account, instrument).Fills;

    /// <summary>The visible book of this exchange's orders, best first.</summary>
    /// <returns>How many levels were written.</returns>
    public int CopyDepth(InstrumentId instrument, Side side, Span<BookLevel> levels)
    {
        var book = BookOf(instrument);
        var queue = side == Side.Buy ? book.Buys : book.Sells;
        var count = Math.Min(levels.Length, queue.LevelCount);
        for (var rank = 0; rank < count; rank++)
        {
            var price = Math.Abs(queue.LevelAt(rank).Key);
            levels[rank] = new BookLevel(new Price(price), book.VisibleAt(side, price));
        }

        return count;
    }

    /// <summary>Rises with every change of the visible book.</summary>
    public long UpdateIdOf(InstrumentId instrument) => BookOf(instrument).UpdateId;

    /// <summary>Takes the levels that have changed since the last call, each once, with their sizes now (zero: gone), bids before asks, by price.</summary>
    /// <exception cref="InvalidOperationException"><see cref="ExchangeParameters.TracksDepth"/> is off.</exception>
    public IReadOnlyList<(Side Side, BookLevel Level)> TakeDepthChanges(InstrumentId instrument)
    {
        var book = BookOf(instrument);
        var changes = book.Changes.Distinct().Order()
            .Select(change => (change.Side, new BookLevel(new Price(change.PriceRaw), book.VisibleAt(change.Side, change.PriceRaw))))
            .ToArray();
        book.Changes.Clear();
        return changes;
    }

    private static VenueEvent.PlaceRefused? Told(OrderSpec order, Refusal? refusal, Timestamp time) => refusal is { } why
        ? new VenueEvent.PlaceRefused(order.Instrument, time, [order.ClientOrderId], null, why.Code, why.Reason)
        : null;

    private void OnOther(InstrumentBook book, in MarketEvent market, Timestamp time)
    {
        if (market.Kind == MarketEventKind.Quote)
            OnQuote(book, market.Quote, time);
        else
            OnDepth(book, market.Depth, time);
    }

    private void OnTrade(InstrumentBook book, in TradeTick trade, Timestamp time)
    {
        ThrowIfOrdersOnly(book);
        _prints.Match(book, trade, time);
        book.Market.OnPrint(trade.Price.Raw, trade.Quantity.Raw, trade.Aggressor, time);
        _stops.Run(book, time);
        EndStep(book, time);
    }

    private void OnQuote(InstrumentBook book, in Quote quote, Timestamp time)
    {
        var market = book.Market;
        market.OnQuote(quote);
        if (market.AskRaw > book.AskFloor && market.BidRaw < book.BidCeiling && market.BidRaw > book.UnknownBuy && market.AskRaw < book.UnknownSell)
            return;
        ThrowIfOrdersOnly(book);
        _quotes.Match(book, time);
        EndStep(book, time);
    }

    private void OnDepth(InstrumentBook book, in DepthChange change, Timestamp time)
    {
        ThrowIfOrdersOnly(book);
        var market = book.Market;
        var isWhole = market.OnDepth(in change);
        if (market.HasDepth)
            _queue.OnDepth(book, in change);
        // The recorded book's best levels are a quote, where they are newer than the one that is known.
        if (isWhole && market.Depth.UpdateId > market.QuoteId)
            OnQuote(book, BestOf(market.Depth, change.Time), time);
    }

    private static Quote BestOf(DepthBook depth, Timestamp time)
    {
        var bid = depth.Count(Side.Buy) > 0 ? depth.At(Side.Buy, 0) : default;
        var ask = depth.Count(Side.Sell) > 0 ? depth.At(Side.Sell, 0) : default;
        return new Quote(depth.UpdateId, time, bid.Price, bid.Quantity, ask.Price, ask.Quantity);
    }

    private static void ThrowIfOrdersOnly(InstrumentBook book)
    {
        if (book.Market.IsOrdersOnly)
            throw new InvalidOperationException($"{book.Instrument.Symbol} has no recorded market: its participants are accounts");
    }

    private void CarryOut(InstrumentBook book, AccountBook home, VenueRequest request, Timestamp time)
    {
        switch (request)
        {
            case VenueRequest.PlaceOrder(var order):
                _entry.Place(book, home, order, time);
                break;
            case VenueRequest.PlaceOco or VenueRequest.PlaceOto or VenueRequest.PlaceOtoco:
                var shape = ListShape.Of(request) ?? throw new UnreachableException();
                if (shape.Mistake() is { } mistake)
                    throw new ArgumentException(mistake, nameof(request));
                _lists.Place(book, home, shape, time);
                break;
            case VenueRequest.CancelOrder(_, var id):
                _changes.Cancel(book, home, id, time);
                break;
            case VenueRequest.CancelList(_, var id):
                _changes.CancelList(book, home, id, time);
                break;
            case VenueRequest.CancelAll:
                _changes.CancelAll(book, home, time);
                break;
            case VenueRequest.ReplaceOrder replace:
                _changes.Replace(book, home, replace, time);
                break;
            case VenueRequest.AmendOrder amend:
                _changes.Amend(book, home, amend, time);
                break;
            case VenueRequest.QueryOrder(_, var id):
                _queries.Order(book, home, id, time);
                break;
            case VenueRequest.QueryOpenOrders:
                _queries.OpenOrders(book, home, time);
                break;
            case VenueRequest.QueryFills(_, var after, _):
                _queries.Fills(book, home, after, time);
                break;
            case VenueRequest.QueryAccount:
                _queries.Account(book, home, time);
                break;
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>What the step has set off goes its way: released orders, stops that the last price elects. Then the accounts are told.</summary>
    private void EndStep(InstrumentBook book, Timestamp time)
    {
        while (book.HasTraded || book.Releases.Count > 0)
        {
            _lists.ReleaseDue(book, time);
            if (book.HasTraded)
                _stops.Run(book, time);
        }

        SendUpdates(book.Instrument.Id, time);
        book.RefreshBounds();
    }

    private void SendUpdates(InstrumentId instrument, Timestamp time)
    {
        foreach (var account in _touched)
        {
            if (account.TakeUpdate(instrument, time) is { } update)
                _sink.OnEvent(account.Id, update);
        }

        _touched.Clear();
    }

    private Account AccountOf(AccountId account) => (uint)account.Index < (uint)_accounts.Count
        ? _accounts[account.Index]
        : throw new ArgumentException($"unknown account {account.Index}: the exchange has {_accounts.Count}", nameof(account));

    private AccountBook HomeOf(AccountId account, InstrumentId instrument)
    {
        _ = BookOf(instrument);
        return AccountOf(account).BookOf(instrument);
    }

    private InstrumentBook BookOf(InstrumentId instrument)
    {
        if ((uint)instrument.Index >= (uint)_books.Length)
            throw new ArgumentException($"unknown instrument {instrument.Index}: the venue has {_books.Length}", nameof(instrument));
        return _books[instrument.Index];
    }
}
