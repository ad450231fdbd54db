using System.Globalization;
using System.Text;

namespace MultiSmc.Terminal;

/// <summary>From entries of the journal to what people are told; null for what they are not.</summary>
internal static class NotificationText
{
    /// <summary>What an entry is about, for a person's choice; null when it is told to nobody.</summary>
    public static NotificationEvent? EventOf(JournalEntry entry) => entry switch
    {
        { Code: "filled" } when Text(entry, "side") == "BUY" => NotificationEvent.Opened,
        { Kind: "position", Code: "closed" } => NotificationEvent.Closed,
        { Code: "judged" } when Text(entry, "act") == "pull" => NotificationEvent.Pulled,
        { Code: "halted" or "killed" } => NotificationEvent.Halted,
        { Code: "guarded" or "protection-refused" } => NotificationEvent.Unprotected,
        { Code: "link-up" or "link-down" } => NotificationEvent.Connection,
        { Kind: "command" } => NotificationEvent.Command,
        { Kind: "risk", Lvl: "warn" or "error", Code: not "lock" } => NotificationEvent.Alert,
        _ => null,
    };

    /// <summary>One line of plain words and figures.</summary>
    public static string Of(JournalEntry entry, string mode)
    {
        var text = new StringBuilder().Append('[').Append(mode).Append("] ");
        if (entry.N is not null)
            text.Append(entry.N).Append(' ');
        text.Append(entry.Code switch
        {
            "filled" => string.Create(CultureInfo.InvariantCulture, $"bought {entry.P["qty"]} at {entry.P["price"]}"),
            "closed" => string.Create(CultureInfo.InvariantCulture, $"closed ({entry.P["reason"]}): {entry.P["pnl"]}, {entry.P["r"]:0.00} R"),
            "judged" => string.Create(CultureInfo.InvariantCulture, $"order pulled by the model at p {entry.P["p"]:0.00}"),
            "link-up" or "link-down" => string.Create(CultureInfo.InvariantCulture, $"{entry.P["link"]} {(entry.Code == "link-up" ? "is back" : "is lost")}"),
            "command" => string.Create(CultureInfo.InvariantCulture, $"{entry.P["cmd"]}: {entry.P["message"]}"),
            _ => Text(entry, "message") is { Length: > 0 } message ? message : entry.Code,
        });
        return text.ToString();
    }

    private static string Text(JournalEntry entry, string name) => entry.P.GetValueOrDefault(name) as string ?? "";
}
