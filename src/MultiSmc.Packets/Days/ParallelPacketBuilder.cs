using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>
/// Builds the UTC days of a tape independently of each other and stitches them to what one builder would have made, bit for bit. Both steps
/// are pure functions without threads: the caller runs <see cref="BuildDay(PacketParameters, TradeColumns, TradeSeam?)"/> for all days at once, in any order, and then <see cref="Stitch"/>.
/// Needs <see cref="PacketAnchor.UtcDay"/>, which makes a day's packet boundaries depend on the day alone.
/// </summary>
/// <remarks>
/// For who has whole days in memory. The program itself reads a catalog by several threads and builds what they read in order: reading takes many times as long
/// as building, and memory is then that of a few blocks.
/// </remarks>
public static class ParallelPacketBuilder
{
    /// <summary>What a day is likely to find behind it: the last sound row of the days before. <see cref="Stitch"/> verifies it.</summary>
    /// <param name="days">The tape by days, oldest first.</param>
    /// <param name="day">Ordinal of the day to build.</param>
    /// <returns>Null when no day before has a sound row.</returns>
    public static TradeSeam? SeamBefore(IReadOnlyList<TradeColumns> days, int day)
    {
        ArgumentNullException.ThrowIfNull(days);
        for (var before = day - 1; before >= 0; before--)
        {
            var trades = days[before];
            for (var row = trades.Count - 1; row >= 0; row--)
            {
                if (trades.Prices[row] > 0 && trades.Quantities[row] > 0)
                    return new(trades.Ids[row], trades.Times[row], trades.Prices[row], (AggressorSide)trades.Buyers[row]);
            }
        }

        return null;
    }

    /// <summary>Builds one day.</summary>
    /// <param name="parameters">How trades become packets; the same for all days.</param>
    /// <param name="day">The day's trades, to be left alone until <see cref="Stitch"/> is done.</param>
    /// <param name="seam">The last accepted trade of the days before; null for the first day.</param>
    /// <exception cref="ArgumentException">The parameters have faults or no day anchor.</exception>
    public static DayPackets BuildDay(PacketParameters parameters, TradeColumns day, TradeSeam? seam) =>
        BuildDay(parameters, day, seam, SimdPaths.Best);

    /// <summary>Joins days that were built on their own, oldest first.</summary>
    /// <remarks>
    /// A day that was built behind a wrong seam, or that goes on with the packet that the day before left open (a file that does not begin at
    /// midnight, clamped times), is built again in sequence. VPIN, indices and segments are set in a second pass over the packets.
    /// </remarks>
    /// <param name="parameters">The parameters the days were built with.</param>
    /// <param name="days">All days.</param>
    /// <exception cref="ArgumentException">The parameters have faults or no day anchor.</exception>
    public static PacketBatch Stitch(PacketParameters parameters, IReadOnlyList<DayPackets> days)
    {
        ArgumentNullException.ThrowIfNull(days);
        RequireDayAnchor(parameters);
        var stitching = new DayStitching(parameters);
        foreach (var day in days)
            stitching.Append(day);
        return stitching.Finish();
    }

    internal static DayPackets BuildDay(PacketParameters parameters, TradeColumns day, TradeSeam? seam, SimdPath path)
    {
        ArgumentNullException.ThrowIfNull(day);
        RequireDayAnchor(parameters);
        var builder = new BatchPacketBuilder(parameters, path, seam);
        builder.Add(day);
        return new DayPackets(day, seam, builder, builder.Closed);
    }

    private static void RequireDayAnchor(PacketParameters parameters)
    {
        PacketParametersValidator.ThrowIfBad(parameters);
        if (parameters.Anchor != PacketAnchor.UtcDay)
            throw new ArgumentException("packet parameters: Anchor: days can only be built apart with UtcDay", nameof(parameters));
    }
}
