using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Learning;

/// <summary>How a zone's order ended.</summary>
public enum OutcomeKind : byte
{
    /// <summary>Never filled.</summary>
    NoFill,

    /// <summary>Left at the target.</summary>
    Target,

    /// <summary>Left at the stop.</summary>
    Stop,

    /// <summary>Left when its time was up.</summary>
    Time,

    /// <summary>Filled, but the data or the segment ended first.</summary>
    Open,
}

/// <summary>One trade on the accepted tape, as far as labels look at it.</summary>
/// <param name="Id">Trade id.</param>
/// <param name="Time">Exchange time.</param>
/// <param name="Price">Price in canonical units.</param>
/// <param name="Aggressor">Who took.</param>
public readonly record struct LabelTrade(long Id, Timestamp Time, long Price, AggressorSide Aggressor);

/// <summary>Result of a zone's order. Prices are in canonical units; −1 stands for what did not happen, 0 for its prices.</summary>
public readonly record struct ZoneOutcome
{
    /// <summary>Zone.</summary>
    public required int ZoneId { get; init; }

    /// <summary>Its direction.</summary>
    public required Direction Side { get; init; }

    /// <summary>How it ended.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>Id of the trade that filled it.</summary>
    public long FillId { get; init; }

    /// <summary>Time of that trade.</summary>
    public Timestamp FillTime { get; init; }

    /// <summary>The first packet whose closing trade is the fill trade or a later one.</summary>
    public long FillPacket { get; init; }

    /// <summary>Price of the fill.</summary>
    public long Entry { get; init; }

    /// <summary>Stop in force at the fill.</summary>
    public long Sl { get; init; }

    /// <summary>Target in force at the fill.</summary>
    public long Tp { get; init; }

    /// <summary>Id of the trade that ended the position.</summary>
    public long ExitId { get; init; }

    /// <summary>Time of that trade.</summary>
    public Timestamp ExitTime { get; init; }

    /// <summary>The first packet whose closing trade is the exit trade or a later one.</summary>
    public long ExitPacket { get; init; }

    /// <summary>Price of the exit, slippage included.</summary>
    public long ExitPrice { get; init; }

    /// <summary>Result before fees in basis points of the entry; NaN without an exit.</summary>
    public double GrossBps { get; init; }

    /// <summary>Result after fees in basis points of the entry; NaN without an exit.</summary>
    public double NetBps { get; init; }

    /// <summary>1 when money was made after fees, 0 when not, −1 when there is nothing to learn.</summary>
    public int Label { get; init; }
}
