using System.Text.Json.Serialization;

namespace MultiSmc.Terminal;

// What the hub's methods take and give. The names are those of the page (web/src/data/contract.ts), which also states the units.

internal sealed record HelloRequest(int Proto, string? Lang);

internal sealed record BuildInfo(string Version, string Commit);

internal sealed record LimitsInfo(int Packets, long TokenMs, double? DailyLoss, string? Exposure, int? Positions);

internal sealed record HelloReply
{
    public required int Proto { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    public required BuildInfo Build { get; init; }

    public required string Epoch { get; init; }

    public required string Mode { get; init; }

    public required long Now { get; init; }

    public required IReadOnlyList<SymbolInfo> Symbols { get; init; }

    public required LimitsInfo Limits { get; init; }

    public required bool ReadOnly { get; init; }

    public required string Role { get; init; }

    public required string Venue { get; init; }
}

internal sealed record SymbolInfo
{
    public required string Name { get; init; }

    public required string Base { get; init; }

    public required string Quote { get; init; }

    public required int PriceDecimals { get; init; }

    public required long Tick { get; init; }

    public required int QtyDecimals { get; init; }

    public required string Step { get; init; }

    public required double Bucket { get; init; }

    public required int VpinWindow { get; init; }

    public double? VpinAlarm { get; init; }

    public double? VpinQuantile { get; init; }

    public required double Approach { get; init; }

    public double? Threshold { get; init; }

    public double? Rearm { get; init; }

    public string? Model { get; init; }
}

internal sealed record StreamRequest(string Focus, string? Epoch = null, long? LastSeq = null);

internal sealed record PingReply(double T, long Now);

internal sealed record PrepareArguments(bool? KeepEntries = null, bool? Flatten = null, int? Setup = null, int? PartPpm = null, double? Threshold = null, string? Model = null);

internal sealed record PrepareRequest(string Kind, string? Symbol = null, string? OrderId = null, PrepareArguments? Args = null);

internal sealed record PrepareReply
{
    public required bool Ok { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Token { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Expires { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Preview? Preview { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Params? P { get; init; }
}

internal sealed record PreviewCancel(string Id, string N, string Side, string Role, string Price, string Qty);

internal sealed record PreviewSell(string N, int Setup, string Qty, string Value, string Pnl, string Fee);

internal sealed record PreviewChange(string From, string To);

internal sealed record Preview(
    string Kind,
    IReadOnlyList<PreviewCancel> Cancels,
    int Protective,
    IReadOnlyList<PreviewSell> Sells,
    string Value,
    string Pnl,
    string Fee,
    int Symbols,
    PreviewChange? Change);

internal sealed record ExecuteRequest(string Token, string CommandId);

internal sealed record ExecuteReply(string Result, string? Code, Params P);
