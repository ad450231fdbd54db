using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Exchange;

/// <summary>
/// What the engine's thread owns: the matching core, the accounts' records, the subscriptions. Its methods are called there and nowhere else.
/// </summary>
internal sealed class TradingFloor
{
    private const string NameLetters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int NameLength = 22;
    private readonly Dictionary<string, InstrumentId> _symbols = [];
    private readonly Dictionary<string, AccountRecord> _accounts = [];
    private readonly EventScribe _scribe;
    private readonly MarketFloor _market;
    private readonly ExchangeClock _clock;
    private readonly LimitBoard _limits;
    private readonly int _historyMax;
    private SplitMix64 _names;
    private Timestamp _last;

    public TradingFloor(ExchangeOptions options, ExchangeClock clock, LimitBoard limits, MarketBoard board, StreamServer streams, UserFeed feed)
    {
        _clock = clock;
        _limits = limits;
        _historyMax = options.HistoryMax;
        Feed = feed;
        Instruments = options.Instruments.Count;
        foreach (var instrument in options.Instruments)
            _symbols.Add(instrument.Symbol, instrument.Id);
        _scribe = new EventScribe(options.Instruments);
        // Histories are kept in the accounts' records; the book's changes are taken where orders are all there is to show.
        var isOrdersOnly = options.Matching.Liquidity == LiquiditySource.Orders;
        Core = new SpotExchange(options.Instruments, options.Matching with { HistoryMax = 1, TracksDepth = isOrdersOnly }, _scribe);
        _market = new MarketFloor(Core, board, streams, isOrdersOnly ? new LiveMatching(Core, options.Instruments, options.Participants) : null);
        _scribe.Market = _market;
        _names = new SplitMix64((ulong)clock.Now.Nanoseconds);
    }

    /// <summary>The matching core.</summary>
    public SpotExchange Core { get; }

    /// <summary>Subscriptions to user data events.</summary>
    public UserFeed Feed { get; }

    /// <summary>How many instruments there are.</summary>
    public int Instruments { get; }

    public IEnumerable<AccountRecord> Accounts => _accounts.Values;

    /// <summary>The time of this step: the clock's, but never before that of the last step.</summary>
    public Timestamp Now => _last = _clock.Now is var now && now > _last ? now : _last;

    /// <summary>Opens an account that somebody has keys for.</summary>
    public AccountRecord Open(string name, AccountParameters parameters)
    {
        var id = Core.Open(parameters);
        var account = new AccountRecord(id, name, id.Index + 1, parameters, new OrderMeter(_limits), _historyMax) { UpdatedAt = Now };
        _accounts.Add(name, account);
        _scribe.Follow(account);
        return account;
    }

    public AccountRecord? FindAccount(string name) => _accounts.GetValueOrDefault(name);

    public bool TryFind(string symbol, out InstrumentId instrument) => _symbols.TryGetValue(symbol, out instrument);

    /// <summary>Carries out a request of an account.</summary>
    public EngineStep Submit(AccountRecord account, VenueRequest request, EngineStep step)
    {
        _scribe.Step = step;
        var now = Now;
        Core.Submit(account.Id, request, now);
        _market.AfterStep(request.Instrument, now);
        return step;
    }

    /// <summary>Tells the account's streams of an order that was just refused, as an event of its own.</summary>
    public void TellRejected(AccountRecord account, OrderSpec spec, VenueEvent.PlaceRefused refused) =>
        _scribe.TellRejected(account, spec, Core.NumberRefused(), refused);

    /// <summary>A deposit, or, negative, a withdrawal.</summary>
    /// <returns>False, and nothing happens, when there is not enough free.</returns>
    public bool TryTransfer(AccountRecord account, Asset asset, Money amount) => Core.TryTransfer(account.Id, asset, amount, Now);

    /// <summary>Changes an instrument's rules or status.</summary>
    /// <returns>Why it can't be, or null.</returns>
    public string? TryChange(Instrument now)
    {
        try
        {
            Core.Change(now, Now);
        }
        catch (ArgumentException e)
        {
            return e.Message; // orders stand at the old steps
        }

        _market.Change(now);
        return null;
    }

    /// <summary>Takes the next events of the tape.</summary>
    public void Take(ReadOnlySpan<MarketEvent> events, Timestamp marketTime)
    {
        _scribe.Step = new EngineStep();
        _market.Take(events, marketTime, Now);
    }

    /// <summary>Sends out the events of what was carried out since the last call.</summary>
    /// <param name="gate">They wait for it; null: they don't.</param>
    public void Publish(Task? gate)
    {
        if (_scribe.TakeEvents() is { Count: > 0 } events)
            Feed.Publish(events, gate);
    }

    /// <summary>A name for an order or list that came without one.</summary>
    public string NewName() => string.Create(NameLength, this, static (text, floor) =>
    {
        foreach (ref var letter in text)
            letter = NameLetters[(int)floor._names.NextBelow(NameLetters.Length)];
    });
}
