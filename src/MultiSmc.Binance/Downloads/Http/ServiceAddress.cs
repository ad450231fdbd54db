using System.Net;

namespace MultiSmc.Binance;

/// <summary>Base addresses of the exchange's services, and the rule for others that stand in for them.</summary>
public static class ServiceAddress
{
    /// <summary>The public archives.</summary>
    public static Uri Archives { get; } = new("https://data.binance.vision/");

    /// <summary>The REST interface.</summary>
    public static Uri Rest { get; } = new("https://api.binance.com/");

    /// <summary>The market streams.</summary>
    public static Uri Streams { get; } = new("wss://stream.binance.com:9443/");

    /// <summary>The WebSocket API.</summary>
    public static Uri WebSocketApi { get; } = new("wss://ws-api.binance.com:443/ws-api/v3/");

    /// <summary>Refuses an address to which keys and orders would travel in the open.</summary>
    /// <exception cref="ArgumentException">It is plain http or ws to another machine.</exception>
    public static void RequireSafe(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Scheme is not ("https" or "wss") && !IsLoopback(address))
            throw new ArgumentException($"{address} is plain {address.Scheme} to another machine; only https and wss are allowed there", nameof(address));
    }

    /// <summary>Reads a base address of streams: wss, or plain ws on this machine only.</summary>
    /// <param name="text">Like ws://127.0.0.1:8080.</param>
    /// <param name="address">It, ending in a slash.</param>
    /// <param name="fault">What is wrong with it, or empty.</param>
    public static bool TryParseStream(string text, out Uri address, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        // The same rules under other names.
        var isStream = text.StartsWith("ws:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("wss:", StringComparison.OrdinalIgnoreCase);
        if (!isStream || !TryParse("http" + text[2..], out var found, out fault))
        {
            address = Streams;
            fault = "is no address of streams; write wss://HOST or, on this machine, ws://127.0.0.1:PORT";
            return false;
        }

        address = new Uri("ws" + found.AbsoluteUri[4..]);
        return true;
    }

    /// <summary>Reads a base address: https, or plain http on this machine only, where nobody can listen in on the way.</summary>
    /// <param name="text">Like http://127.0.0.1:8080.</param>
    /// <param name="address">It, ending in a slash.</param>
    /// <param name="fault">What is wrong with it, or empty.</param>
    public static bool TryParse(string text, out Uri address, out string fault)
    {
        address = Archives;
        fault = "";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https") || parsed.Host.Length == 0)
            fault = "is no address; write https://HOST or, on this machine, http://127.0.0.1:PORT";
        else if (parsed.UserInfo.Length > 0 || parsed.Query.Length > 0 || parsed.Fragment.Length > 0)
            fault = "has more than a scheme, a host, a port and a path";
        else if (parsed.Scheme == "http" && !IsLoopback(parsed))
            fault = "is plain http to another machine; only https is allowed there";
        else
            address = parsed.AbsoluteUri.EndsWith('/') ? parsed : new Uri(parsed.AbsoluteUri + "/");
        return fault.Length == 0;
    }

    /// <summary>Where the WebSocket API is under an address: at its path, or at the exchange's usual one where it has none.</summary>
    public static Uri WebSocketApiOf(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AbsolutePath == "/" ? new Uri(address, "ws-api/v3") : new Uri(address.AbsoluteUri.TrimEnd('/'));
    }

    /// <summary>Whether an address is this machine's own.</summary>
    public static bool IsLoopback(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
            ? IPAddress.IsLoopback(ip)
            : string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase);
    }
}
