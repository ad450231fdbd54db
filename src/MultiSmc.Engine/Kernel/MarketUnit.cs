using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine;

/// <summary>One instrument inside the kernel: its packets, its structure, its strategy.</summary>
internal sealed class MarketUnit
{
    public required Instrument Instrument { get; init; }

    public required PacketBuilder Packets { get; init; }

    public required StructureDetector Structure { get; init; }

    public required IStrategy Strategy { get; init; }
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
