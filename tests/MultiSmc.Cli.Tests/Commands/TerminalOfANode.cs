using System.Net;
using MultiSmc.Cli.Commands;
using MultiSmc.Cli.Tests.Configuration;
using MultiSmc.Terminal;

namespace MultiSmc.Cli.Tests.Commands;

/// <summary>From the configuration to who may come in and who is told.</summary>
public sealed class TerminalOfANode
{
    [Fact]
    public void Wants_a_token_unless_the_configuration_says_otherwise()
    {
        Assert.True(TerminalSettings.OptionsOf(Given.Loaded(Given.Least)).RequiresToken);
        Assert.False(TerminalSettings.OptionsOf(Given.Loaded(Given.Least + "terminal:\n  require_token: false\n")).RequiresToken);
    }

    [Theory]
    [InlineData("", null, 0.95)]
    [InlineData("  vpin_alarm_milli: 450\n", 0.45, null)]
    [InlineData("  vpin_alarm_quantile_milli: 900\n", null, 0.9)]
    [InlineData("  vpin_alarm_quantile_milli: 0\n", null, null)]
    public void Tells_pages_from_where_VPIN_alarms(string written, double? level, double? quantile)
    {
        var configuration = Given.Loaded(Given.Least + "terminal:\n  port: 7078\n" + written);
        foreach (var options in (TerminalOptions[])[TerminalSettings.OptionsOf(configuration), TerminalSettings.ShownOf(configuration)]) // of a node, of a served run
            Assert.Equal((level, quantile), (options.VpinAlarm, options.VpinAlarmQuantile));
    }

    [Fact]
    public void Is_where_the_configuration_says()
    {
        var options = TerminalSettings.OptionsOf(Given.Loaded(Given.Least + """
            terminal:
              address: 0.0.0.0
              port: 7200
              certificate_file: tls/a.pem
              certificate_key_file: tls/a.key
              host_names: [bot.example.net]

            """));
        Assert.Equal((IPAddress.Any, 7200), (options.Address, options.Port));
        Assert.Equal(["bot.example.net"], options.HostNames);
        Assert.EndsWith(Path.Combine("tls", "a.pem"), options.CertificateFile, StringComparison.Ordinal);
        Assert.EndsWith(Path.Combine("tls", "a.key"), options.CertificateKeyFile, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_nobody_by_itself() => Assert.Empty(TerminalSettings.ChannelsOf(Given.Loaded(Given.Least).Notifications, Given.NoVariables));

    [Fact]
    public void Takes_the_secrets_of_its_channels_from_the_environment_or_a_file()
    {
        using var folder = new TemporaryFolder();
        var key = Path.Combine(folder.Path, "hook.key");
        File.WriteAllText(key, "signing-key");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var configured = Given.Loaded(Given.Least + $$"""
            notifications:
              telegram: { chat: "@room", token_env: BOT, events: [halted, opened] }
              webhook: { url: "https://example.net/hook", secret_file: {{key}} }

            """).Notifications;
        var channels = TerminalSettings.ChannelsOf(configured, new Dictionary<string, string> { ["BOT"] = "bot-token" });
        var telegram = Assert.IsType<NotificationChannel.Telegram>(channels[0]);
        Assert.Equal("@room", telegram.Chat);
        Assert.Equal([NotificationEvent.Opened, NotificationEvent.Halted], telegram.Wanted.Order());
        Assert.NotNull(Assert.IsType<NotificationChannel.Webhook>(channels[1]).Key);
        Assert.DoesNotContain("bot-token", telegram.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_which_secret_is_missing()
    {
        var configured = Given.Loaded(Given.Least + "notifications:\n  telegram:\n    chat: 5\n    token_file: /nowhere/telegram.token\n").Notifications;
        var failure = Assert.Throws<TerminalException>(() => TerminalSettings.ChannelsOf(configured, Given.NoVariables));
        Assert.Contains("/nowhere/telegram.token", failure.Message, StringComparison.Ordinal);
    }
}
