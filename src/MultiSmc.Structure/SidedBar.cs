namespace MultiSmc.Structure;

/// <summary>
/// A bar as a level of one side sees it. For a level below, prices are negated, so that high and low swap and "above", "higher" and
/// "further" read the same on both sides: every rule is written once, for a level above or a long zone.
/// </summary>
internal readonly struct SidedBar(long high, long low, long close)
{
    public long High { get; } = high;

    public long Low { get; } = low;

    public long Close { get; } = close;

    public SidedBar Mirrored => new(-Low, -High, -Close);

    public static SidedBar Of(in Bar bar, Direction side) =>
        side == Direction.Long ? new(bar.High, bar.Low, bar.Close) : new(-bar.Low, -bar.High, -bar.Close);
}
