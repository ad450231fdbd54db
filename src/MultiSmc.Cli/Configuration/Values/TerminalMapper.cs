using System.Net;

namespace MultiSmc.Cli.Configuration;

/// <summary>Reads the sections of the terminal and of notifications.</summary>
/// <param name="folder">Folder of the configuration file: paths are relative to it.</param>
internal sealed class TerminalMapper(string folder)
{
    /// <summary>Reads <c>terminal</c>.</summary>
    public TerminalConfiguration Terminal(SectionValues terminal) => new()
    {
        IsEnabled = terminal.Flag("enabled"),
        Address = IPAddress.Parse(terminal.Text("address")),
        Port = terminal.Int("port"),
        IsPortChosen = terminal["port"].Origin.IsExplicit,
        RequiresToken = terminal.Flag("require_token"),
        CertificateFile = PathOf(terminal["certificate_file"]),
        CertificateKeyFile = PathOf(terminal["certificate_key_file"]),
        CertificatePasswordFile = PathOf(terminal["certificate_password_file"]),
        HostNames = terminal.List<string>("host_names"),
        IsBehindProxy = terminal.Flag("behind_proxy"),
        Theme = terminal.Text("theme"),
        Language = terminal.Text("language") is var language and not "browser" ? language : null,
        VpinAlarmMilli = terminal.LongOrNull("vpin_alarm_milli"),
        VpinAlarmQuantileMilli = terminal.Long("vpin_alarm_quantile_milli"),
    };

    /// <summary>Reads <c>notifications</c>.</summary>
    public NotificationsConfiguration Notifications(SectionValues notifications)
    {
        var (telegram, webhook) = (notifications.Section("telegram"), notifications.Section("webhook"));
        return new NotificationsConfiguration
        {
            TelegramChat = telegram["chat"].Text,
            TelegramTokenFile = Path.GetFullPath(Path.Combine(folder, telegram.Text("token_file"))),
            TelegramTokenVariable = telegram.Text("token_env"),
            TelegramEvents = telegram.List<string>("events"),
            WebhookUrl = webhook["url"].Text,
            WebhookUrlFile = PathOf(webhook["url_file"]),
            WebhookSecretFile = PathOf(webhook["secret_file"]),
            WebhookSecretVariable = webhook["secret_env"].Text,
            WebhookEvents = webhook.List<string>("events"),
        };
    }

    private string? PathOf(EffectiveValue value) => value.Text is { } path ? Path.GetFullPath(Path.Combine(folder, path)) : null;
}
