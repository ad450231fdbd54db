namespace MultiSmc.Core;

/// <summary>Best bid and ask with their sizes.</summary>
/// <param name="UpdateId">The book's update id.</param>
/// <param name="Time">Exchange time, or, where the feed has none (spot bookTicker), the exchange time of the message before it.</param>
/// <param name="Bid">Best bid.</param>
/// <param name="BidQuantity">Size at the best bid.</param>
/// <param name="Ask">Best ask.</param>
/// <param name="AskQuantity">Size at the best ask.</param>
public readonly record struct Quote(long UpdateId, Timestamp Time, Price Bid, Quantity BidQuantity, Price Ask, Quantity AskQuantity);
