namespace MultiSmc.Binance;

/// <summary>Bounds of what a zip may unpack to. Small packed files that unpack to huge ones are made to fill disks and keep machines busy.</summary>
/// <param name="MaxInflatedBytes">Most bytes a member may have. The largest month of trades is some tens of GiB.</param>
/// <param name="MaxRatio">Most bytes per packed byte, for members above <paramref name="RatioFreeBytes"/>. Trades pack about 4 to 12 to 1.</param>
/// <param name="RatioFreeBytes">Members up to this size are let through at any ratio.</param>
public sealed record ZipLimits(long MaxInflatedBytes, int MaxRatio, long RatioFreeBytes)
{
    /// <summary>256 GiB, 100 to 1 above 16 MiB.</summary>
    public static ZipLimits Default { get; } = new(256L << 30, 100, 16L << 20);

    /// <summary>What is too much about a member, or null.</summary>
    internal string? Judge(long inflated, long packed)
    {
        if (inflated > MaxInflatedBytes)
            return $"it unpacks to {inflated} bytes, more than the {MaxInflatedBytes} allowed";
        return inflated > RatioFreeBytes && inflated / Math.Max(1, packed) > MaxRatio
            ? $"it unpacks to {inflated} bytes from {packed}, more than {MaxRatio} to 1: no table of trades does"
            : null;
    }
}
