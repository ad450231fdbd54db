using System.Diagnostics;
using System.Reflection;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;

namespace MultiSmc.Cli.Commands;

/// <summary>From a configuration to what the rooms run.</summary>
internal static class BacktestPlans
{
    /// <summary>Version of this program.</summary>
    public static string CodeVersion { get; } =
        typeof(BacktestPlans).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>The plan of a configuration.</summary>
    /// <param name="configuration">What is to be run.</param>
    /// <param name="files">The recordings it runs on.</param>
    /// <param name="shelf">Has the models that it names.</param>
    /// <exception cref="CommandException">It asks for a model that is not there.</exception>
    public static BacktestPlan Of(BacktestConfiguration configuration, IReadOnlyList<DataFileIdentity> files, IModelShelf shelf)
    {
        var models = ConfiguredModels.Open(configuration, shelf);
        return new BacktestPlan
        {
            Session = configuration.Hash[..8],
            Markets = [.. configuration.Symbols.Select(symbol => WithThreshold(MarketOf(symbol, configuration), symbol, models.Of(symbol)))],
            Risk = RiskOf(configuration.Risk),
            Reconciliation = configuration.Execution.Reconciliation,
            Venue = VenueOf(configuration),
            Model = models.Plan == ApproachModelPlan.None ? models.Plan : models.Plan with { Thresholds = ThresholdsOf(configuration, models) },
            Identity = new BacktestIdentity
            {
                ConfigSha256 = configuration.Hash,
                CodeVersion = CodeVersion,
                Seed = configuration.Execution.Seed,
                Model = models.Plan.Id,
                Files = files,
            },
        };
    }

    /// <summary>What the data set of a symbol is made with: the market, costs and latency of its backtest; no model and no threshold has a say in it.</summary>
    public static DatasetParameters DatasetOf(SymbolConfiguration symbol, BacktestConfiguration configuration) =>
        DatasetParameters.Of(MarketOf(symbol, configuration), VenueOf(configuration));

    /// <summary>The plan of a configuration with every order kept, whatever models it names.</summary>
    public static BacktestPlan WithoutModels(BacktestConfiguration configuration, IReadOnlyList<DataFileIdentity> files)
    {
        var symbols = configuration.Symbols.Select(symbol => symbol with
        {
            Model = null, Strategy = symbol.Strategy with { Threshold = new ThresholdConfiguration.Fixed(500) },
        });
        return Of(configuration with { Symbols = [.. symbols] }, files, new RegistryShelf(configuration.ModelsRoot));
    }

    private static MarketPlan MarketOf(SymbolConfiguration symbol, BacktestConfiguration configuration) => new()
    {
        Instrument = symbol.Instrument,
        Packets = symbol.Packets,
        Structure = symbol.Structure,
        Strategy = StrategyOf(symbol, configuration),
    };

    private static MarketPlan WithThreshold(MarketPlan market, SymbolConfiguration symbol, ModelOnShelf? model) => market with
    {
        Strategy = symbol.Strategy.Threshold switch
        {
            ThresholdConfiguration.Fixed(var milli) => market.Strategy with { ThresholdKind = ThresholdKind.Fixed, Threshold = milli / 1000.0 },
            ThresholdConfiguration.BreakEven(var edge) => market.Strategy with { ThresholdKind = ThresholdKind.BreakEven, ThresholdEdge = edge / 1000.0 },
            ThresholdConfiguration.Passport => market.Strategy with { ThresholdKind = ThresholdKind.Fixed, Threshold = PassportOf(model) },
            _ => throw new UnreachableException(),
        },
    };

    private static IReadOnlyList<ModelThreshold> ThresholdsOf(BacktestConfiguration configuration, ConfiguredModels models) =>
        [.. configuration.Symbols.Select((symbol, at) => ThresholdOf(symbol, at, configuration, models.Of(symbol))).OfType<ModelThreshold>()];

    private static ModelThreshold? ThresholdOf(SymbolConfiguration symbol, int at, BacktestConfiguration configuration, ModelOnShelf? model)
    {
        if (model is null)
            return null;
        var (kind, value, key) = symbol.Strategy.Threshold switch
        {
            ThresholdConfiguration.Fixed(var milli) => ("fixed", milli / 1000.0, "threshold_value_milli"),
            ThresholdConfiguration.BreakEven(var edge) => ("break-even", edge / 1000.0, "threshold_edge_milli"),
            ThresholdConfiguration.Passport => ("passport", model.PassportThreshold, "threshold"),
            _ => throw new UnreachableException(),
        };
        // Either the kind or its value written down by a person makes it a choice.
        string[] paths = [ConfigPath.Child(StrategyPath(at), "threshold"), ConfigPath.Child(StrategyPath(at), key)];
        return new ModelThreshold(symbol.Instrument.Symbol, kind, value, configuration.Effective.Any(each => paths.Contains(each.Path) && each.Origin.IsExplicit));
    }

    private static string StrategyPath(int at) => ConfigPath.Child(ConfigPath.Item("symbols", at), "strategy");

    private static double PassportOf(ModelOnShelf? model)
    {
        Invariant.That(model is not null, "the rules refused a passport's threshold without a model");
        return model.PassportThreshold;
    }

    private static StrategyParameters StrategyOf(SymbolConfiguration symbol, BacktestConfiguration configuration)
    {
        var plan = symbol.Strategy;
        return new StrategyParameters
        {
            ApproachPpm = plan.ApproachPpm,
            ApproachRangeMilli = plan.ApproachRangeMilli,
            EvaluateOnTrades = plan.EvaluatesOnTrades,
            MinInterval = plan.MinInterval,
            RepriceTicks = plan.RepriceTicks,
            RepriceMinInterval = plan.RepriceMinInterval,
            ReprotectDelay = plan.ReprotectDelay,
            CooldownAfterStop = plan.CooldownAfterStop,
            OnModelError = plan.OnModelError == ModelErrorChoice.Keep ? OnModelError.Keep : OnModelError.Cancel,
            IsRearmOn = plan.Rearms,
            Hysteresis = plan.HysteresisMilli / 1000.0,
            CooldownPackets = plan.CooldownPackets,
            MaxRearms = plan.MaxRearms,
            TpIndex = plan.FirstTarget,
            FurtherTargets = plan.FurtherTargets,
            IsBreakEvenMoveOn = plan.MovesStopToBreakEven,
            Protection = plan.Protection,
            HoldPackets = plan.HoldPackets,
            MakerFeePpm = ExpectedFee(configuration.Fees, configuration.Fees.MakerPpm),
            TakerFeePpm = ExpectedFee(configuration.Fees, configuration.Fees.TakerPpm),
            StopSlippageTicks = configuration.Execution.SlippageTicks,
        };
    }

    private static long ExpectedFee(FeeConfiguration fees, long ppm) =>
        fees.PayIn == FeeAsset.Bnb ? ppm * (1_000_000 - fees.BnbDiscountPpm) / 1_000_000 : ppm;

    private static RiskLimits RiskOf(RiskConfiguration risk) => new()
    {
        RiskPpm = risk.RiskPpm,
        MaxNotionalPpm = risk.MaxNotionalPpm,
        MaxExposurePpm = risk.MaxExposurePpm,
        MaxPositions = risk.MaxPositions,
        MaxPositionsPerSymbol = risk.MaxPositionsPerSymbol,
        DailyLossPpm = risk.DailyLossPpm,
        DrawdownHaltPpm = risk.DrawdownHaltPpm,
        MaxTotalRiskPpm = risk.MaxTotalRiskPpm,
        PriceCollarPpm = risk.PriceCollarPpm,
        MaxEntriesPerMinute = risk.MaxEntriesPerMinute,
        MaxDataAge = risk.MaxDataAge,
    };

    private static SimulationParameters VenueOf(BacktestConfiguration configuration)
    {
        var (fees, execution) = (configuration.Fees, configuration.Execution);
        return new SimulationParameters
        {
            InitialBalances = [.. configuration.Balances.Select(entry => new AssetAmount(entry.Asset, entry.Balance.Free))],
            FillModel = execution.FillModel switch
            {
                FillModelChoice.Queue => FillModel.Queue,
                FillModelChoice.Touch => FillModel.Touch,
                _ => FillModel.TradeThrough,
            },
            LatencyToVenue = execution.Latency,
            LatencyFromVenue = execution.Latency,
            LatencyJitterMax = execution.LatencyJitter,
            Seed = execution.Seed,
            SlippageTicks = checked((int)execution.SlippageTicks),
            QueueFactorPpm = execution.QueueFactorMilli * 1_000,
            MakerFeePpm = fees.MakerPpm,
            TakerFeePpm = fees.TakerPpm,
            FeeMode = fees.PayIn == FeeAsset.Bnb ? FeeMode.Bnb : FeeMode.ReceivedAsset,
            BnbDiscountPpm = fees.BnbDiscountPpm,
            BnbPrices = fees.BnbPrice is { } price ? [new BnbPrice(configuration.QuoteAsset, price)] : [],
        };
    }
}
