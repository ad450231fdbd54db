using System.Text.Json;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>
/// The language of the control socket: one JSON object a line, asked and answered. <c>{"v":1,"do":"status"}</c>; the answer has <c>"ok"</c> and either
/// what was asked for or <c>"error"</c>. Another version is refused.
/// </summary>
public static class ControlWords
{
    /// <summary>The only version.</summary>
    public const int Version = 1;

    /// <summary>Longest request, in bytes.</summary>
    public const int LongestRequest = 16 * 1024;

    /// <summary>The command that a request asks for.</summary>
    /// <param name="request">The request.</param>
    /// <param name="instruments">What the node trades, in the order of the ids.</param>
    /// <param name="fallbackId">Name of the command where the request gives none.</param>
    /// <param name="command">The command.</param>
    /// <returns>What is wrong, or null.</returns>
    internal static string? TryReadCommand(JsonElement request, IReadOnlyList<Instrument> instruments, string fallbackId, out OperatorCommand? command)
    {
        command = null;
        var verb = Text(request, "do") ?? "";
        var id = Text(request, "id") ?? fallbackId;
        var by = Text(request, "by") ?? "cli";
        InstrumentId? instrument = null;
        if (Text(request, "symbol") is { } symbol)
        {
            if (instruments.FirstOrDefault(each => string.Equals(each.Symbol, symbol, StringComparison.OrdinalIgnoreCase)) is not { } found)
                return $"this node does not trade {symbol}; it trades {string.Join(", ", instruments.Select(static each => each.Symbol))}";
            instrument = found.Id;
        }

        switch (verb)
        {
            case "pause":
                command = new OperatorCommand.Pause(id, by, instrument, Flag(request, "keep"));
                return null;
            case "resume":
                command = new OperatorCommand.Resume(id, by, instrument);
                return null;
            case "kill":
                command = new OperatorCommand.Kill(id, by, Flag(request, "flatten"));
                return null;
            case "cancel":
                command = new OperatorCommand.CancelEntries(id, by, instrument, Text(request, "order") is { } order ? new ClientOrderId(order) : null);
                return null;
            case "close" when instrument is { } one:
                if (PartOf(request, out var part) is { } fault)
                    return fault;
                command = new OperatorCommand.ClosePosition(id, by, one, Number(request, "setup")) { Part = part };
                return null;
            case "close":
                return "close needs a symbol";
            default:
                return $"unknown request '{verb}'";
        }
    }

    // "part": "50%" or "quantity": "0.5"; neither: all.
    private static string? PartOf(JsonElement request, out PositionPart? part)
    {
        part = null;
        var (share, quantity) = (Text(request, "part"), Text(request, "quantity"));
        if (request.TryGetProperty("part", out _) && request.TryGetProperty("quantity", out _))
            return "close takes a part or a quantity, not both";
        if (request.TryGetProperty("part", out _))
        {
            if (!PositionPart.TryParseShare(share, out var read))
                return "part is a text like \"50%\": above 0%, at most 100%, to four places";
            part = read;
        }
        else if (request.TryGetProperty("quantity", out _))
        {
            if (!FixedPoint.TryParse(quantity ?? "", out var raw) || raw <= 0)
                return "quantity is a text like \"0.5\": an amount of the base asset above 0";
            part = new PositionPart.Amount(new Quantity(raw));
        }

        return null;
    }

    internal static string? Text(JsonElement request, string name) =>
        request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    internal static bool Flag(JsonElement request, string name) => request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    internal static int? Number(JsonElement request, string name) =>
        request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
