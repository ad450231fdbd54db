using CsCheck;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Engine.Tests;

public sealed class KernelLaws
{
    private const int Symbols = 3;
    private const int Inputs = 400;

    [Fact]
    public void The_same_inputs_give_the_same_effects() =>
        Gen.ULong.Sample(
            seed =>
            {
                var (inputs, outcomes) = Play(seed);
                var replayed = Replay(inputs);
                for (var i = 0; i < inputs.Count; i++)
                    Assert.True(outcomes[i].IsSameAs(replayed[i]), $"input {i + 1} of seed {seed}");
            },
            iter: 40);

    [Fact]
    public void Nothing_depends_on_what_comes_later() =>
        Gen.Select(Gen.ULong, Gen.Int[1, Inputs]).Sample(
            (seed, prefix) =>
            {
                var (inputs, outcomes) = Play(seed);
                var replayed = Replay(inputs.GetRange(0, prefix));
                return Enumerable.Range(0, prefix).All(i => outcomes[i].IsSameAs(replayed[i]));
            },
            iter: 20);

    [Fact]
    public void No_two_orders_or_lists_have_one_name() =>
        Gen.ULong.Sample(
            seed =>
            {
                var names = Play(seed).Outcomes.SelectMany(outcome => outcome.Requests).SelectMany(NamesOf).ToArray();
                return names.Length > 0 && names.Distinct().Count() == names.Length && names.All(name => name.Length <= 36);
            },
            iter: 20);

    [Fact]
    public void A_market_is_seen_as_if_it_were_alone() =>
        Gen.ULong.Sample(
            seed =>
            {
                var (inputs, outcomes) = Play(seed);
                for (var symbol = 0; symbol < Symbols; symbol++)
                {
                    var id = new InstrumentId(symbol);
                    var together = outcomes.SelectMany(outcome => outcome.MarketOf(id)).ToArray();
                    var alone = Replay(Only(inputs, id), Kernel(1, _ => new SilentStrategy())).SelectMany(outcome => outcome.MarketOf(new InstrumentId(0))).ToArray();
                    Assert.Equal(alone, together);
                }
            },
            iter: 40);

    [Fact]
    public void The_random_runs_meet_every_kind_of_effect()
    {
        var effects = Enumerable.Range(1, 10).SelectMany(seed => Play((ulong)seed).Outcomes).SelectMany(outcome => outcome.Effects).ToArray();
        Assert.Equal(Enum.GetValues<EffectKind>(), effects.Select(effect => effect.Kind).Distinct().Order());
        var alerts = effects.Select(effect => effect.Payload).OfType<Alert>().Select(alert => alert.Code).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(
            ["busy", "daily-loss", "disconnected", "fills-found", "foreign-order", "halted", "killed", "late-fill", "trading-status", "transfer"], alerts);
    }

    private static (List<KernelInput> Inputs, List<Outcome> Outcomes) Play(ulong seed)
    {
        var source = new RandomInputs(seed, Symbols);
        var kernel = Busy();
        var inputs = new List<KernelInput>();
        var outcomes = new List<Outcome>();
        var buffer = new EffectBuffer();
        for (var i = 0; i < Inputs; i++)
        {
            inputs.Add(source.Next());
            kernel.Apply(inputs[i], buffer);
            outcomes.Add(Outcome.Of(buffer));
            source.Note(outcomes[i]);
            buffer.Clear();
        }

        return (inputs, outcomes);
    }

    /// <summary>With a fresh buffer for each input: nothing may lean on what a buffer held before.</summary>
    private static List<Outcome> Replay(List<KernelInput> inputs, TradingKernel? kernel = null)
    {
        kernel ??= Busy();
        return inputs.ConvertAll(input =>
        {
            var buffer = new EffectBuffer();
            kernel.Apply(in input, buffer);
            return Outcome.Of(buffer);
        });
    }

    private static List<KernelInput> Only(List<KernelInput> inputs, InstrumentId id)
    {
        var only = new List<KernelInput>();
        foreach (var input in inputs)
        {
            if (input.Kind == InputKind.Market && input.Market.Kind == MarketEventKind.Trade && input.Market.Instrument == id)
                only.Add(KernelInput.FromMarket(only.Count + 1, input.Time, new MarketEvent(new InstrumentId(0), input.Market.Trade)));
        }

        return only;
    }

    private static TradingKernel Busy() => Kernel(Symbols, context => new BusyStrategy(context, (ulong)context.Instrument.Id.Index));

    private static TradingKernel Kernel(int symbols, Func<StrategyContext, IStrategy> strategy)
    {
        var instruments = Given.Instruments(symbols);
        return new TradingKernel(
            "laws",
            [.. instruments.Select(instrument => new MarketSetup
            {
                Instrument = instrument,
                Packets = Given.TradeByTrade with { Bucket = 200_00000, Anchor = PacketAnchor.UtcDay, SessionGap = Duration.FromSeconds(3_600) },
                Structure = Given.QuickStructure,
                Strategy = strategy,
            })],
            new Portfolio(instruments, [Given.Holding(Given.Usdt, "10000")], []),
            new RiskLimits { MaxPositions = 100, MaxPositionsPerSymbol = 100, MaxExposurePpm = 100_000_000 });
    }

    private static IEnumerable<string> NamesOf(VenueRequest request) => request switch
    {
        VenueRequest.PlaceOrder place => [place.Order.ClientOrderId.Value],
        VenueRequest.PlaceOco oco => [oco.ListId.Value, oco.Above.ClientOrderId.Value, oco.Below.ClientOrderId.Value],
        _ => [],
    };
}
