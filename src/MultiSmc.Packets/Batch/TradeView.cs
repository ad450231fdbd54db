using MultiSmc.Core;

namespace MultiSmc.Packets;

/// <summary>The columns of a stretch of tape as spans.</summary>
internal readonly ref struct TradeView(TradeColumns trades)
{
    public readonly ReadOnlySpan<long> Ids = trades.Ids;
    public readonly ReadOnlySpan<long> Times = trades.Times;
    public readonly ReadOnlySpan<long> Prices = trades.Prices;
    public readonly ReadOnlySpan<long> Quantities = trades.Quantities;
    public readonly ReadOnlySpan<byte> Buyers = trades.Buyers;

    public int Count => Ids.Length;

    /// <summary>Whether the row is this trade as it was accepted.</summary>
    public bool IsRow(int row, TradeSeam? trade) =>
        trade is { } last
        && Ids[row] == last.Id
        && Times[row] == last.TimeNs
        && Prices[row] == last.Price
        && Buyers[row] == (byte)last.Aggressor;
}
