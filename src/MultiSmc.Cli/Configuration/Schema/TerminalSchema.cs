namespace MultiSmc.Cli.Configuration;

/// <summary>The rows of the terminal and of notifications. None of them belongs to the identity of a run: they say who sees it and who is told.</summary>
internal static class TerminalSchema
{
    /// <summary>What people may be told of.</summary>
    public static readonly string[] Events = ["opened", "closed", "pulled", "halted", "unprotected", "connection", "alert", "command"];

    private const string Usual = "[opened, closed, halted, unprotected, alert, command]";

    private static readonly System.Buffers.SearchValues<char> s_nameLetters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly TextType s_address = new(
        "an IP address: 127.0.0.1, ::1, 0.0.0.0",
        "^[0-9a-fA-F.:]+$",
        static text => System.Net.IPAddress.TryParse(text, out _) ? null : "is no IP address");

    private static readonly TextType s_host = new(
        "a host name, like terminal.example.net",
        "^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$",
        static text => Uri.CheckHostName(text) == UriHostNameType.Dns ? null : "is no host name");

    private static readonly TextType s_chat = new(
        "a chat's number, or @ and the name of a channel",
        "^(-?[0-9]+|@[A-Za-z0-9_]+)$",
        static text => (text.StartsWith('@') ? text.Length > 1 && text.AsSpan(1).IndexOfAnyExcept(s_nameLetters) < 0 : long.TryParse(text, out _)) ? null : "is no chat");

    private static readonly TextType s_hook = new(
        "an address that begins with https:// or http://",
        "^https?://.+$",
        static text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? null : "is no address");

    /// <summary>Where the page is and who may come in.</summary>
    public static SchemaNode.Section Terminal() => new(
        "terminal",
        "The page of a running node (docs/terminal.md). On another address than loopback it needs its token and TLS.",
        Machine("enabled", new BooleanType(), "Serve it. `--no-terminal` wins over it.", "true"),
        Machine("address", s_address, "Address to listen on.", "127.0.0.1"),
        Machine("port", new IntegerType(0, 65_535), "Port; 0 takes any free one. `--terminal PORT` wins over it.", "7077"),
        Machine("require_token", new BooleanType(), "Nobody sees anything without a token. May be switched off on loopback only, where everybody who works on this machine may then trade.", "true"),
        Unset("certificate_file", TextType.Folder, "Certificate for TLS, relative to this file: PKCS#12, or PEM with its key in certificate_key_file.", "tls/terminal.pem"),
        Unset("certificate_key_file", TextType.Folder, "Key of a PEM certificate.", "tls/terminal.key"),
        Unset("certificate_password_file", TextType.Folder, "File of mode 600 with the password of a PKCS#12 certificate.", "tls/terminal.password"),
        Machine("host_names", new ListType(s_host, 0, 20, isSet: true), "Names under which browsers may reach it, beside addresses and localhost.", "[]"),
        Machine("theme", new ChoiceType(["dark", "light", "system"]), "Colours for a browser that has chosen none.", "dark"),
        Machine("language", new ChoiceType(["browser", "en", "ru"]), "Language for a browser that has chosen none; `browser`: its own.", "browser"),
        new SchemaNode.Key("vpin_alarm_milli", new IntegerType(1, 1_000), "VPIN from which the page draws alarm: 450 is 0.45. It decides nothing. Unset, the quantile tells.")
        {
            Example = "450", Unit = "milli", IsMachinePath = true,
        },
        new SchemaNode.Key("vpin_alarm_quantile_milli", new IntegerType(0, 999), "Without `vpin_alarm_milli`: alarm where VPIN is above this share of a symbol's newest 3,000 packets; 0: no alarm.")
        {
            Default = "950", Unit = "milli", IsMachinePath = true,
        },
        Machine("behind_proxy", new BooleanType(), "A proxy in front of it speaks TLS to the browsers and sets X-Forwarded-Proto.", "false"));

    /// <summary>Who is told of what.</summary>
    public static SchemaNode.Section Notifications() => new(
        "notifications",
        "Messages about a running node. Secrets are never in this file: it only says where they are.",
        new SchemaNode.Section(
            "telegram",
            "A Telegram bot. Switched on by naming a chat.",
            Unset("chat", s_chat, "The chat it writes to.", "123456789"),
            Machine("token_file", TextType.Folder, "File of mode 600 with the bot's token, relative to this file.", "keys/telegram.token"),
            Machine("token_env", TextType.Variable, "Environment variable with the bot's token; where it is set, it wins over the file.", "TELEGRAM_TOKEN"),
            EventsOf("What it tells.")),
        new SchemaNode.Section(
            "webhook",
            "A POST of JSON to a server of yours. Switched on by naming an address.",
            Unset("url", s_hook, "Where to. An address that is a secret itself belongs into url_file.", "https://example.net/multismc"),
            Unset("url_file", TextType.Folder, "File of mode 600 with the address, relative to this file.", "keys/webhook.url"),
            Unset("secret_file", TextType.Folder, "File of mode 600 with the key that signs the body; without it and secret_env, nothing is signed.", "keys/webhook.key"),
            Unset("secret_env", TextType.Variable, "Environment variable with that key; where it is set, it wins over the file.", "WEBHOOK_SECRET"),
            EventsOf("What it is told.")));

    private static SchemaNode.Key EventsOf(string description) => Machine("events", new ListType(new ChoiceType(Events), 0, Events.Length, isSet: true), description, Usual);

    private static SchemaNode.Key Machine(string name, KeyType type, string description, string fallback) =>
        new(name, type, description) { Default = fallback, IsMachinePath = true };

    private static SchemaNode.Key Unset(string name, KeyType type, string description, string example) =>
        new(name, type, description) { Example = example, IsMachinePath = true };
}
