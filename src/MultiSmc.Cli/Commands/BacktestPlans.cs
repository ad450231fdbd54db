using System.Reflection;
using MultiSmc.Cli.Configuration;
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
    /// <exception cref="CommandException">It asks for what the plan can't do yet.</exception>
    public static BacktestPlan Of(BacktestConfiguration configuration, IReadOnlyList<DataFileIdentity> files) => new()
    {
        Session = configuration.Hash[..8],
        Markets = [.. configuration.Symbols.Select(symbol => MarketOf(symbol, configuration))],
        Risk = RiskOf(configuration.Risk),
        Venue = VenueOf(configuration),
        Identity = new BacktestIdentity
        {
            ConfigSha256 = configuration.Hash,
            CodeVersion = CodeVersion,
            Seed = configuration.Execution.Seed,
            Model = "none",
            Files = files,
        },
    };

    private static MarketPlan MarketOf(SymbolConfiguration symbol, BacktestConfiguration configuration) => new()
    {
        Instrument = symbol.Instrument,
        Packets = symbol.Packets,
        Structure = symbol.Structure,
        Strategy = StrategyOf(symbol, configuration),
    };

    private static StrategyParameters StrategyOf(SymbolConfiguration symbol, BacktestConfiguration configuration)
    {
        var plan = symbol.Strategy;
        if (!plan.TryGetSoleTarget(out var target))
        {
            throw new CommandException(
                ExitCode.Configuration,
                $"{symbol.Instrument.Symbol}: a position can't be split over several targets yet; give one target the whole share (tp_index)");
        }

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
            TpIndex = target,
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
