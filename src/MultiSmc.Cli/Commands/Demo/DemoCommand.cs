using System.CommandLine;
using System.Security.Cryptography;
using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Simulation;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Cli.Commands;

/// <summary><c>demo</c>: the whole way from trades to a report on a seeded synthetic market; no file, no network, no key.</summary>
internal static class DemoCommand
{
    private const long TradeCount = 2_000_000;

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("demo", "Try it: a backtest on a synthetic market. No data, no network, no key.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var seed = new Option<ulong>("--seed") { Description = "Another seed, another market.", DefaultValueFactory = static _ => 7 };
        command.Add(seed);
        var output = RunOutput.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            output.CheckTarget(parse);
            var plan = Plan(parse.GetValue(seed));
            using var tape = new SyntheticTape(plan.Markets[0].Instrument, Tape(plan.Identity.Seed));
            var console = context.Console;
            console.Error.WriteLine($"a synthetic market of {TradeCount:N0} trades, seed {plan.Identity.Seed}: driftless, so there is no edge to be found in it");
            var result = await console.WithProgressAsync(
                "backtest",
                progress => Task.Run(() => new BacktestRunner(plan).Run(tape, BacktestWatch.Of(progress, TradeCount), cancellation), cancellation)).ConfigureAwait(false);
            output.Show(parse, console, result, null, hasTables: true);
            if (!parse.GetValue<bool>("--json"))
            {
                console.Out.WriteLine();
                console.Out.WriteLine("Next: multismc init writes a commented config.yaml; multismc backtest --config FILE runs it on your own trades.");
            }

            return (int)ExitCode.Ok;
        });
    }

    private static SyntheticTapeParameters Tape(ulong seed) => new()
    {
        Seed = seed,
        TradeCount = TradeCount,
        StartTime = Timestamp.FromMilliseconds(1_735_689_600_000), // 2025-01-01T00:00:00Z
        StartPrice = new Price(100 * FixedPoint.Scale),
    };

    private static BacktestPlan Plan(ulong seed)
    {
        var instrument = new Instrument
        {
            Id = new InstrumentId(0),
            Symbol = "DEMOUSDT",
            Base = new Asset("DEMO"),
            Quote = new Asset("USDT"),
            TickSize = new Price(1_000_000),
            LotSize = new Quantity(100_000),
            MinQuantity = new Quantity(100_000),
            MinNotional = new Money(5 * FixedPoint.Scale),
        };
        var market = new MarketPlan
        {
            Instrument = instrument,
            Packets = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = 25_000L * 100_000 },
            Structure = new StructureParameters { SwingMode = SwingMode.ZigzagPpm, ZigzagPpm = 5_000, MinRangePpm = 6_000, TtlPackets = 1_000, HoldPackets = 2_000 },
            Strategy = new StrategyParameters { HoldPackets = 2_000 },
        };
        var venue = new SimulationParameters
        {
            InitialBalances = [new AssetAmount(instrument.Quote, new Money(10_000 * FixedPoint.Scale))],
            LatencyToVenue = Duration.FromMilliseconds(50),
            LatencyFromVenue = Duration.FromMilliseconds(50),
            Seed = seed,
        };
        return new BacktestPlan
        {
            Session = "demo",
            Markets = [market],
            Risk = new RiskLimits(),
            Venue = venue,
            Identity = new BacktestIdentity
            {
                ConfigSha256 = Convert.ToHexStringLower(SHA256.HashData("demo/1"u8)), // the plan is part of the program: its version says the rest
                CodeVersion = BacktestPlans.CodeVersion,
                Seed = seed,
                Model = "none",
                Files = [],
            },
        };
    }
}
