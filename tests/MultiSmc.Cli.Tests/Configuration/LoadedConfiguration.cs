using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Strategy;
using MultiSmc.Structure;
using MultiSmc.Testing;
using System.Text.Json;

namespace MultiSmc.Cli.Tests.Configuration;

public sealed class LoadedConfiguration
{
    [Fact]
    public void Has_the_rooms_own_defaults_where_nothing_is_written()
    {
        var symbol = Given.Loaded(Given.Least).Symbols[0];

        var packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 1_000_000_000 };
        var structure = new StructureParameters();
        Assert.Equal(packets, symbol.Packets);
        Assert.Equal(structure.TpMilli, symbol.Structure.TpMilli);
        Assert.Equal(structure, symbol.Structure with { TpMilli = structure.TpMilli });
    }

    [Fact]
    public void Has_the_documented_defaults()
    {
        var configuration = Given.Loaded(Given.Least);

        Assert.Equal([new AssetBalance(new Asset("USDT"), new Balance(new Money(10_000 * FixedPoint.Scale), Money.Zero))], configuration.Balances);
        Assert.Equal(
            new FeeConfiguration { MakerPpm = 1000, TakerPpm = 1000, PayIn = FeeAsset.Received, BnbDiscountPpm = 250_000, BnbPrice = null },
            configuration.Fees);
        Assert.Equal(
            new RiskConfiguration
            {
                RiskPpm = 2500, MaxNotionalPpm = 1_000_000, MaxExposurePpm = 1_000_000, MaxPositions = 10, MaxPositionsPerSymbol = 1,
                DailyLossPpm = 20_000, DrawdownHaltPpm = 0, MaxTotalRiskPpm = 20_000, PriceCollarPpm = 200_000, MaxEntriesPerMinute = 60,
                MaxDataAge = Duration.FromSeconds(10),
            },
            configuration.Risk);
        Assert.Equal(
            new ExecutionConfiguration
            {
                FillModel = FillModelChoice.TradeThrough, Latency = Duration.FromMilliseconds(50), LatencyJitter = Duration.Zero,
                SlippageTicks = 1, QueueFactorMilli = 1000, Seed = 1, Reconciliation = new ReconciliationPolicy(),
            },
            configuration.Execution);
        Assert.True(configuration.Report.HasTables);
        Assert.Equal(Path.GetFullPath("data"), configuration.DataRoot);
        Assert.Equal(Path.GetFullPath("runs"), configuration.Report.Out);
        Assert.Equal(Path.GetFullPath("models"), configuration.ModelsRoot);
        Assert.Null(configuration.Symbols[0].Model);
    }

    [Fact]
    public void Has_the_plan_of_the_specification_by_default()
    {
        var strategy = Given.Loaded(Given.Least).Symbols[0].Strategy;

        var expected = new StrategyConfiguration
        {
            ApproachPpm = 10_000, ApproachRangeMilli = 1000, EvaluatesOnTrades = true, MinInterval = Duration.FromMilliseconds(250), RepriceTicks = 1,
            RepriceMinInterval = Duration.FromSeconds(1), ReprotectDelay = Duration.FromSeconds(2), CooldownAfterStop = 20,
            Threshold = new ThresholdConfiguration.Fixed(500), OnModelError = ModelErrorChoice.Cancel, Rearms = false,
            HysteresisMilli = 50, CooldownPackets = 5, MaxRearms = 2, TargetSharesMilli = strategy.TargetSharesMilli, HoldPackets = 4000,
            MovesStopToBreakEven = false, Protection = ProtectionKind.Oco,
        };
        Assert.Equal(expected, strategy);
        Assert.Equal((0, 0), (strategy.FirstTarget, strategy.FurtherTargets.Count));
        Assert.Equal([1000L, 0, 0], strategy.TargetSharesMilli);
    }

    [Fact]
    public void Takes_a_symbols_own_value_before_the_shared_one_before_the_default()
    {
        var text = Given.Least.Replace("bucket: 10000", "bucket: 10000\n    structure:\n      left: 7", StringComparison.Ordinal)
            + "defaults:\n  structure:\n    left: 8\n    right: 9\n";

        var configuration = Given.Loaded(text);

        var structure = configuration.Symbols[0].Structure;
        Assert.Equal((7, 9, 20), (structure.Left, structure.Right, structure.AtrWindow));
        Assert.Equal("config.yaml:12", Given.Value(configuration, "symbols[0].structure.right").Origin.ToString());
    }

    [Fact]
    public void Reads_every_word_of_every_choice()
    {
        const string words = """
            symbols:
              - symbol: LTCUSDT
                files: [x/*.zip]
                packets: {bucket: 0.5, overshoot: split, anchor: none, session_gap: 0, max_gap_ids: 0}
                structure: {swing_mode: zigzag_atr, break_mode: wick, choch_level: protected, range_mode: frozen}
                strategy: {on_model_error: keep, rearm: true, tp_index: 2, hold_packets: 5, evaluate_on_trades: false, protection: opoco}
              - symbol: BTCUSDT
                files: [b.zip]
                packets: {bucket: 1}
                structure: {swing_mode: zigzag_ppm}
                strategy: {target_shares_milli: [0, 600, 400], break_even_after_first_target: true}
            account: {balances: {USDT: 1, BNB: 3}}
            fees: {pay_in: bnb, bnb_price: "612.5"}
            execution: {fill_model: queue, latency_jitter: 5ms, answer_timeout: 5s, first_retry: 1s, longest_retry: 1m, absences_believed: 3, reconcile_interval: 0, disconnect_grace: 1s}
            risk: {max_total_risk_ppm: 0, price_collar_ppm: 1, max_entries_per_minute: 2, max_data_age: 3s}
            schema: 1
            """;

        var configuration = Given.Loaded(words);

        var (ltc, btc) = (configuration.Symbols[0], configuration.Symbols[1]);
        Assert.Equal(
            (50_000L, Overshoot.Split, PacketAnchor.None, Duration.Zero),
            (ltc.Packets.Bucket, ltc.Packets.Overshoot, ltc.Packets.Anchor, ltc.Packets.SessionGap));
        Assert.Equal(
            (SwingMode.ZigzagAtr, BreakMode.Wick, ChochLevel.Protected, RangeMode.Frozen),
            (ltc.Structure.SwingMode, ltc.Structure.BreakMode, ltc.Structure.ChochLevel, ltc.Structure.RangeMode));
        Assert.Equal(
            (ModelErrorChoice.Keep, true, false, 5L),
            (ltc.Strategy.OnModelError, ltc.Strategy.Rearms, ltc.Strategy.EvaluatesOnTrades, ltc.Strategy.HoldPackets));
        Assert.Equal((2, 0, ProtectionKind.Opoco), (ltc.Strategy.FirstTarget, ltc.Strategy.FurtherTargets.Count, ltc.Strategy.Protection));
        Assert.Equal((SwingMode.ZigzagPpm, 1), (btc.Structure.SwingMode, btc.Instrument.Id.Index));
        Assert.Equal((1, true), (btc.Strategy.FirstTarget, btc.Strategy.MovesStopToBreakEven));
        Assert.Equal([new TargetShare(2, 400_000)], btc.Strategy.FurtherTargets);
        Assert.Equal(
            new ReconciliationPolicy
            {
                AnswerTimeout = Duration.FromSeconds(5), FirstRetry = Duration.FromSeconds(1), LongestRetry = Duration.FromSeconds(60), AbsencesBelieved = 3,
                Interval = Duration.Zero, DisconnectGrace = Duration.FromSeconds(1),
            },
            configuration.Execution.Reconciliation);
        var risk = configuration.Risk;
        Assert.Equal((0L, 1L, 2, Duration.FromSeconds(3)), (risk.MaxTotalRiskPpm, risk.PriceCollarPpm, risk.MaxEntriesPerMinute, risk.MaxDataAge));
        Assert.Equal((FeeAsset.Bnb, new Price(61_250_000_000)), (configuration.Fees.PayIn, configuration.Fees.BnbPrice));
        Assert.Equal((FillModelChoice.Queue, Duration.FromMilliseconds(5)), (configuration.Execution.FillModel, configuration.Execution.LatencyJitter));
        Assert.Equal(["BNB", "USDT"], configuration.Balances.Select(static b => b.Asset.Code));
        Assert.Equal(FillModelChoice.Touch, Given.Loaded(Given.Least + "execution: {fill_model: touch}\n").Execution.FillModel);
    }

    [Fact]
    public void Lets_a_file_override_one_rule_of_a_known_instrument()
    {
        var instrument = Given.Loaded(Given.Least + "    instrument: {min_notional: 10}\n").Symbols[0].Instrument;

        Assert.Equal((new Money(10 * FixedPoint.Scale), new Price(1_000_000), "LTC"), (instrument.MinNotional, instrument.TickSize, instrument.Base.Code));
    }

    [Fact]
    public void Starts_relative_folders_at_the_file_and_the_option_at_the_working_folder()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("sub/my.yaml", Given.Least + "data:\n  root: ../recordings\nmodels: {root: ../trained}\n");
        var loader = new ConfigurationLoader { Environment = Given.NoVariables, KnownInstrument = MultiSmc.Cli.Commands.CommandContext.FindKnown };

        Assert.Equal(Path.Combine(folder.Path, "recordings"), loader.LoadFile(file).OrThrow().DataRoot);
        Assert.Equal(Path.Combine(folder.Path, "trained"), loader.LoadFile(file).OrThrow().ModelsRoot);
        Assert.Equal(Path.GetFullPath("there"), (loader with { DataRoot = "there" }).LoadFile(file).OrThrow().DataRoot);
    }

    [Theory]
    [InlineData("ltcusdt", "ltc_a")]
    [InlineData("btcusdt", "btc_day")]
    public void Of_an_example_is_that_of_its_golden_set(string example, string golden)
    {
        using var parameters = JsonDocument.Parse(File.ReadAllText(SharedData.Require($"golden/{golden}/params.json")));
        var loader = new ConfigurationLoader { Environment = Given.NoVariables, KnownInstrument = MultiSmc.Cli.Commands.CommandContext.FindKnown };
        var symbol = loader.LoadFile(Checkout.PathOf($"examples/{example}.yaml")).OrThrow().Symbols[0];

        var packets = parameters.RootElement.GetProperty("packets");
        Assert.Equal(packets.GetProperty("price_decimals").GetInt32(), symbol.Packets.PriceDecimals);
        Assert.Equal(packets.GetProperty("qty_decimals").GetInt32(), symbol.Packets.QuantityDecimals);
        Assert.Equal(packets.GetProperty("bucket_scaled").GetInt64(), symbol.Packets.Bucket);
        Assert.Equal(packets.GetProperty("session_gap_ns").GetInt64(), symbol.Packets.SessionGap.Nanoseconds);
        var structure = parameters.RootElement.GetProperty("structure");
        Assert.Equal(structure.GetProperty("left").GetInt32(), symbol.Structure.Left);
        Assert.Equal(structure.GetProperty("right").GetInt32(), symbol.Structure.Right);
        Assert.Equal(structure.GetProperty("min_range_ppm").GetInt64(), symbol.Structure.MinRangePpm);
        Assert.Equal(structure.GetProperty("ttl_packets").GetInt64(), symbol.Structure.TtlPackets);
        Assert.Equal(structure.GetProperty("hold_packets").GetInt64(), symbol.Structure.HoldPackets);
        Assert.Equal(structure.GetProperty("tick").GetInt64(), symbol.Structure.Tick);
        // The sets name their inputs from the folder above the data folder: "shared/data/...".
        var inputs = parameters.RootElement.GetProperty("inputs").EnumerateArray().Select(static i => (i.GetString() ?? "")["shared/data/".Length..]);
        Assert.Equal(inputs, symbol.Files);
    }

    [Fact]
    public void Of_a_golden_set_can_be_written_with_the_keys_of_its_structure()
    {
        // Every key of the golden structure but the tick, which is the instrument's, is a key here.
        using var parameters = JsonDocument.Parse(File.ReadAllText(SharedData.Require("golden/ltc_a/params.json")));
        var structure = parameters.RootElement.GetProperty("structure");
        var lines = structure.EnumerateObject().Where(static p => p.Name != "tick").Select(static p =>
        {
            var value = p.Value.GetRawText().ReplaceLineEndings(" ").Replace("\"", "", StringComparison.Ordinal);
            return $"      {p.Name}: {value}\n";
        });

        var loaded = Given.Loaded(Given.Least + "    structure:\n" + string.Concat(lines)).Symbols[0].Structure;

        Assert.Equal((10, 500L, 120L), (loaded.Left, loaded.ZigzagPpm, loaded.HoldPackets));
    }
}
