using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>What a configuration must win to earn nothing, by the height of the dealing range: small ranges are fee traps.</summary>
internal static class BreakEvenTable
{
    private const long Origin = 1_000_000_000; // fine enough that a tick does not matter

    private static readonly int[] RangesBps = [50, 100, 200, 300, 500];

    public static IEnumerable<BreakEvenLine> Of(MarketPlan market) =>
        RangesBps.Select(bps => new BreakEvenLine(market.Instrument.Id, bps, WinRate(market, bps)));

    private static double WinRate(MarketPlan market, int rangeBps)
    {
        var levels = ZoneLevels.Compute(Direction.Long, Origin, Origin + Origin / 10_000 * rangeBps, market.Structure with { Tick = 1, SlBufferTicks = 1 });
        var breakEven = BreakEven.Compute(new TradeGeometry
        {
            Side = Direction.Long,
            Entry = levels.Entry,
            Tp = market.Strategy.TpIndex switch { 0 => levels.Tp1, 1 => levels.Tp2, _ => levels.Tp3 },
            Sl = levels.Sl,
            MakerPpm = market.Strategy.MakerFeePpm,
            TakerPpm = market.Strategy.TakerFeePpm,
            Tick = 1,
        });
        return breakEven.IsReachable ? breakEven.Probability : double.PositiveInfinity;
    }
}
