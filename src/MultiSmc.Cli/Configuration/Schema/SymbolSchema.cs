using static MultiSmc.Cli.Configuration.ConfigurationSchema;

namespace MultiSmc.Cli.Configuration;

/// <summary>The rows of a symbol. Packets, structure and strategy stand under `defaults` and under each symbol alike.</summary>
internal static class SymbolSchema
{
    private const string KnownInstrument = "that of the known instrument";

    /// <summary>One item of `symbols`.</summary>
    public static SchemaNode.Section Symbol() => new(
        "symbol",
        "One symbol.",
        new SchemaNode.Key("symbol", TextType.Code, "The exchange's name.") { IsRequired = true, Example = "BTCUSDT" },
        new SchemaNode.Key(
            "files",
            new ListType(TextType.FilePattern, 1, 10_000, isSet: true),
            "Recorded trades: file names or globs under `data.root`. Left out, they come from the catalog that `data.root` is (`multismc data import`).")
        {
            DefaultFrom = "what the catalog in `data.root` holds",
            IsWritten = true,
            Example = "[BTCUSDT-trades-*.zip]",
        },
        Boolean("quotes", "false", "Use the best bid and ask, and the order book, where the recording has them."),
        new SchemaNode.Key(
            "model",
            TextType.Model,
            "Name of the model under `models.root` that judges the order flow near the entry, or `none`: every order waits until its zone ends.")
        {
            Default = "none",
        },
        Instrument(),
        Packets(),
        Structure(),
        Strategy());

    /// <summary>How trades become packets.</summary>
    public static SchemaNode.Section Packets() => new(
        "packets",
        "Trades are cut into packets of equal value: the bars of this system.",
        new SchemaNode.Key("bucket", DecimalType.Positive, "Traded value that closes a packet. Take 50 or more times the mean trade.")
        {
            Unit = "quote",
            IsRequired = true,
            Example = "100000",
        },
        Choice(
            "overshoot",
            "whole",
            "The closing trade belongs to its packet as a `whole`, or is `split` where the bucket is full.",
            "whole",
            "split"),
        Choice(
            "anchor",
            "utc_day",
            "`utc_day`: packets start anew at 00:00 UTC, so that a restart rebuilds the same ones. `none`: never.",
            "utc_day",
            "none"),
        Integer("vpin_window", "50", 1, 100_000, "packets", "Packets in the VPIN (one-sided flow) window."),
        Integer("max_gap_ids", "1000", 0, 1_000_000_000, null, "More missing trade ids than this break the segment: structure starts anew."),
        Duration("session_gap", "1h", 30 * 86_400, "A longer silence than this breaks the segment; 0 switches the rule off."));

    /// <summary>How packets become structure.</summary>
    public static SchemaNode.Section Structure() => new(
        "structure",
        "Swings, breaks of structure, dealing ranges and the zones to buy in. "
        + "Levels are thousandths (milli) of the range, from its extreme to its origin.",
        Choice(
            "swing_mode",
            "fractal",
            "How swings are found: above its neighbours, or a turn by a share of the price or of the true range.",
            "fractal",
            "zigzag_ppm",
            "zigzag_atr"),
        Integer("left", "50", 1, 10_000, "packets", "`fractal`: packets before a swing that it must top."),
        Integer("right", "50", 1, 10_000, "packets", "`fractal`: packets after a swing; it is known that much later."),
        Integer("zigzag_ppm", "5000", 1, 500_000, "ppm", "`zigzag_ppm`: the turn, as a share of the extreme."),
        Integer("zigzag_atr_milli", "2000", 1, 1_000_000, "milli", "`zigzag_atr`: the turn, as a multiple of the average true range."),
        Integer("atr_window", "20", 1, 10_000, "packets", "Packets in the average true range."),
        Choice("break_mode", "close", "What must pass a level to break it: the `close`, or a `wick` too.", "close", "wick"),
        Integer("break_buffer_ticks", "0", 0, 1_000_000, "ticks", "How far beyond the level."),
        Choice(
            "choch_level",
            "last_swing",
            "Which level turns the trend: the `last_swing`, or the `protected` origin of the last leg (calmer).",
            "last_swing",
            "protected"),
        Choice(
            "range_mode",
            "trailing",
            "`trailing`: a waiting zone follows a new extreme. `frozen`: it stays as at the break.",
            "trailing",
            "frozen"),
        Integer("ote_top_milli", "618", 1, 2_000, "milli", "Near border of the zone; must be less than the entry."),
        Integer("entry_milli", "705", 1, 2_000, "milli", "The sweet spot, where the order waits."),
        Integer("ote_bottom_milli", "790", 1, 2_000, "milli", "Far border of the zone; must be more than the entry and lie before the stop."),
        new SchemaNode.Key(
            "tp_milli",
            new ListType(new IntegerType(0, 100_000), 3, 3),
            "Three targets beyond the extreme, outward: 0 is the extreme itself.")
        {
            Default = "[0, 270, 620]",
            Unit = "milli",
        },
        Integer("sl_buffer_milli", "50", 0, 10_000, "milli", "How far beyond the range's origin (1000) the stop stands."),
        Integer("sl_buffer_ticks", "1", 0, 1_000_000, "ticks", "At least this far beyond the origin."),
        Integer("min_range_ppm", "4000", 0, 1_000_000, "ppm", "Smaller ranges give no zone: a small range is eaten by the fees."),
        Integer("ttl_packets", "2000", 1, 1_000_000_000, "packets", "How long a zone waits to be entered."),
        Integer("hold_packets", "4000", 1, 1_000_000_000, "packets", "How long an entered zone is followed."),
        Integer("max_zones_per_side", "1", 1, 1_000, null, "Waiting zones per side; a new one replaces the oldest."));

    /// <summary>The trading plan.</summary>
    public static SchemaNode.Section Strategy() => new(
        "strategy",
        "When the waiting order is kept, moved or pulled, and how a position ends.",
        Integer("approach_ppm", "10000", 1, 1_000_000, "ppm", "Price this near to the entry counts as near: from here on the model is asked."),
        Integer("approach_range_milli", "1000", 1, 100_000, "milli", "And no further from the entry than this share of the range."),
        Boolean("evaluate_on_trades", "true", "Ask the model on trades too, not only when a packet closes."),
        Duration("min_interval", "250ms", 3_600, "Shortest time between two evaluations on trades."),
        Integer("reprice_ticks", "1", 1, 1_000_000, "ticks", "A moved zone moves the order only by this much or more."),
        Duration("reprice_min_interval", "1s", 86_400, "Shortest time between two moves of the order."),
        Duration("reprotect_delay", "2s", 3_600, "How long a target that has filled in part is left to fill before the rest gets target and stop anew."),
        Integer("cooldown_after_stop", "20", 0, 1_000_000, "packets", "No new entry on that side for so long after a stop was hit."),
        new SchemaNode.Key(
            "threshold",
            new ChoiceType("fixed", "break_even", "passport"),
            "Under which probability the model pulls the order: one `fixed` value, the zone's own `break_even` after fees and an edge, "
            + "or the value in the model's `passport`.")
        {
            DefaultFrom = "`passport` with a model and no `threshold_value_milli`, else `fixed`",
            Example = "fixed",
        },
        new SchemaNode.Key("threshold_value_milli", new IntegerType(0, 1_000), "`fixed`: the probability; 500 is one in two.")
        {
            DefaultFrom = "500 with `threshold: fixed`",
            Unit = "milli",
            Example = "500",
        },
        new SchemaNode.Key("threshold_edge_milli", new IntegerType(0, 1_000), "`break_even`: how far above the zone's break-even the probability has to be.")
        {
            DefaultFrom = "30 with `threshold: break_even`",
            Unit = "milli",
            Example = "30",
        },
        Choice("on_model_error", "cancel", "What becomes of the waiting order when the model fails.", "cancel", "keep"),
        Boolean("rearm", "false", "Place a pulled order again when the model changes its mind."),
        Integer("hysteresis_milli", "50", 0, 1_000, "milli", "`rearm`: how much the probability must exceed the threshold."),
        Integer("cooldown_packets", "5", 0, 1_000_000, "packets", "`rearm`: shortest wait after the cancel."),
        Integer("max_rearms", "2", 0, 1_000, null, "`rearm`: how often per zone."),
        Integer("tp_index", "0", 0, 2, null, "Which target of `tp_milli` closes the position, from 0."),
        new SchemaNode.Key(
            "target_shares_milli",
            new ListType(new IntegerType(0, 1_000), 3, 3),
            "Shares of the position that leave at each target; together 1000. Instead of `tp_index`. The nearest target with a share counts for the break-even.")
        {
            DefaultFrom = "all of it at `tp_index`",
            Unit = "milli",
            Example = "[1000, 0, 0]",
        },
        new SchemaNode.Key("hold_packets", new IntegerType(1, 1_000_000_000), "A position is closed at market after so many packets.")
        {
            DefaultFrom = "the structure's `hold_packets`",
            Unit = "packets",
            Example = "4000",
        },
        Boolean("break_even_after_first_target", "false", "Once the first of several targets has filled, the stop of the rest moves to where the trade costs nothing."),
        Choice(
            "protection",
            "oco",
            "How a position gets target and stop: as an OCO once it fills (`oco`), or sent along with the entry, to work once it is completely filled: "
            + "of the entry's size less the commission (`otoco`), or sized by the exchange from what the entry received (`opoco`).",
            "oco",
            "otoco",
            "opoco"));

    private static SchemaNode.Section Instrument() => new(
        "instrument",
        "The exchange's rules for this symbol. Only needed for symbols this program does not know, or to override one of their rules.",
        Asset("base", "Asset bought and sold.", "BTC"),
        Asset("quote", "Asset prices are in.", "USDT"),
        Amount("tick_size", DecimalType.Positive, "Price step.", "0.01"),
        Amount("lot_size", DecimalType.Positive, "Quantity step.", "0.00001"),
        Amount("min_price", DecimalType.NotNegative, "Lowest price; 0 for none.", "0.01"),
        Amount("max_price", DecimalType.NotNegative, "Highest price; 0 for none.", "1000000"),
        Amount("min_quantity", DecimalType.NotNegative, "Smallest quantity of an order.", "0.00001"),
        Amount("max_quantity", DecimalType.NotNegative, "Largest quantity of an order; 0 for none.", "9000"),
        Amount("max_market_quantity", DecimalType.NotNegative, "Largest quantity of a market order; 0 for none.", "0"),
        Amount("min_notional", DecimalType.NotNegative, "Smallest value of an order.", "5"),
        Amount("max_notional", DecimalType.NotNegative, "Largest value of an order; 0 for none.", "9000000"));

    private static SchemaNode.Key Asset(string name, string description, string example) =>
        new(name, TextType.Code, description) { DefaultFrom = KnownInstrument, Example = example };

    private static SchemaNode.Key Amount(string name, DecimalType type, string description, string example) =>
        new(name, type, description) { DefaultFrom = KnownInstrument, Example = example };
}
