using MultiSmc.Cli.Configuration;
using MultiSmc.Terminal;

namespace MultiSmc.Cli.Commands;

/// <summary>From a configuration to what the terminal is started with; secrets are read here, and never shown.</summary>
internal static class TerminalSettings
{
    /// <summary>What the terminal of a node is started with: who may come in, and <see cref="ShownOf"/>.</summary>
    public static TerminalOptions OptionsOf(BacktestConfiguration configuration)
    {
        var terminal = configuration.Terminal;
        return ShownOf(configuration) with
        {
            Address = terminal.Address,
            Port = terminal.Port,
            RequiresToken = terminal.RequiresToken,
            CertificateFile = terminal.CertificateFile,
            CertificateKeyFile = terminal.CertificateKeyFile,
            CertificatePasswordFile = terminal.CertificatePasswordFile,
            HostNames = terminal.HostNames,
            IsBehindProxy = terminal.IsBehindProxy,
            StateFolder = configuration.Node.State,
        };
    }

    /// <summary>What a page shows, and where it finds runs, models and data, whoever serves it.</summary>
    public static TerminalOptions ShownOf(BacktestConfiguration configuration)
    {
        var terminal = configuration.Terminal;
        return new TerminalOptions
        {
            Theme = terminal.Theme,
            Language = terminal.Language,
            VpinAlarm = terminal.VpinAlarmMilli / 1e3,
            VpinAlarmQuantile = terminal is { VpinAlarmMilli: null, VpinAlarmQuantileMilli: > 0 and var milli } ? milli / 1e3 : null,
            RunsFolder = configuration.Report.Out,
            ModelsFolder = configuration.ModelsRoot,
            CatalogFolder = configuration.DataRoot,
        };
    }

    /// <summary>The channels that are switched on.</summary>
    /// <param name="notifications">As configured.</param>
    /// <param name="variables">The environment.</param>
    /// <exception cref="TerminalException">A secret is missing or can be read by others.</exception>
    public static IReadOnlyList<NotificationChannel> ChannelsOf(NotificationsConfiguration notifications, IReadOnlyDictionary<string, string> variables)
    {
        var channels = new List<NotificationChannel>();
        if (notifications.TelegramChat is { } chat)
            channels.Add(new NotificationChannel.Telegram(
                "telegram", EventsOf(notifications.TelegramEvents), Secret(notifications.TelegramTokenVariable, notifications.TelegramTokenFile, variables)!, chat)); // its file has a default
        var address = notifications.WebhookUrl is { } url ? NotificationSecret.Of(url, "notifications.webhook.url")
            : notifications.WebhookUrlFile is { } file ? NotificationSecret.FromFile(file)
            : null;
        if (address is not null)
            channels.Add(new NotificationChannel.Webhook(
                "webhook", EventsOf(notifications.WebhookEvents), address, Secret(notifications.WebhookSecretVariable, notifications.WebhookSecretFile, variables)));
        return channels;
    }

    private static NotificationSecret? Secret(string? variable, string? file, IReadOnlyDictionary<string, string> variables) =>
        variable is not null && variables.TryGetValue(variable, out var value) ? NotificationSecret.Of(value, variable)
        : file is not null ? NotificationSecret.FromFile(file)
        : variable is not null ? throw new TerminalException($"{variable} is not set: it should hold the key that signs the webhook's messages")
        : null;

    private static HashSet<NotificationEvent> EventsOf(IReadOnlyList<string> names) => [.. names.Select(static name => Enum.Parse<NotificationEvent>(name, ignoreCase: true))];
}
