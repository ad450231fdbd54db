using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Terminal;

/// <summary>Makes frames' parts of the session's state: news since the last frame, the whole of a symbol, the whole picture. Model's thread.</summary>
internal sealed class FrameMaker
{
    private const int ShownPackets = 3_000;
    private const int ShownFills = 200;
    private const int ShownJournal = 200;
    private const int ShownDecisions = 200;
    private const long AccountEveryMs = 1_000;
    private const long PositionsEveryMs = 500;
    private const double StaleSeconds = 3;

    private readonly SessionState _state;
    private readonly KernelObserver _observer;
    private readonly Tick?[] _ticks;
    private readonly LivePacket?[] _lives;
    private AccountView? _account;
    private SessionView? _session;
    private long _accountAt;
    private long _positionsAt;

    public FrameMaker(SessionState state, KernelObserver observer)
    {
        _state = state;
        _observer = observer;
        _ticks = new Tick?[state.Symbols.Length];
        _lives = new LivePacket?[state.Symbols.Length];
    }

    /// <summary>The newest health and latency; set by who measures them.</summary>
    public HealthView? Health { get; set; }

    public IReadOnlyList<LatencyStage>? Latency { get; set; }

    /// <summary>Time of the newest trade of any market as of the last look, nanoseconds; 0 before the first.</summary>
    public long LastTrade { get; private set; }

    /// <summary>Long runs of work, newest state of each; set by who does them.</summary>
    public Func<IReadOnlyList<JobNews>> Jobs { get; set; } = static () => [];

    /// <summary>The newest of everything.</summary>
    public LatestParts Latest => new([.. _ticks.OfType<Tick>()], [.. _lives.OfType<LivePacket>()], _account, _session, Health, Latency);

    /// <summary>Looks at the markets; gives what changed.</summary>
    public (FrameParts Changed, IReadOnlyList<LivePacket> Lives) TakeChanges(long now)
    {
        List<Tick>? ticks = null;
        var lives = new List<LivePacket>();
        var states = new MarketState[_state.Symbols.Length];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = _observer.MarketOf(i);
            if (states[i].Last > 0)
                _state.Money.Mark(new InstrumentId(i), _state.Symbols[i].Scales.Price(states[i].Last));
        }

        var newest = LastTrade = states.Max(static state => state.LastTime);
        for (var i = 0; i < states.Length; i++)
        {
            var tick = TickOf(_state.Symbols[i], in states[i], newest);
            if (_ticks[i] != tick)
                (ticks ??= []).Add(_ticks[i] = tick);
            var live = LiveOf(_state.Symbols[i], in states[i]);
            if (live is not null && _lives[i] != live)
                lives.Add(_lives[i] = live);
        }

        return (new FrameParts { Ticks = ticks, Account = TakeAccount(now), Session = TakeSession() }, lives);
    }

    /// <summary>What happened since the last frame.</summary>
    public FrameParts TakeNews(long now)
    {
        var books = _state.Symbols;
        return new FrameParts
        {
            Packets = OrNull(books.SelectMany(TakePackets)),
            Struct = OrNull(books.SelectMany(static book => book.TakeStructure() ?? [])),
            Zones = OrNull(books.SelectMany(TakeZones)),
            Setups = OrNull(books.SelectMany(TakeSetups)),
            Decisions = OrNull(books.SelectMany(static book => Take(book.NewDecisions))),
            Orders = _state.Orders.TakeNews(_state.NameOf),
            Fills = OrNull(Take(_state.NewFills)),
            Positions = OrNull(TakePositions(now)),
            Locks = _state.Locks.HasNews ? _state.Locks.Take() : null,
            Cmds = OrNull(Take(_state.NewCommands)),
            Journal = _state.Journal.TakeNews(),
        };
    }

    /// <summary>The whole of a symbol.</summary>
    public FrameParts WholeOf(string focus)
    {
        var book = _state.Find(focus) ?? _state.Symbols[0];
        var from = Math.Max(0, book.Packets.Last - ShownPackets + 1);
        var zones = book.ZonesIn(from, long.MaxValue).ToArray();
        return new FrameParts
        {
            Focus = new FocusNews(book.Name, book.Packets.Last, book.Packets.First),
            Struct = book.Structure(from, long.MaxValue),
            Zones = [.. zones.Select(zone => zone.View(book.Name))],
            Setups = [.. ShownSetups(book, isFocus: true)],
            Decisions = [.. zones.Where(static zone => zone.Zone.IsLive).SelectMany(zone => book.ShownDecisions.Where(decision => decision.Zone == zone.Zone.Id).TakeLast(ShownDecisions))],
        };
    }

    /// <summary>The whole picture, but for the newest of markets, money and machine.</summary>
    public FrameParts SnapshotOf(string focus)
    {
        var whole = WholeOf(focus);
        var name = whole.Focus?.Symbol;
        var others = _state.Symbols.Where(book => book.Name != name).ToArray();
        return whole with
        {
            Zones = [.. whole.Zones ?? [], .. others.SelectMany(static book => book.Zones.Values.Where(static zone => zone.Zone.IsLive).Select(zone => zone.View(book.Name)))],
            Setups = [.. whole.Setups ?? [], .. others.SelectMany(book => ShownSetups(book, isFocus: false))],
            Decisions = [.. whole.Decisions ?? [], .. others.Where(static book => book.ShownDecisions.Count > 0).Select(static book => book.ShownDecisions[^1])],
            Orders = [.. _state.Orders.Open.Select(order => order.View(_state.NameOf(order.Spec.Instrument)))],
            Fills = [.. _state.Fills.TakeLast(ShownFills)],
            Positions = [.. _state.Positions.Select(View)],
            Locks = _state.Locks.All,
            Jobs = Jobs(),
            Cmds = [.. _state.Commands],
            Journal = _state.Journal.Newest(ShownJournal),
        };
    }

    private Tick TickOf(SymbolBook book, in MarketState market, long newest)
    {
        var last = market.Last > 0 ? market.Last : book.Packets.Count > 0 ? book.Packets[book.Packets.Last].C : 0;
        var silent = market.LastTime == 0 ? 0 : (newest - market.LastTime) / 1e9;
        var (name, value) = StateOf(book, last, silent);
        var setup = book.Active;
        return new Tick(
            book.Name,
            last,
            market.Bid > 0 ? market.Bid : null,
            market.Ask > 0 ? market.Ask : null,
            market.DayOpen > 0 ? (double)last / market.DayOpen - 1 : null,
            Math.Clamp(market.Quote / (double)book.Market.Packets.Bucket, 0, 1),
            name,
            value,
            setup is null ? null : Scales.Finite(setup.Probability),
            Scales.Ms(market.LastTime));
    }

    private (string Name, double? Value) StateOf(SymbolBook book, long last, double silent)
    {
        var locks = book.Locks | _state.Locks.OfAccount;
        if (locks.HasFlag(EntryLock.Halted))
            return ("halted", null);
        var price = book.Scales.Price(last);
        var position = _state.Positions.Find(position => position.Instrument == book.Instrument.Id);
        if (position is not null)
            return ("long", position.InR(position.Pnl(price, book.Market.Strategy.TakerFeePpm)));
        var isLive = _state.Setup.Mode is TerminalMode.Paper or TerminalMode.Live;
        if (locks.HasFlag(EntryLock.StaleData) || (isLive && silent > StaleSeconds))
            return ("stale", Math.Floor(silent));
        if ((locks & (EntryLock.Paused | EntryLock.Killed)) != 0)
            return ("paused", null);
        if (book.Active is { } setup && last > 0 && (setup.Verdict == "pull" || setup.Order is not null))
        {
            var distance = (double)setup.Entry.Raw / price.Raw - 1;
            var isNear = -distance * 1e6 <= book.Market.Strategy.ApproachPpm;
            return (setup.Verdict == "pull" ? "pulled" : isNear ? "approach" : "armed", distance);
        }

        var needed = Math.Max(NeededForStructure(book), book.Market.Packets.VpinWindow);
        var there = book.Packets.Last + 1;
        return there < needed ? ("warmup", (double)there / needed) : ("watching", null);
    }

    private static long NeededForStructure(SymbolBook book) => book.Market.Structure.SwingMode == MultiSmc.Structure.SwingMode.Fractal
        ? book.Market.Structure.Left + book.Market.Structure.Right + 1
        : book.Market.Structure.AtrWindow + 1;

    private static LivePacket? LiveOf(SymbolBook book, in MarketState market)
    {
        if (market.Last == 0)
            return null;
        // A session that went on from a snapshot has packets from before what its observer saw.
        var index = Math.Max(market.Index, book.Packets.Last + 1);
        if (market.Open == 0)
        {
            var time = Scales.Ms(market.LastTime);
            return new LivePacket(book.Name, index, time, time, market.Last, market.Last, market.Last, market.Last, 0, 0, 0, 0);
        }

        return new LivePacket(
            book.Name,
            index,
            Scales.Ms(market.FirstTime),
            Scales.Ms(market.LastTime),
            market.Open,
            market.High,
            market.Low,
            market.Last,
            book.Scales.Quote(market.Quote),
            book.Scales.Quote(market.BuyQuote),
            market.Count,
            market.Quote == 0 ? 0 : (2.0 * market.BuyQuote - market.Quote) / market.Quote);
    }

    private AccountView? TakeAccount(long now)
    {
        if (now - _accountAt < AccountEveryMs && _account is not null)
            return null;
        if (!_state.Money.IsKnown)
            return null; // nothing is shown rather than an account of nothing
        _accountAt = now;
        var open = _state.Positions.Select(position => (position, PnlOf(position))).ToArray();
        var account = _state.Money.Account(open);
        if (account == _account)
            return null;
        return _account = account;
    }

    private SessionView? TakeSession() => _state.Money.HasSessionNews || _session is null ? _session = _state.Money.Session() : null;

    private static IEnumerable<PacketNews> TakePackets(SymbolBook book)
    {
        var from = book.NewPacketsFrom;
        book.NewPacketsFrom = -1;
        if (from < 0)
            yield break;
        for (var i = Math.Max(from, book.Packets.First); i <= book.Packets.Last; i++)
        {
            var row = book.Packets[i];
            yield return new PacketNews(book.Name, i, row.Closed, row.C, Scales.OrZero(row.Imbalance), Scales.Finite(row.Vpin), Scales.Finite(row.Probability))
            {
                Full = new PacketFull(
                    row.O,
                    row.H,
                    row.L,
                    row.Opened,
                    row.Usd,
                    row.Buy,
                    row.Trades,
                    row.Delta,
                    Scales.OrZero(row.Volatility),
                    Scales.OrZero(row.Efficiency),
                    row.Segment,
                    row.Flags,
                    row.FirstId),
            };
        }
    }

    private static IEnumerable<ZoneView> TakeZones(SymbolBook book)
    {
        foreach (var zone in book.ChangedZones)
        {
            zone.Version++;
            yield return zone.View(book.Name);
        }

        book.ChangedZones.Clear();
    }

    private static IEnumerable<SetupView> TakeSetups(SymbolBook book)
    {
        foreach (var setup in book.ChangedSetups)
        {
            setup.Version++;
            yield return View(book, setup);
        }

        book.ChangedSetups.Clear();
    }

    // Results move with every price: they are told twice a second; what else changes of a position at once.
    private IEnumerable<PositionView> TakePositions(long now)
    {
        if (now - _positionsAt >= PositionsEveryMs)
        {
            _positionsAt = now;
            foreach (var position in _state.Positions.Where(position => PnlOf(position) != position.ShownPnl))
                _state.ChangedPositions.Add(position);
        }

        foreach (var position in _state.ChangedPositions)
        {
            position.Version++;
            position.ShownPnl = PnlOf(position);
            yield return View(position);
        }

        _state.ChangedPositions.Clear();
    }

    private Money PnlOf(PositionRecord position) =>
        position.Pnl(_state.Money.MarkOf(position.Instrument), _state.Symbols[position.Instrument.Index].Market.Strategy.TakerFeePpm);

    private PositionView View(PositionRecord position)
    {
        var book = _state.Symbols[position.Instrument.Index];
        return position.View(book.Name, book.Scales, _state.Money.MarkOf(position.Instrument), book.Market.Strategy);
    }

    private static SetupView View(SymbolBook book, SetupRecord setup) => setup.View(book.Name, book.Scales, book.Market.Strategy, book.Packets.Last);

    private static IEnumerable<SetupView> ShownSetups(SymbolBook book, bool isFocus)
    {
        var open = book.Setups.Values.Where(static setup => !setup.IsDone).ToList();
        if (isFocus && book.Setups.Values.LastOrDefault() is { IsDone: true } last)
            open.Add(last);
        return open.Select(setup => View(book, setup));
    }

    private static List<T> Take<T>(List<T> list)
    {
        List<T> taken = [.. list];
        list.Clear();
        return taken;
    }

    private static T[]? OrNull<T>(IEnumerable<T> items) => items.ToArray() is { Length: > 0 } some ? some : null;
}
