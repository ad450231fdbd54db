namespace MultiSmc.Cli.Configuration;

/// <summary>
/// The table of keys. Validation, <c>config show</c>, the JSON schema, <c>docs/configuration.md</c> and the file that <c>init</c> writes all come
/// from it: to add a key, add a row here and read it in <see cref="ConfigurationMapper"/>.
/// </summary>
internal static class ConfigurationSchema
{
    /// <summary>The only version of the layout.</summary>
    public const int Version = 1;

    private static SchemaNode.Section? s_root;

    /// <summary>The top of the table. Built at first use: most commands never read a configuration.</summary>
    public static SchemaNode.Section Root => s_root ??= Build();

    /// <summary>Every row and heading with its path, in order; items of lists as <c>[]</c>.</summary>
    public static IEnumerable<(string Path, SchemaNode Node)> Walk() => Walk(Root, "");

    /// <summary>The rows inside a section, their paths beginning with <paramref name="path"/>.</summary>
    public static IEnumerable<(string Path, SchemaNode Node)> Walk(SchemaNode.Section section, string path)
    {
        foreach (var child in section.Children)
        {
            var childPath = ConfigPath.Child(path, child.Name);
            yield return (childPath, child);
            var inner = child switch
            {
                SchemaNode.Section nested => Walk(nested, childPath),
                SchemaNode.SectionList list => Walk(list.Item, childPath + "[]"),
                _ => [],
            };
            foreach (var row in inner)
                yield return row;
        }
    }

    private static SchemaNode.Section Build() => new(
        "",
        "",
        new SchemaNode.Key("schema", new IntegerType(Version, Version), "Layout of this file.") { IsRequired = true, Example = "1" },
        new SchemaNode.Section(
            "data",
            "Where the recordings are.",
            new SchemaNode.Key("root", TextType.Folder, "Folder of the recorded trades, or of a catalog of them, relative to this file. `--data DIR` wins over it.")
            {
                Default = "data",
                IsMachinePath = true,
            },
            new SchemaNode.Key("from", TextType.Moment, "First moment of the recordings to use, UTC.") { DefaultFrom = "their beginning", Example = "2025-01-01" },
            new SchemaNode.Key("to", TextType.Moment, "Moment before which they end, UTC.") { DefaultFrom = "their end", Example = "2025-07-01" }),
        new SchemaNode.Section(
            "models",
            "Where the trained models are.",
            new SchemaNode.Key("root", TextType.Folder, "Folder of the models, relative to this file.") { Default = "models", IsMachinePath = true }),
        new SchemaNode.Section(
            "account",
            "What a simulated account starts with.",
            new SchemaNode.AmountMap("balances", "Free balance of each asset at the start.", "USDT", "10000")),
        Fees(),
        new SchemaNode.Section(
            "defaults",
            "Shared by all symbols; what a symbol says itself wins.",
            SymbolSchema.Packets(),
            SymbolSchema.Structure(),
            SymbolSchema.Strategy()),
        new SchemaNode.SectionList("symbols", "What is traded: one item per symbol, all with the same quote asset.", SymbolSchema.Symbol()),
        Risk(),
        Execution(),
        NodeSchema.Exchange(),
        NodeSchema.Node(),
        TerminalSchema.Terminal(),
        TerminalSchema.Notifications(),
        new SchemaNode.Section(
            "report",
            "What a run leaves behind.",
            new SchemaNode.Key("out", TextType.Folder, "Folder for reports, relative to this file; each run gets a folder of its own in it.")
            {
                Default = "runs",
                IsMachinePath = true,
            },
            Boolean("tables", "true", "Write trades, orders, zones, equity and decisions as CSV beside report.json.")));

    private static SchemaNode.Section Fees() => new(
        "fees",
        "What the exchange takes of each fill. 1000 ppm are 0.1 %.",
        Integer("maker_ppm", "1000", 0, 100_000, "ppm", "Fee of a resting order's fill."),
        Integer("taker_ppm", "1000", 0, 100_000, "ppm", "Fee of a fill that takes from the book: stops, market exits."),
        Choice("pay_in", "received", "Asset the fee is taken in: of what the fill brings, or BNB with a discount.", "received", "bnb"),
        Integer("bnb_discount_ppm", "250000", 0, 1_000_000, "ppm", "Discount on the fee when it is paid in BNB."),
        new SchemaNode.Key("bnb_price", DecimalType.Positive, "Fixed price of one BNB for converting fees. Needed with `pay_in: bnb`.")
        {
            Unit = "quote",
            Example = "600",
        });

    private static SchemaNode.Section Risk() => new(
        "risk",
        "Limits that no order passes. Shares are of the account's equity in quote units; 10000 ppm are 1 %.",
        Integer("risk_ppm", "2500", 1, 100_000, "ppm", "Share that one trade may lose if its stop is hit."),
        Integer("max_notional_ppm", "1000000", 1, 1_000_000, "ppm", "Largest value of one order."),
        Integer("max_exposure_ppm", "1000000", 1, 1_000_000, "ppm", "Largest value of all positions and waiting entries together, over all symbols."),
        Integer("max_positions", "10", 1, 1_000, null, "Most positions open at once, over all symbols."),
        Integer("max_positions_per_symbol", "1", 1, 100, null, "Most positions open at once in one symbol."),
        Integer("daily_loss_ppm", "20000", 0, 1_000_000, "ppm", "Loss within a UTC day that ends its entries; 0 switches it off."),
        Integer("drawdown_halt_ppm", "0", 0, 1_000_000, "ppm", "Fall from the highest equity that ends all entries; 0 switches it off."),
        Integer(
            "max_total_risk_ppm",
            "20000",
            0,
            1_000_000,
            "ppm",
            "What the stops of all positions and waiting entries together may lose; an entry is made smaller to fit. 0 switches it off."),
        Integer("price_collar_ppm", "200000", 0, 1_000_000, "ppm", "No entry further than this below the last price: a guard against a wrong level; 0 switches it off."),
        Integer("max_entries_per_minute", "60", 0, 6_000, null, "Most entries sent in any minute, moves included. Exits and cancels are never counted; 0 switches it off."),
        Duration("max_data_age", "10s", 86_400, "Trades that reach us later than this lock entries until prices are fresh again; 0 switches it off."));

    private static SchemaNode.Section Execution() => new(
        "execution",
        "How the simulated exchange fills orders, and how patiently an exchange is asked when something is unknown (docs/reconciliation.md).",
        Choice(
            "fill_model",
            "trade-through",
            "When a resting order fills: only once a trade prints beyond its price (`trade-through`, cautious), "
            + "also at its price behind the queue (`queue`), or at the first trade at its price (`touch`, optimistic).",
            "trade-through",
            "queue",
            "touch"),
        Duration("latency", "50ms", 60, "Time an order or cancel takes to the exchange, and a report back."),
        Duration("latency_jitter", "0", 60, "How far a latency may stray, drawn from the seed; at most the latency itself."),
        Integer("slippage_ticks", "1", 0, 100_000, "ticks", "How much worse than the print a stop or market exit fills."),
        Integer("queue_factor_milli", "1000", 0, 100_000, "milli", "`queue` only: the estimated quantity ahead, as a share of the estimate."),
        Integer("seed", "1", 0, long.MaxValue, null, "Start of all randomness: the same seed gives the same run, to the bit."),
        AtLeast("answer_timeout", "10s", 1_000, 600, "An order or cancel without an answer for this long is asked for. More than a message takes there and back."),
        AtLeast("first_retry", "500ms", 10, 60, "First pause before a question to the exchange is asked again; each further one is twice as long."),
        AtLeast("longest_retry", "10s", 10, 3_600, "Longest pause between two questions."),
        Integer("absences_believed", "4", 1, 100, null, "How often the exchange must say that it knows no such order before it is believed."),
        Duration("reconcile_interval", "5m", 86_400, "Time between two comparisons of all orders, fills and balances; 0 compares only after a reconnect."),
        Duration("disconnect_grace", "10s", 3_600, "A connection may be gone for so long before resting entries are taken back."));

    /// <summary>A row for a duration of at least <paramref name="minMs"/>.</summary>
    private static SchemaNode.Key AtLeast(string name, string fallback, long minMs, long maxSeconds, string description) =>
        new(name, new DurationType(Core.Duration.FromSeconds(maxSeconds), Core.Duration.FromMilliseconds(minMs)), description) { Default = fallback };

    /// <summary>A row for a whole number.</summary>
    internal static SchemaNode.Key Integer(string name, string? fallback, long min, long max, string? unit, string description) =>
        new(name, new IntegerType(min, max), description) { Default = fallback, Unit = unit };

    /// <summary>A row for a word.</summary>
    internal static SchemaNode.Key Choice(string name, string fallback, string description, params string[] words) =>
        new(name, new ChoiceType(words), description) { Default = fallback };

    /// <summary>A row for a boolean.</summary>
    internal static SchemaNode.Key Boolean(string name, string fallback, string description) =>
        new(name, new BooleanType(), description) { Default = fallback };

    /// <summary>A row for a duration of at most <paramref name="maxSeconds"/>.</summary>
    internal static SchemaNode.Key Duration(string name, string fallback, long maxSeconds, string description) =>
        new(name, new DurationType(Core.Duration.FromSeconds(maxSeconds)), description) { Default = fallback };
}
