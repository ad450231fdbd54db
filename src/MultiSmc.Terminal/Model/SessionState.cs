using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Node;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Terminal;

/// <summary>
/// The session as inputs and effects tell it, never as the kernel holds it. One writer: the model's thread; readers hold the model's lock.
/// </summary>
internal sealed class SessionState
{
    private const int KeptPackets = 100_000;
    private const int KeptJournal = 20_000;
    private const int KeptFills = 2_000;
    private const int KeptCommands = 200;
    private const long SampleNs = 60_000_000_000;

    private readonly TradeReducer _trades;
    private readonly OrderReducer _orders;
    private readonly PictureRepair _repair;

    /// <param name="setup">What is known before the first input.</param>
    /// <param name="generation">See <see cref="Generation"/>.</param>
    public SessionState(TerminalSetup setup, int generation = 0)
    {
        Setup = setup;
        Generation = generation;
        Money = new MoneyBook(setup);
        Symbols = [.. setup.Markets.Select(market => new SymbolBook(market, KeptPackets, Money))];
        _trades = new TradeReducer(this);
        _orders = new OrderReducer(this);
        _repair = new PictureRepair(this);
        Journal.Add(0, "system", "info", null, "started", new Params { ["version"] = setup.Version, ["mode"] = ContractNames.Kebab(setup.Mode.ToString()) });
    }

    public TerminalSetup Setup { get; }

    public SymbolBook[] Symbols { get; }

    public MoneyBook Money { get; }

    public OrderBook Orders { get; } = new();

    public JournalFeed Journal { get; } = new(KeptJournal);

    public List<PositionRecord> Positions { get; } = [];

    public HashSet<PositionRecord> ChangedPositions { get; } = [];

    public List<FillView> Fills { get; } = [];

    public List<FillView> NewFills { get; } = [];

    public List<CommandNews> Commands { get; } = [];

    public List<CommandNews> NewCommands { get; } = [];

    public LockBook Locks { get; } = new();

    /// <summary>Explains judgements.</summary>
    public DecisionReasons Reasons { get; set; } = DecisionReasons.None;

    public AckTimes Acks { get; } = new();

    /// <summary>The last fault of each connection, by its name in the contract.</summary>
    public Dictionary<string, LinkFault> Faults { get; } = new(StringComparer.Ordinal);

    /// <summary>Connections that have told of themselves since the node started.</summary>
    public HashSet<VenueLink> BegunLinks { get; } = [];

    /// <summary>What the model looked at lately.</summary>
    public FeatureLog Features { get; } = new();

    /// <summary>The account's worth over time.</summary>
    public EquityBook Equity { get; } = new();

    /// <summary>The kernel's time as of the last thing seen.</summary>
    public Timestamp Now { get; private set; }

    /// <summary>Inputs whose effects never came here; above zero the picture may be wrong until the zones and orders in it change again.</summary>
    public long Lost { get; private set; }

    /// <summary>A part of the story is missing, and what lives now has not been asked for since.</summary>
    public bool IsIncomplete { get; private set; }

    /// <summary>Rises when what was sent before can't be continued.</summary>
    public int Generation { get; private set; }

    public string NameOf(InstrumentId instrument) => Symbols[instrument.Index].Name;

    public SymbolBook? Find(string? symbol) => Array.Find(Symbols, book => book.Name == symbol);

    /// <summary>Takes in the next thing seen.</summary>
    public void Apply(ref ObservedEvent seen)
    {
        Now = seen.Time > Now ? seen.Time : Now;
        Money.At(seen.Time);
        Equity.At(seen.Time);
        var book = Symbols[(uint)seen.Instrument.Index < (uint)Symbols.Length ? seen.Instrument.Index : 0];
        switch (seen.Kind)
        {
            case ObservedKind.Packet:
                OnPacket(book, ref seen);
                break;
            case ObservedKind.Structure:
                OnStructure(book, in seen);
                break;
            case ObservedKind.Zone:
                OnZone(book, in seen.Zone, seen.Time);
                break;
            case ObservedKind.MarketTrade:
                book.Pulled.Add(in seen.Trade);
                break;
            case ObservedKind.TradesMissed:
                book.Pulled.Lose();
                break;
            case ObservedKind.SegmentBroken:
                book.Pulled.Lose();
                Note(seen.Time, "data", "warn", book.Name, "segment", new Params { ["reason"] = "gap" });
                break;
            case ObservedKind.Trace when seen.Payload is StrategyTrace trace:
                _trades.On(book, trace, in seen);
                break;
            case ObservedKind.Filled when seen.Payload is Fill fill:
                _trades.On(book, fill);
                break;
            case ObservedKind.Submit when seen.Payload is VenueRequest request:
                _orders.On(request, seen.Time, seen.Sequence);
                break;
            case ObservedKind.Venue when seen.Payload is VenueEvent venueEvent:
                _orders.On(book, venueEvent, seen.Time);
                break;
            case ObservedKind.Alert when seen.Payload is Alert alert:
                OnAlert(book, alert, seen.Time);
                break;
            case ObservedKind.Locks when seen.Payload is EntryLockChange change:
                OnLocks(change, seen.Time);
                break;
            case ObservedKind.Command when seen.Payload is OperatorCommand command:
                Starts += command is OperatorCommand.Standby { IsOn: false } ? 1 : 0;
                if (command is OperatorCommand.Standby { IsOn: true })
                    BegunLinks.Clear(); // a node starts or stops: its connections begin by being down once more
                Tell(new CommandNews(command.Id, CommandKinds.Of(command), CommandKinds.Origin(command.By), "sent", CommandKinds.SymbolOf(command, this), null, Params.None, Scales.Ms(seen.Time)));
                break;
            case ObservedKind.CommandResult when seen.Payload is CommandResult result:
                OnResult(result, seen.Time);
                break;
            case ObservedKind.Lost:
                OnLost((long)seen.Payload!, seen.Time); // the observer always counts what it drops
                break;
            default:
                break;
        }
    }

    /// <summary>How often the session's node has started and come to be ready: the node says it by a command, which is journaled like any other.</summary>
    public int Starts { get; private set; }

    public void Note(Timestamp time, string kind, string level, string? symbol, string code, Params parameters) =>
        Journal.Add(Scales.Ms(time), kind, level, symbol, code, parameters);

    public void Keep(FillView fill)
    {
        Fills.Add(fill);
        NewFills.Add(fill);
        if (Fills.Count > KeptFills)
            Fills.RemoveRange(0, Fills.Count - KeptFills / 2);
    }

    /// <summary>Setup whose order names it; null for a stranger's.</summary>
    public SetupRecord? SetupOf(OrderRecord? order) =>
        order?.Setup is { } number ? Symbols[order.Spec.Instrument.Index].Setups.GetValueOrDefault(number) : null;

    private void OnPacket(SymbolBook book, ref ObservedEvent seen)
    {
        ref var packet = ref seen.Packet;
        book.Packets.Add(in packet, book.Scales);
        book.Pulled.ClosePacket(packet.Index);
        if (book.NewPacketsFrom < 0 || book.NewPacketsFrom < book.Packets.First)
            book.NewPacketsFrom = packet.Index;
        // A kernel that warms up has no account yet, whatever a session begins with: what it tells is then nothing.
        if (seen.Equity > Core.Money.Zero && IsWorthKnown)
            Equity.Add(seen.Time, seen.Equity);
    }

    /// <summary>A point of equity while no packet closes: once a minute, of a session that lives now.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="lastTrade">Time of the newest trade of any market, nanoseconds: without fresh prices nothing is said.</param>
    public void Sample(Timestamp clock, long lastTrade)
    {
        if (Setup.Mode is TerminalMode.Paper or TerminalMode.Live && clock.Nanoseconds - lastTrade < SampleNs && clock.Nanoseconds - Equity.Newest >= SampleNs && Equity.HasBegun)
            Equity.Add(clock, Money.Equity);
    }

    // What is held counts for nothing until its market has a price: a curve that begins before would show its worth as profit.
    private bool IsWorthKnown =>
        Equity.HasBegun || (Money.IsKnown && Symbols.All(book => book.Packets.Count > 0 || Money.MarkOf(book.Instrument.Id).Raw > 0 || !Money.Holds(book.Instrument.Base)));

    private void OnStructure(SymbolBook book, in ObservedEvent seen)
    {
        ref readonly var news = ref seen.Structure;
        book.Pulled.On(in news);
        switch (news.Kind)
        {
            case StructureEventKind.SwingHigh or StructureEventKind.SwingLow:
                var isHigh = news.Kind == StructureEventKind.SwingHigh;
                var label = ContractNames.Of(news.Label);
                book.AddStructure(new StructureNews
                {
                    K = "swing", N = book.Name, I = news.Index, At = news.Packet, Px = news.Price, Hi = isHigh, Label = label, Rep = news.IsReplacement,
                });
                if (!news.IsReplacement)
                    Note(seen.Time, "struct", "info", book.Name, "swing", new Params { ["i"] = news.Index, ["px"] = news.Price, ["hi"] = isHigh, ["label"] = label });
                break;
            case StructureEventKind.BosBull or StructureEventKind.BosBear or StructureEventKind.ChochBull or StructureEventKind.ChochBear:
                var kind = news.Kind is StructureEventKind.BosBull or StructureEventKind.BosBear ? "bos" : "choch";
                var isUp = news.Kind is StructureEventKind.BosBull or StructureEventKind.ChochBull;
                book.AddStructure(new StructureNews { K = kind, N = book.Name, I = news.Index, At = news.Packet, Px = news.Price, Up = isUp });
                Note(seen.Time, "struct", "info", book.Name, kind, new Params { ["up"] = isUp, ["px"] = news.Price, ["from"] = news.Index });
                break;
            case StructureEventKind.ZoneRejected:
                var reason = ContractNames.Of(news.Reason);
                book.RejectLastBreak(news.Packet, reason);
                Note(seen.Time, "struct", "info", book.Name, "zone-rejected", new Params { ["reason"] = reason });
                break;
            default:
                OnZoneStep(book, in news, seen.Time);
                break;
        }
    }

    // The zone itself follows as an event of its own; here only what it does not carry.
    private void OnZoneStep(SymbolBook book, in StructureEvent news, Timestamp time)
    {
        var zone = book.Zones.GetValueOrDefault(news.ZoneId) ?? (book.Zones[news.ZoneId] = new ZoneRecord());
        if (news.Reason != StructureReason.None)
            zone.EndReason = news.Reason;
        switch (news.Kind)
        {
            case StructureEventKind.ZoneTouched:
                Note(time, "zone", "info", book.Name, "zone-touched", new Params { ["id"] = news.ZoneId });
                break;
            case StructureEventKind.ZoneEntered:
                Note(time, "zone", "info", book.Name, "zone-entered", new Params { ["id"] = news.ZoneId });
                break;
            default:
                break;
        }
    }

    private void OnZone(SymbolBook book, in Zone zone, Timestamp time)
    {
        var record = book.Zones.GetValueOrDefault(zone.Id) ?? (book.Zones[zone.Id] = new ZoneRecord());
        var isNew = record.Zone.Top == 0;
        var wasLive = isNew || record.Zone.IsLive;
        record.Zone = zone;
        book.Pulled.On(in zone);
        book.ChangedZones.Add(record);
        if (isNew)
            Note(time, "zone", "info", book.Name, "zone-created", new Params { ["id"] = zone.Id, ["bottom"] = zone.Bottom, ["top"] = zone.Top, ["entry"] = zone.Entry });
        if (!wasLive || zone.IsLive)
            return;
        _trades.OnZoneEnded(book, record);
        Note(time, "zone", "info", book.Name, "zone-ended", new Params { ["id"] = zone.Id, ["outcome"] = record.Outcome ?? ContractNames.OutcomeOf(zone.State, record.EndReason) });
        book.ForgetOldZones();
    }

    private void OnAlert(SymbolBook book, Alert alert, Timestamp time)
    {
        var level = alert.IsNews ? "info" : alert.Code is "halted" or "killed" or "protection-refused" or "guarded" ? "error" : "warn";
        Note(time, "risk", level, book.Name, alert.Code, new Params { ["message"] = alert.Message });
        _trades.OnAlert(book, alert, time);
    }

    private void OnLocks(EntryLockChange change, Timestamp time)
    {
        Locks.Set(change, change.Instrument is { } instrument ? NameOf(instrument) : null, time);
        if (change.Instrument is { } one)
            Symbols[one.Index].Locks = change.After;
        Note(time, "risk", change.After == EntryLock.None ? "info" : "warn", change.Instrument is { } of ? NameOf(of) : null, "lock", new Params
        {
            ["locks"] = string.Join(',', ContractNames.Of(change.After)),
            ["before"] = string.Join(',', ContractNames.Of(change.Before)),
            ["message"] = change.Reason,
        });
    }

    private void OnResult(CommandResult result, Timestamp time)
    {
        var sent = Commands.FindLast(command => command.Id == result.CommandId);
        var parameters = new Params { ["message"] = result.Message };
        var kind = sent?.Kind ?? "pause";
        var by = sent?.By ?? "node";
        Tell(new CommandNews(result.CommandId, kind, by, result.IsDone ? "done" : "failed", sent?.N, result.IsDone ? null : "engine", parameters, Scales.Ms(time)));
        Note(time, "command", result.IsDone ? "info" : "warn", sent?.N, "command", new Params
        {
            ["id"] = result.CommandId,
            ["cmd"] = kind,
            ["by"] = by,
            ["done"] = result.IsDone,
            ["message"] = result.Message,
        });
    }

    /// <summary>How a command stands.</summary>
    public void Tell(CommandNews news)
    {
        Commands.Add(news);
        NewCommands.Add(news);
        if (Commands.Count > KeptCommands)
            Commands.RemoveAt(0);
    }

    /// <summary>
    /// What lives now, by the node's own word, in place of what was built from a part of the story. Everything seen so far lies at or before it; what comes
    /// after goes on from it.
    /// </summary>
    public void Repair(NodeStatus status)
    {
        _repair.Apply(status);
        IsIncomplete = false;
        Generation++;
    }

    /// <summary>The story began before what is seen.</summary>
    public void OnPastMissing(string reason)
    {
        IsIncomplete = true;
        foreach (var book in Symbols)
            book.Pulled.Lose();
        Note(Now, "system", "warn", null, "past-missing", new Params { ["reason"] = reason });
    }

    // What was lost is not told again: zones whose end may have been in it are taken off, and the pages begin anew with what is known. A node is asked for the rest.
    private void OnLost(long inputs, Timestamp time)
    {
        Lost += inputs;
        IsIncomplete = true;
        Generation++;
        foreach (var book in Symbols)
        {
            book.Pulled.Lose();
            foreach (var zone in book.Zones.Values.Where(zone => zone.Zone.IsLive && book.Active?.Zone != zone.Zone.Id).ToArray())
                book.Zones.Remove(zone.Zone.Id);
        }

        Note(time, "system", "error", null, "telemetry-lost", new Params { ["inputs"] = inputs });
    }
}
