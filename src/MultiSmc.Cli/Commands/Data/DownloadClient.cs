using System.CommandLine;
using MultiSmc.Binance;
using MultiSmc.Cli.Configuration;

namespace MultiSmc.Cli.Commands;

/// <summary>How the verbs around data reach the exchange's servers.</summary>
internal static class DownloadClient
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);

    /// <summary>A client for one address; silence is watched by those who use it.</summary>
    public static HttpClient Create(Uri address, int connections)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = ConnectLimit,
            MaxConnectionsPerServer = connections,
            // An address was checked to be https or this machine; nobody but the user may name another one.
            AllowAutoRedirect = false,
            UseProxy = !ServiceAddress.IsLoopback(address),
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>The address an option names.</summary>
    /// <exception cref="CommandException">It is none that may be used.</exception>
    public static Uri Address(ParseResult parse, Option<string?> option, Uri otherwise)
    {
        if (parse.GetValue(option) is not { } text)
            return otherwise;
        return ServiceAddress.TryParse(text, out var address, out var fault)
            ? address
            : throw new CommandException(ExitCode.Usage, $"{option.Name} '{ConfigurationFault.Printable(text)}' {fault}");
    }

    /// <summary>The symbols a user named, upper case, each once.</summary>
    /// <exception cref="CommandException">One cannot be a symbol.</exception>
    public static string[] Symbols(IEnumerable<string> texts)
    {
        var symbols = texts.Select(static symbol => symbol.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToArray();
        return Array.Find(symbols, static symbol => !ArchiveFile.IsSymbol(symbol)) is { } bad
            ? throw new CommandException(ExitCode.Usage, $"'{ConfigurationFault.Printable(bad)}' is no symbol; write it like BTCUSDT, letters and digits only")
            : symbols;
    }

    /// <summary>An observer that only tells of waits, on stderr.</summary>
    public static IDownloadObserver WaitsOnly(CommandConsole console, TimeProvider time) => new DownloadLines(console.Error, new TransferLedger(0, 0, time));
}
