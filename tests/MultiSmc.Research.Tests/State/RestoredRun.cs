using System.Buffers;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Research.Tests;

/// <summary>
/// Rides along with a backtest: a twin of its kernel is given the same inputs and must do the same, while it is saved and put back into a fresh kernel again
/// and again. The venue goes on meanwhile.
/// </summary>
internal sealed class RestoredRun(BacktestPlan plan, ApproachModelPlan model, ulong seed, long meanCut) : IInputJournal
{
    private readonly EffectBuffer _effects = new();
    private KernelInput _input;
    private SplitMix64 _random = new(seed);

    public TradingKernel Twin { get; private set; } = BacktestKernel.Create(plan, model);

    public int Cuts { get; private set; }

    public int Effects { get; private set; }

    /// <summary>Questions that the kernel asked the venue.</summary>
    public int Questions { get; private set; }

    public int LargestState { get; private set; }

    /// <summary>Sees the saved kernel and the restored one at each cut.</summary>
    public Action<TradingKernel, TradingKernel>? OnCut { get; init; }

    /// <summary>Runs the plan along a tape with a twin beside it.</summary>
    public static RestoredRun Run(BacktestPlan plan, ReadOnlyMemory<MarketEvent> events, ulong seed, long meanCut)
    {
        var ride = new RestoredRun(plan, plan.Model, seed, meanCut);
        ride.Run(events);
        return ride;
    }

    public void Run(ReadOnlyMemory<MarketEvent> events) =>
        new BacktestRunner(plan) { Journal = this }.Run(new ArraySource(events), null, CancellationToken.None);

    public void Append(in KernelInput input) => _input = input;

    public void Record(EffectBuffer effects)
    {
        _effects.Clear();
        Twin.Apply(in _input, _effects);
        var isSame = effects.Effects.SequenceEqual(_effects.Effects) && effects.Packets.SequenceEqual(_effects.Packets)
            && effects.StructureEvents.SequenceEqual(_effects.StructureEvents) && effects.Zones.SequenceEqual(_effects.Zones);
        Assert.True(isSame, $"input {_input.Sequence} after {Cuts} cuts of seed {seed}");
        Effects += effects.Effects.Length;
        foreach (ref readonly var effect in effects.Effects)
            Questions += effect.Payload is VenueRequest.QueryOrder or VenueRequest.QueryFills ? 1 : 0;
        if (_random.NextBelow(meanCut) != 0)
            return;
        Cuts++;
        Twin = Restored(Twin, BacktestKernel.Create(plan, model));
    }

    private TradingKernel Restored(TradingKernel kernel, TradingKernel fresh)
    {
        var state = Save(kernel);
        LargestState = Math.Max(LargestState, state.Length);
        fresh.Load(StateReader.Open(state, "test"));
        OnCut?.Invoke(kernel, fresh);
        return fresh;
    }

    public static byte[] Save(TradingKernel kernel)
    {
        var writer = new StateWriter("test");
        kernel.Save(writer);
        var bytes = new ArrayBufferWriter<byte>();
        writer.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
