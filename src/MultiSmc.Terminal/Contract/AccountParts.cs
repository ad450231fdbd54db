using System.Text.Json.Serialization;

namespace MultiSmc.Terminal;

// Orders, money and the state of the machine, as the page's contract names them.

internal sealed record OrderView
{
    public required string Id { get; init; }

    public required int V { get; init; }

    public required string N { get; init; }

    public required string Side { get; init; }

    public required string Type { get; init; }

    public required bool Oco { get; init; }

    public required string Role { get; init; }

    public int? Setup { get; init; }

    public required string Price { get; init; }

    public string? Stop { get; init; }

    public required string Qty { get; init; }

    public required string Filled { get; init; }

    public required string Status { get; init; }

    public string? VenueId { get; init; }

    public required long T { get; init; }
}

internal sealed record FillView(
    string Id,
    string N,
    string Order,
    string Side,
    string Role,
    int? Setup,
    string Price,
    string Qty,
    string Fee,
    string FeeAsset,
    bool Maker,
    long Packet,
    long T);

internal sealed record PositionView
{
    public required string N { get; init; }

    public required int Setup { get; init; }

    public required int V { get; init; }

    public required string Qty { get; init; }

    public required string Entry { get; init; }

    public required string Sl { get; init; }

    public required string Tp { get; init; }

    public required string Pnl { get; init; }

    public required double R { get; init; }

    public required string Risk { get; init; }

    /// <summary>What was paid for all that was bought.</summary>
    public required string Cost { get; init; }

    /// <summary>Its whole result, parts sold before included, net of fees, if what is held were sold at the target.</summary>
    public required string AtTp { get; init; }

    /// <summary>The same at the stop.</summary>
    public required string AtSl { get; init; }

    public required string Protection { get; init; }

    public long? BareSince { get; init; }

    public required long Packet { get; init; }

    public required long Since { get; init; }

    public required bool Closed { get; init; }
}

internal sealed record AccountView(
    string Currency, string Equity, string Free, string? Day, double? DayShare, string Risk, double RiskR, string Exposure, string Unrealised);

internal sealed record SessionView(
    long From,
    int Placed,
    int Filled,
    int Pulled,
    int Expired,
    int Wins,
    int Closed,
    double MaxDdR,
    double? SavedR,
    string? Saved,
    string Fees,
    double? MakerShare,
    IReadOnlyList<double> Curve);

internal sealed record LinkView(
    string Name, string State, long? Age, double? Rtt, double? Rate, long? Since, int Reconnects, IReadOnlyList<long[]> Use, double? Value)
{
    /// <summary>The last thing that went wrong there since the session began, in the words of whoever said it; null for nothing.</summary>
    public LinkFault? Fault { get; init; }
}

internal sealed record LinkFault(long T, string? Code, string Text);

internal sealed record HealthView(
    IReadOnlyList<LinkView> Links,
    double? Rtt,
    double Trades,
    double TradesPeak,
    long Since,
    int Restarts,
    double Cpu,
    double CpuPeak,
    int Cores,
    long Memory,
    double GcP99,
    long DiskFree,
    long JournalBytes,
    double DecisionBudgetMs);

internal sealed record LatencyStage(string Stage, double P50, double P95, double P99, double Max, long Count);

internal sealed record LockView(string? N, IReadOnlyList<string> Locks, long Since, string? Code, Params P);

internal sealed record JobError(string Code, Params P);

internal sealed record JobNews
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Title { get; init; }

    public required string State { get; init; }

    public double? Done { get; init; }

    public required string Stage { get; init; }

    public required Params P { get; init; }

    public double? Rate { get; init; }

    public string? Unit { get; init; }

    public long? EtaMs { get; init; }

    public required long T { get; init; }

    public JobError? Error { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<double>? Partial { get; init; }
}

internal sealed record CommandNews(string Id, string Kind, string By, string State, string? N, string? Code, Params P, long T);

internal sealed record JournalEntry(long Id, long T, string Kind, string Lvl, string? N, string Code, Params P);
