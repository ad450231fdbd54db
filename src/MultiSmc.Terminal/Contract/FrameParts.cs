using System.Text.Json.Serialization;

namespace MultiSmc.Terminal;

/// <summary>
/// Parts of a frame, as the page's contract names them; a part that is null is not sent. Everything in it is immutable: frames are written to many
/// sockets at once, later than they are made.
/// </summary>
internal sealed record FrameParts
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FocusNews? Focus { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Tick>? Ticks { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LivePacket? Live { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PacketNews>? Packets { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<StructureNews>? Struct { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ZoneView>? Zones { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SetupView>? Setups { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DecisionView>? Decisions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OrderView>? Orders { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FillView>? Fills { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PositionView>? Positions { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AccountView? Account { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SessionView? Session { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HealthView? Health { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LatencyStage>? Latency { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LockView>? Locks { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JobNews>? Jobs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CommandNews>? Cmds { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JournalEntry>? Journal { get; init; }
}

internal sealed record FocusNews(string Symbol, long Last, long First);

internal sealed record Tick(string N, long L, long? B, long? A, double? D, double F, string St, double? X, double? P, long T);

internal sealed record LivePacket(string N, long I, long T0, long T, long O, long H, long L, long C, double Usd, double Buy, long K, double Imb);

internal sealed record PacketNews(string N, long I, long T, long C, double Imb, double? Vpin, double? P)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PacketFull? Full { get; init; }
}

internal sealed record PacketFull(
    long O, long H, long L, long T0, double Usd, double Buy, long K, double Cd, double Rv, double Er, int Seg, int Fl, long Id);

/// <summary>A swing or a break: which fields are sent follows from <see cref="K"/>.</summary>
internal sealed record StructureNews
{
    public required string K { get; init; }

    public required string N { get; init; }

    public required long I { get; init; }

    public required long At { get; init; }

    public required long Px { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Hi { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Rep { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Up { get; init; }

    /// <summary>Why a break made no zone; null is sent as such and means that it made one.</summary>
    public string? Rejected { get; init; }
}

internal sealed record ZoneChecks(int Count, double Min, double Mean, double Last, long MinAt, long MinTime);

internal sealed record ZoneTrade(long InAt, long InPx, long OutAt, long OutPx, double? R);

/// <summary>
/// What would have become of an order that the model took back. <c>S</c>: "open" (not decided yet), "missed" (would not have filled), "won" (target), "lost"
/// (stop), "time" (closed when its time was up), "unknown" (data is missing). Packets and prices of fill and exit, −1 and 0 for none (<c>InPx</c> is the
/// order's price before a fill); result after commissions in R and in quote, null where not known.
/// </summary>
internal sealed record WouldView(string S, long InAt, long InPx, long OutAt, long OutPx, double? R, string? Net);

internal sealed record ZoneView
{
    public required string N { get; init; }

    public required int Id { get; init; }

    public required int V { get; init; }

    public required bool Up { get; init; }

    public required string Kind { get; init; }

    public required string State { get; init; }

    public required long OriginAt { get; init; }

    public required long ExtAt { get; init; }

    public required long Created { get; init; }

    public required long TouchedAt { get; init; }

    public required long EnteredAt { get; init; }

    public required long EndedAt { get; init; }

    public required long Origin { get; init; }

    public required long Ext { get; init; }

    public required long Top { get; init; }

    public required long Entry { get; init; }

    public required long Bottom { get; init; }

    public required long Eq { get; init; }

    public required long Sl { get; init; }

    public required IReadOnlyList<long> Tp { get; init; }

    public string? Outcome { get; init; }

    public string? Skip { get; init; }

    public int? Setup { get; init; }

    public ZoneChecks? Checks { get; init; }

    public ZoneTrade? Trade { get; init; }

    public WouldView? Would { get; init; }
}

internal sealed record RearmView(double P, long Packets);

internal sealed record SetupView
{
    public required string N { get; init; }

    public required int No { get; init; }

    public required int V { get; init; }

    public required int Zone { get; init; }

    public required string Step { get; init; }

    public required long Since { get; init; }

    public required long Entry { get; init; }

    public required long Tp { get; init; }

    public required long Sl { get; init; }

    public string? Qty { get; init; }

    public string? Cost { get; init; }

    public string? Risk { get; init; }

    public double? Rr { get; init; }

    public double? BreakEven { get; init; }

    public double? Thr { get; init; }

    public string? Model { get; init; }

    public required string Verdict { get; init; }

    public double? P { get; init; }

    public double? FillP { get; init; }

    public RearmView? Rearm { get; init; }

    public string? Skip { get; init; }

    public required bool Done { get; init; }
}

/// <summary>A feature that a model was shown: its value (null: not available) and what it moved the probability by (null where the model can't be explained).</summary>
internal sealed record Contribution(string F, double? V, double? C);

/// <summary>
/// A judgement. <c>Ms</c>: from the receipt of the input that led to it to the end of its effects; <c>Lag</c>: from the exchange's time of that trade to its
/// receipt, by two clocks. Both null where inputs bear another time than the one at which they came (backtest, replay, what was read again).
/// </summary>
internal sealed record DecisionView(
    string N, int Zone, int Setup, long T, long Packet, long Px, double P, double Thr, string Act, bool Near, int Streak, string Model, double? Ms, double? Lag,
    IReadOnlyList<Contribution> Top);

/// <summary>All that a model was shown for one judgement, and the probability before any of it; null where the model can't be explained.</summary>
internal sealed record WhyView(double? Start, IReadOnlyList<Contribution> Features);
