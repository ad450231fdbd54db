using System.Net;

namespace MultiSmc.Cli.Configuration;

/// <summary>The page of a running node.</summary>
internal sealed record TerminalConfiguration
{
    /// <summary>It is served.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>Address to listen on.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Port; 0 for any free one.</summary>
    public required int Port { get; init; }

    /// <summary>Somebody wrote the port: another is not taken in its place.</summary>
    public required bool IsPortChosen { get; init; }

    /// <summary>Nobody sees anything without a token.</summary>
    public required bool RequiresToken { get; init; }

    /// <summary>Full path, or null.</summary>
    public required string? CertificateFile { get; init; }

    /// <summary>Full path, or null.</summary>
    public required string? CertificateKeyFile { get; init; }

    /// <summary>Full path, or null.</summary>
    public required string? CertificatePasswordFile { get; init; }

    /// <summary>Names under which browsers may reach it.</summary>
    public required IReadOnlyList<string> HostNames { get; init; }

    /// <summary>A proxy brings TLS.</summary>
    public required bool IsBehindProxy { get; init; }

    /// <summary>"dark", "light", "system".</summary>
    public required string Theme { get; init; }

    /// <summary>"en", "ru"; null for the browser's own.</summary>
    public required string? Language { get; init; }

    /// <summary>VPIN from which the page draws alarm; null: the quantile tells.</summary>
    public required long? VpinAlarmMilli { get; init; }

    /// <summary>Share of the newest packets above whose VPIN it draws alarm; 0: none.</summary>
    public required long VpinAlarmQuantileMilli { get; init; }
}

/// <summary>Who is told of what happens.</summary>
internal sealed record NotificationsConfiguration
{
    /// <summary>Chat of the bot; null for none.</summary>
    public required string? TelegramChat { get; init; }

    /// <summary>Full path of the file with the bot's token.</summary>
    public required string TelegramTokenFile { get; init; }

    /// <summary>Variable with the bot's token.</summary>
    public required string TelegramTokenVariable { get; init; }

    /// <summary>What the bot tells, by name.</summary>
    public required IReadOnlyList<string> TelegramEvents { get; init; }

    /// <summary>Address of the webhook; null where it stands in a file or there is none.</summary>
    public required string? WebhookUrl { get; init; }

    /// <summary>Full path of the file with the address, or null.</summary>
    public required string? WebhookUrlFile { get; init; }

    /// <summary>Full path of the file with the signing key, or null.</summary>
    public required string? WebhookSecretFile { get; init; }

    /// <summary>Variable with the signing key, or null.</summary>
    public required string? WebhookSecretVariable { get; init; }

    /// <summary>What the webhook is told, by name.</summary>
    public required IReadOnlyList<string> WebhookEvents { get; init; }
}
