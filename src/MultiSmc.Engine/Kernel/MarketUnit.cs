using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine;

/// <summary>One instrument inside the kernel: its packets, its structure, its strategy.</summary>
internal sealed class MarketUnit
{
    public required Instrument Instrument { get; set; }

    public required StrategyContext Context { get; init; }

    /// <summary>Highest price whose zone levels (targets lie at most four ranges beyond it) still fit in 64 bits and in the detector.</summary>
    public Price MaxPrice => field.Raw > 0 ? field : field = new Price(Math.Min(long.MaxValue / 8, MaxUnits()));

    public required PacketBuilder Packets { get; init; }

    public required StructureDetector Structure { get; init; }

    public required IStrategy Strategy { get; init; }

    /// <summary>Saves all that is known of the market, or takes what was saved.</summary>
    public void Carry(StateCarrier state)
    {
        state.Section("market", 1);
        Instrument = Context.Instrument = state.Instrument((Instrument?)Instrument);
        Packets.Carry(state);
        Structure.Carry(state);
        Strategy.Carry(state);
    }

    private long MaxUnits()
    {
        var step = FixedPoint.PowersOfTen[FixedPoint.Decimals - Instrument.PriceUnits.Decimals];
        return (long)Int128.Min((Int128)StructureDetector.MaxPrice * step, long.MaxValue);
    }
}

/// <summary>What the kernel needs to know of one instrument.</summary>
public sealed record MarketSetup
{
    /// <summary>What is traded.</summary>
    public required Instrument Instrument { get; init; }

    /// <summary>How its trades become packets.</summary>
    public required PacketParameters Packets { get; init; }

    /// <summary>How its packets become structure.</summary>
    public required StructureParameters Structure { get; init; }

    /// <summary>Makes its strategy.</summary>
    public required Func<StrategyContext, IStrategy> Strategy { get; init; }
}
