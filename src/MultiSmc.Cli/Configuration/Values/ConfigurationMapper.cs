using System.Diagnostics;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Learning;
using MultiSmc.Packets;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Cli.Configuration;

/// <summary>From checked values to the records the rooms take. The only place that knows both the names of the keys and the members.</summary>
internal static class ConfigurationMapper
{
    /// <summary>Maps values without faults.</summary>
    /// <param name="root">Values of the whole file.</param>
    /// <param name="file">The file as the user named it; relative folders start where it lies.</param>
    public static BacktestConfiguration Map(SectionValues root, string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "";
        var fees = root.Section("fees");
        var risk = root.Section("risk");
        var execution = root.Section("execution");
        var report = root.Section("report");
        EffectiveValue[] effective = [.. root.All()];
        return new BacktestConfiguration
        {
            File = file,
            DataRoot = Path.GetFullPath(Path.Combine(folder, root.Section("data").Text("root"))),
            DataFrom = Moment(root.Section("data")["from"]),
            DataTo = Moment(root.Section("data")["to"]),
            ModelsRoot = Path.GetFullPath(Path.Combine(folder, root.Section("models").Text("root"))),
            Balances =
            [
                .. root.Section("account").Section("balances").Own
                    .Select(static b => new AssetBalance(new Asset(b.Key.Name), new Balance(new Money((long)(b.Value ?? 0L)), Money.Zero)))
                    .OrderBy(static b => b.Asset),
            ],
            Fees = new FeeConfiguration
            {
                MakerPpm = fees.Long("maker_ppm"),
                TakerPpm = fees.Long("taker_ppm"),
                PayIn = fees.Text("pay_in") == "bnb" ? FeeAsset.Bnb : FeeAsset.Received,
                BnbDiscountPpm = fees.Long("bnb_discount_ppm"),
                BnbPrice = fees.LongOrNull("bnb_price") is { } price ? new Price(price) : null,
            },
            Symbols = [.. root.Section("symbols").Items.Select(Symbol)],
            Risk = new RiskConfiguration
            {
                RiskPpm = risk.Long("risk_ppm"),
                MaxNotionalPpm = risk.Long("max_notional_ppm"),
                MaxExposurePpm = risk.Long("max_exposure_ppm"),
                MaxPositions = risk.Int("max_positions"),
                MaxPositionsPerSymbol = risk.Int("max_positions_per_symbol"),
                DailyLossPpm = risk.Long("daily_loss_ppm"),
                DrawdownHaltPpm = risk.Long("drawdown_halt_ppm"),
                MaxTotalRiskPpm = risk.Long("max_total_risk_ppm"),
                PriceCollarPpm = risk.Long("price_collar_ppm"),
                MaxEntriesPerMinute = risk.Int("max_entries_per_minute"),
                MaxDataAge = risk.Time("max_data_age"),
            },
            Execution = new ExecutionConfiguration
            {
                FillModel = execution.Text("fill_model") switch
                {
                    "trade-through" => FillModelChoice.TradeThrough,
                    "queue" => FillModelChoice.Queue,
                    "touch" => FillModelChoice.Touch,
                    _ => throw new UnreachableException(),
                },
                Latency = execution.Time("latency"),
                LatencyJitter = execution.Time("latency_jitter"),
                SlippageTicks = execution.Long("slippage_ticks"),
                QueueFactorMilli = execution.Long("queue_factor_milli"),
                Seed = (ulong)execution.Long("seed"),
                Reconciliation = new ReconciliationPolicy
                {
                    AnswerTimeout = execution.Time("answer_timeout"),
                    FirstRetry = execution.Time("first_retry"),
                    LongestRetry = execution.Time("longest_retry"),
                    AbsencesBelieved = execution.Int("absences_believed"),
                    Interval = execution.Time("reconcile_interval"),
                    DisconnectGrace = execution.Time("disconnect_grace"),
                },
            },
            Exchange = Exchange(root.Section("exchange"), folder),
            Node = Node(root.Section("node"), folder),
            Terminal = new TerminalMapper(folder).Terminal(root.Section("terminal")),
            Notifications = new TerminalMapper(folder).Notifications(root.Section("notifications")),
            Report = new ReportConfiguration
            {
                Out = Path.GetFullPath(Path.Combine(folder, report.Text("out"))),
                HasTables = report.Flag("tables"),
            },
            Hash = ConfigurationHash.Compute(effective),
            Effective = effective,
        };
    }

    private static ExchangeConfiguration Exchange(SectionValues exchange, string folder) => new()
    {
        Environment = exchange.Text("environment") switch
        {
            "live" => ExchangeEnvironment.Live,
            "testnet" => ExchangeEnvironment.Testnet,
            "demo" => ExchangeEnvironment.Demo,
            "custom" => ExchangeEnvironment.Custom,
            _ => throw new UnreachableException(),
        },
        RestUrl = exchange["rest_url"].Text,
        ApiUrl = exchange["api_url"].Text,
        StreamUrl = exchange["stream_url"].Text,
        KeyFile = Path.GetFullPath(Path.Combine(folder, exchange.Text("key_file"))),
        KeyVariable = exchange.Text("key_env"),
        SecretVariable = exchange.Text("secret_env"),
        ReportPatience = exchange.Time("report_patience"),
    };

    private static NodeConfiguration Node(SectionValues node, string folder) => new()
    {
        State = Path.GetFullPath(Path.Combine(folder, node.Text("state"))),
        WarmUp = node.Time("warm_up"),
        KeepsEntries = node.Text("entries_on_stop") == "keep",
    };

    private static Timestamp? Moment(EffectiveValue value) => value.Value is string text && UtcMoment.TryParse(text, out var moment) ? moment : null;

    private static SymbolConfiguration Symbol(SectionValues symbol, int index)
    {
        var instrument = Instrument(symbol, index);
        return new SymbolConfiguration
        {
            Instrument = instrument,
            Files = symbol["files"].Value is null ? [] : symbol.List<string>("files"),
            UsesQuotes = symbol.Flag("quotes"),
            Model = symbol.Text("model") is var model && model == ModelName.None ? null : model,
            Packets = Packets(symbol.Section("packets"), instrument),
            Structure = Structure(symbol.Section("structure"), instrument),
            Strategy = Strategy(symbol.Section("strategy")),
        };
    }

    private static Instrument Instrument(SectionValues symbol, int index)
    {
        var rules = symbol.Section("instrument");
        return new Instrument
        {
            Id = new InstrumentId(index),
            Symbol = symbol.Text("symbol"),
            Base = new Asset(rules.Text("base")),
            Quote = new Asset(rules.Text("quote")),
            TickSize = new Price(rules.Long("tick_size")),
            LotSize = new Quantity(rules.Long("lot_size")),
            MinPrice = new Price(rules.Long("min_price")),
            MaxPrice = new Price(rules.Long("max_price")),
            MinQuantity = new Quantity(rules.Long("min_quantity")),
            MaxQuantity = new Quantity(rules.Long("max_quantity")),
            MaxMarketQuantity = new Quantity(rules.Long("max_market_quantity")),
            MinNotional = new Money(rules.Long("min_notional")),
            MaxNotional = new Money(rules.Long("max_notional")),
        };
    }

    private static PacketParameters Packets(SectionValues packets, Instrument instrument)
    {
        var fits = BucketUnits.TryConvert(packets.Long("bucket"), instrument.TickSize.Raw, instrument.LotSize.Raw, out var bucket);
        Invariant.That(fits, "the rules refused a bucket that does not fit");
        return new PacketParameters
        {
            PriceDecimals = instrument.PriceUnits.Decimals,
            QuantityDecimals = instrument.QuantityUnits.Decimals,
            Bucket = bucket,
            Overshoot = packets.Text("overshoot") == "split" ? Overshoot.Split : Overshoot.Whole,
            Anchor = packets.Text("anchor") == "none" ? PacketAnchor.None : PacketAnchor.UtcDay,
            VpinWindow = packets.Int("vpin_window"),
            MaxGapIds = packets.Long("max_gap_ids"),
            SessionGap = packets.Time("session_gap"),
        };
    }

    private static StructureParameters Structure(SectionValues structure, Instrument instrument) => new()
    {
        SwingMode = structure.Text("swing_mode") switch
        {
            "fractal" => SwingMode.Fractal,
            "zigzag_ppm" => SwingMode.ZigzagPpm,
            "zigzag_atr" => SwingMode.ZigzagAtr,
            _ => throw new UnreachableException(),
        },
        Left = structure.Int("left"),
        Right = structure.Int("right"),
        ZigzagPpm = structure.Long("zigzag_ppm"),
        ZigzagAtrMilli = structure.Long("zigzag_atr_milli"),
        AtrWindow = structure.Int("atr_window"),
        BreakMode = structure.Text("break_mode") == "wick" ? BreakMode.Wick : BreakMode.Close,
        BreakBufferTicks = structure.Long("break_buffer_ticks"),
        ChochLevel = structure.Text("choch_level") == "protected" ? ChochLevel.Protected : ChochLevel.LastSwing,
        RangeMode = structure.Text("range_mode") == "frozen" ? RangeMode.Frozen : RangeMode.Trailing,
        OteTopMilli = structure.Long("ote_top_milli"),
        OteBottomMilli = structure.Long("ote_bottom_milli"),
        EntryMilli = structure.Long("entry_milli"),
        TpMilli = structure.List<long>("tp_milli"),
        SlBufferMilli = structure.Long("sl_buffer_milli"),
        SlBufferTicks = structure.Long("sl_buffer_ticks"),
        MinRangePpm = structure.Long("min_range_ppm"),
        TtlPackets = structure.Long("ttl_packets"),
        HoldPackets = structure.Long("hold_packets"),
        MaxZonesPerSide = structure.Int("max_zones_per_side"),
        Tick = instrument.TickUnits,
    };

    private static StrategyConfiguration Strategy(SectionValues strategy) => new()
    {
        ApproachPpm = strategy.Long("approach_ppm"),
        ApproachRangeMilli = strategy.Long("approach_range_milli"),
        EvaluatesOnTrades = strategy.Flag("evaluate_on_trades"),
        MinInterval = strategy.Time("min_interval"),
        RepriceTicks = strategy.Long("reprice_ticks"),
        RepriceMinInterval = strategy.Time("reprice_min_interval"),
        ReprotectDelay = strategy.Time("reprotect_delay"),
        CooldownAfterStop = strategy.Long("cooldown_after_stop"),
        Threshold = Threshold(strategy),
        OnModelError = strategy.Text("on_model_error") == "keep" ? ModelErrorChoice.Keep : ModelErrorChoice.Cancel,
        Rearms = strategy.Flag("rearm"),
        HysteresisMilli = strategy.Long("hysteresis_milli"),
        CooldownPackets = strategy.Long("cooldown_packets"),
        MaxRearms = strategy.Int("max_rearms"),
        TargetSharesMilli = strategy.List<long>("target_shares_milli"),
        HoldPackets = strategy.Long("hold_packets"),
        MovesStopToBreakEven = strategy.Flag("break_even_after_first_target"),
        Protection = strategy.Text("protection") switch
        {
            "oco" => ProtectionKind.Oco,
            "otoco" => ProtectionKind.Otoco,
            "opoco" => ProtectionKind.Opoco,
            _ => throw new UnreachableException(),
        },
    };

    private static ThresholdConfiguration Threshold(SectionValues strategy) => strategy.Text("threshold") switch
    {
        "fixed" => new ThresholdConfiguration.Fixed(strategy.Long("threshold_value_milli")),
        "break_even" => new ThresholdConfiguration.BreakEven(strategy.Long("threshold_edge_milli")),
        "passport" => new ThresholdConfiguration.Passport(),
        _ => throw new UnreachableException(),
    };
}
