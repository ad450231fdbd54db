namespace MultiSmc.Cli.Configuration;

/// <summary>The rows of paper and live trading. None of them belongs to the identity of a run: they say where and how a node runs, not what it decides.</summary>
internal static class NodeSchema
{
    /// <summary>Which exchange, and where its keys are.</summary>
    public static SchemaNode.Section Exchange() => new(
        "exchange",
        "The exchange of `live` and of `paper --feed exchange`. Keys are never in this file: it only says where they are.",
        Machine(new SchemaNode.Key(
            "environment",
            new ChoiceType("live", "testnet", "demo", "custom"),
            "Which one: `live` trades real money, `testnet` and `demo` are Binance's own trial grounds, `custom` is what the addresses below name.") { Default = "testnet" }),
        Machine(new SchemaNode.Key("rest_url", TextType.Address, "`custom` only: base address of its REST requests.") { Example = "http://127.0.0.1:8080" }),
        Machine(new SchemaNode.Key("api_url", TextType.Address, "`custom` only: address of its WebSocket requests.") { Example = "ws://127.0.0.1:8080/ws-api/v3" }),
        Machine(new SchemaNode.Key("stream_url", TextType.Address, "`custom` only: base address of its market streams.") { Example = "ws://127.0.0.1:8080" }),
        Machine(new SchemaNode.Key("key_file", TextType.Folder, "File of mode 600 with the key, relative to this file; `multismc keys set` writes it.") { Default = "keys/binance.key" }),
        Machine(new SchemaNode.Key("key_env", TextType.Variable, "Environment variable with the key; where it and secret_env are set, they win over the file.") { Default = "BINANCE_KEY" }),
        Machine(new SchemaNode.Key("secret_env", TextType.Variable, "Environment variable with the secret that belongs to the key of key_env.") { Default = "BINANCE_SECRET" }),
        Machine(new SchemaNode.Key(
            "report_patience",
            new DurationType(Core.Duration.FromSeconds(600), Core.Duration.FromSeconds(1)),
            "How long after the answer to an order or a cancel the user data connection may stay without a report of it; then it counts as mute and is made anew.") { Default = "5s" }));

    /// <summary>How a node runs.</summary>
    public static SchemaNode.Section Node() => new(
        "node",
        "How a running node (`paper`, `live`) keeps its state, warms up and stops.",
        Machine(new SchemaNode.Key("state", TextType.Folder, "Folder of journal, logs and control socket, relative to this file; one node at a time.") { Default = "state" }),
        Machine(new SchemaNode.Key(
            "warm_up",
            new DurationType(Core.Duration.FromSeconds(90 * 86_400)),
            "Trades of the catalog that a new session on live data takes in before it begins, so that packets and structure are there; 0 for none.") { Default = "2d" }),
        Machine(new SchemaNode.Key(
            "entries_on_stop",
            new ChoiceType("cancel", "keep"),
            "What becomes of resting entries when the node is stopped. What protects positions always stays on the exchange.") { Default = "cancel" }));

    private static SchemaNode.Key Machine(SchemaNode.Key key) => new(key.Name, key.Type, key.Description)
    {
        Default = key.Default,
        Example = key.Example,
        IsMachinePath = true,
    };
}
