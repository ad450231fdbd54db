namespace MultiSmc.Terminal;

/// <summary>What people may be told of.</summary>
public enum NotificationEvent
{
    /// <summary>An entry filled: a position is open.</summary>
    Opened,

    /// <summary>A position is closed.</summary>
    Closed,

    /// <summary>The model took an order back.</summary>
    Pulled,

    /// <summary>The engine halted or was killed.</summary>
    Halted,

    /// <summary>A position has no protection on the exchange.</summary>
    Unprotected,

    /// <summary>A connection came or went.</summary>
    Connection,

    /// <summary>Any other alert.</summary>
    Alert,

    /// <summary>A command was carried out or not.</summary>
    Command,
}

/// <summary>Where people are told. A closed set.</summary>
public abstract record NotificationChannel
{
    private NotificationChannel(string name, IReadOnlySet<NotificationEvent> events)
    {
        Name = name;
        Events = events;
    }

    /// <summary>Stable name, for the test button and the log.</summary>
    public string Name { get; }

    /// <summary>What it is told.</summary>
    public IReadOnlySet<NotificationEvent> Events { get; }

    /// <summary>A message of a Telegram bot.</summary>
    /// <param name="Id">Stable name.</param>
    /// <param name="Wanted">What it is told.</param>
    /// <param name="Token">The bot's token. Never logged.</param>
    /// <param name="Chat">The chat's number or @name.</param>
    public sealed record Telegram(string Id, IReadOnlySet<NotificationEvent> Wanted, NotificationSecret Token, string Chat) : NotificationChannel(Id, Wanted)
    {
        /// <summary>The bot API's address.</summary>
        public Uri Api { get; init; } = new("https://api.telegram.org");
    }

    /// <summary>A POST of JSON to an address of the user's own.</summary>
    /// <param name="Id">Stable name.</param>
    /// <param name="Wanted">What it is told.</param>
    /// <param name="Address">Where to. May hold a secret: never logged.</param>
    /// <param name="Key">Signs the body (X-MultiSmc-Signature: sha256=HEX of the HMAC); null for none.</param>
    public sealed record Webhook(string Id, IReadOnlySet<NotificationEvent> Wanted, NotificationSecret Address, NotificationSecret? Key) : NotificationChannel(Id, Wanted);
}

/// <summary>A secret from a file or the environment; printing it shows nothing.</summary>
public sealed class NotificationSecret
{
    private readonly string _value;

    private NotificationSecret(string value) => _value = value;

    /// <summary>From a file of mode 600.</summary>
    /// <exception cref="TerminalException">It can't be read, or others can read it.</exception>
    public static NotificationSecret FromFile(string path)
    {
        if (!File.Exists(path))
            throw new TerminalException($"{path}: no such file; put the secret there, mode 600");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
            throw new TerminalException($"{path} can be read by others: chmod 600 it");
        return Of(File.ReadAllText(path).Trim(), path);
    }

    /// <summary>A value that was read from the environment.</summary>
    /// <param name="value">The secret.</param>
    /// <param name="source">Where it came from, for the message.</param>
    /// <exception cref="TerminalException">It is empty.</exception>
    public static NotificationSecret Of(string? value, string source) =>
        string.IsNullOrWhiteSpace(value) ? throw new TerminalException($"{source} holds no secret") : new NotificationSecret(value);

    internal string Reveal() => _value;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
