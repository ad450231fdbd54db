using System.Net.WebSockets;
using System.Security.Authentication;

namespace MultiSmc.Binance;

/// <summary>Why an exchange can't be reached, as far as it makes a difference to who has to do something about it.</summary>
internal static class ReachFault
{
    /// <summary>Stands in what is said of a connection that failed for its certificate.</summary>
    public const string ByTls = "cannot be reached by TLS";

    private const string Connection = "check the network, the address in the configuration, and whether a firewall or the exchange blocks yours";

    private const string Closed =
        "nothing is wrong here: the exchange is closed for maintenance or overloaded; look at its status page, wait, and run this again. Orders that rest there stay, and a node that runs goes on by itself";

    private const string Untrusted =
        "this machine does not trust the certificate that was shown: check the address in the configuration and this machine's date; where a firewall opens TLS, install its authority in the system. "
        + "Nothing was sent, and the check can't be switched off: whoever answers there could read what the key may do";

    /// <summary>What is said of an answer with a status of the exchange's own trouble.</summary>
    public static string Trouble(int status) => $"the exchange answers with status {status}{(status == 503 ? ": it is closed for the moment" : "")}";

    /// <summary>What is to be done about a request that failed.</summary>
    /// <param name="fault">What was said of it.</param>
    public static string MendOf(string fault)
    {
        if (fault.Contains(ByTls, StringComparison.Ordinal))
            return Untrusted;
        return fault.Contains(" status 5", StringComparison.Ordinal) ? Closed : Connection;
    }

    /// <summary>What is said of a WebSocket connection that failed.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="refused">The failure.</param>
    /// <param name="status">What was answered; zero for nothing.</param>
    public static string Describe(Uri address, WebSocketException refused, int status)
    {
        var cause = refused.GetBaseException();
        if (cause is AuthenticationException)
            return $"{address.Host} {ByTls} ({cause.Message})";
        return status >= 500 ? $"{address.Host}: {Trouble(status)}" : $"{address.Host} cannot be reached ({cause.Message})";
    }
}
