namespace MultiSmc.Core;

/// <summary>PERCENT_PRICE_BY_SIDE: how far from the reference price an order's price may lie. Factors in millionths.</summary>
/// <param name="BidUpPpm">Highest buy price / reference.</param>
/// <param name="BidDownPpm">Lowest buy price / reference.</param>
/// <param name="AskUpPpm">Highest sell price / reference.</param>
/// <param name="AskDownPpm">Lowest sell price / reference.</param>
public sealed record PercentPrice(long BidUpPpm, long BidDownPpm, long AskUpPpm, long AskDownPpm)
{
    /// <summary>Whether a price is near enough to <paramref name="reference"/>.</summary>
    public bool Admits(Side side, Price price, Price reference)
    {
        var (up, down) = side == Side.Buy ? (BidUpPpm, BidDownPpm) : (AskUpPpm, AskDownPpm);
        var scaled = (Int128)price.Raw * 1_000_000;
        return scaled <= (Int128)reference.Raw * up && scaled >= (Int128)reference.Raw * down;
    }
}

/// <summary>TRAILING_DELTA: bounds of a trailing stop's distance in basis points.</summary>
/// <param name="MinAbove">Least for STOP_LOSS buys and TAKE_PROFIT sells.</param>
/// <param name="MaxAbove">Most for them.</param>
/// <param name="MinBelow">Least for STOP_LOSS sells and TAKE_PROFIT buys.</param>
/// <param name="MaxBelow">Most for them.</param>
public sealed record TrailingDelta(int MinAbove, int MaxAbove, int MinBelow, int MaxBelow)
{
    /// <summary>Whether a distance is allowed for a type of order and its side.</summary>
    public bool Admits(OrderType type, Side side, int deltaBps)
    {
        var isAbove = (type is OrderType.StopLoss or OrderType.StopLossLimit) == (side == Side.Buy);
        return isAbove ? deltaBps >= MinAbove && deltaBps <= MaxAbove : deltaBps >= MinBelow && deltaBps <= MaxBelow;
    }
}
