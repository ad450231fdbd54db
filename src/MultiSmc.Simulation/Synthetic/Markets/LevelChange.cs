using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>One level of a book as it stands now.</summary>
/// <param name="UpdateId">The book's update id: rises by one per change.</param>
/// <param name="Time">Exchange time.</param>
/// <param name="Side">Bids (buy) or asks (sell).</param>
/// <param name="Price">Of the level.</param>
/// <param name="Quantity">What rests there now; zero: the level is gone.</param>
public readonly record struct LevelChange(long UpdateId, Timestamp Time, Side Side, Price Price, Quantity Quantity);

/// <summary>A level of a snapshot.</summary>
/// <param name="Price">Of the level.</param>
/// <param name="Quantity">What rests there.</param>
public readonly record struct DepthLevel(Price Price, Quantity Quantity);

/// <summary>A whole book.</summary>
/// <param name="LastUpdateId">Changes above this id come on top of it.</param>
/// <param name="Bids">Best first.</param>
/// <param name="Asks">Best first.</param>
public sealed record DepthSnapshot(long LastUpdateId, IReadOnlyList<DepthLevel> Bids, IReadOnlyList<DepthLevel> Asks);
