using System.Net;
using MultiSmc.Engine;

namespace MultiSmc.Terminal;

/// <summary>How a node's journal is.</summary>
/// <param name="Bytes">What it takes on the disk.</param>
/// <param name="Behind">Inputs that are applied and not on the disk yet.</param>
public readonly record struct JournalState(long Bytes, long Behind);

/// <summary>Where the terminal listens, who may look and who may act.</summary>
public sealed record TerminalOptions
{
    /// <summary>Address to listen on. Any other than loopback needs a token and TLS, or a proxy that brings TLS.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port; 0 lets the system choose.</summary>
    public int Port { get; init; } = 7077;

    /// <summary>Names under which a browser may reach it, beside loopback's own: "terminal.example.net". Others are refused: a foreign page must not reach it by a name of its own.</summary>
    public IReadOnlyList<string> HostNames { get; init; } = [];

    /// <summary>Folder for the tokens; made at the first start. Null where no token is needed.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Nobody sees anything without a token. Always so on an address other than loopback.</summary>
    public bool RequiresToken { get; init; }

    /// <summary>Certificate with its key (PKCS#12, or PEM with the key in <see cref="CertificateKeyFile"/>); null: no TLS.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Key of a PEM certificate; null for PKCS#12.</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>File that holds the password of a PKCS#12 certificate; null for none.</summary>
    public string? CertificatePasswordFile { get; init; }

    /// <summary>A proxy in front of it speaks TLS to the browsers and sets X-Forwarded-Proto and X-Forwarded-Host.</summary>
    public bool IsBehindProxy { get; init; }

    /// <summary>Connections at a time.</summary>
    public int MaxConnections { get; init; } = 4_096;

    /// <summary>The built page; null for "wwwroot" beside the program.</summary>
    public string? WebRoot { get; init; }

    /// <summary>Theme for a browser that has chosen none: "dark", "light", "system".</summary>
    public string Theme { get; init; } = "dark";

    /// <summary>Language for a browser that has chosen none: "en", "ru"; null for the browser's own.</summary>
    public string? Language { get; init; }

    /// <summary>VPIN from which pages draw alarm, in (0, 1]; null: none of that kind.</summary>
    public double? VpinAlarm { get; init; }

    /// <summary>Pages draw alarm where VPIN is above this share of a symbol's newest packets, in (0, 1); null: none of that kind. A level wins.</summary>
    public double? VpinAlarmQuantile { get; init; }

    /// <summary>Folder of backtest runs; null for none.</summary>
    public string? RunsFolder { get; init; }

    /// <summary>Root of the model registry; null for none.</summary>
    public string? ModelsFolder { get; init; }

    /// <summary>Root of the catalog; null for none.</summary>
    public string? CatalogFolder { get; init; }

    /// <summary>Who does the long work that pages order; null: none is done from here.</summary>
    public JobHost? Jobs { get; init; }

    /// <summary>How the connections of the node are; null where there are none.</summary>
    public Func<IReadOnlyList<LinkStatus>>? Links { get; init; }

    /// <summary>How the journal of the node is; null where there is none.</summary>
    public Func<JournalState>? Journal { get; init; }

    /// <summary>Where the story from before the first input that the observer sees can be had; null for nowhere.</summary>
    public PastReader? Past { get; init; }

    /// <summary>What holds the backtest or replay that is shown to its pace, so that pages can steer it; null where nothing can be steered.</summary>
    public ReplayPace? Replay { get; init; }

    /// <summary>Where people are told of what happens.</summary>
    public IReadOnlyList<NotificationChannel> Notifications { get; init; } = [];

    /// <summary>Why it can't be started so; null when it can.</summary>
    internal string? Fault =>
        IPAddress.IsLoopback(Address) ? (RequiresToken && StateFolder is null ? "a token needs a folder to be kept in (terminal state folder)" : null)
        : StateFolder is null ? $"{Address} is not loopback: a token is needed, and a folder to keep it in"
        : CertificateFile is null && !IsBehindProxy ? $"{Address} is not loopback: give a certificate, or say that a proxy in front of it speaks TLS"
        : null;
}
