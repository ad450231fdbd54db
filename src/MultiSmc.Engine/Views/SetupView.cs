using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>One zone being traded, as people look at it. A copy: it does not change.</summary>
/// <param name="Number">The strategy's number of it.</param>
/// <param name="ZoneId">Its zone.</param>
/// <param name="Phase">Stable name of where its entry stands: "waiting", "working", "cancelling", "pulled", "done".</param>
/// <param name="Entry">Its entry order; null before the first.</param>
/// <param name="EntryPrice">Limit price of the entry; zero before the first.</param>
/// <param name="Stop">The stop in force, or that of the zone before anything is held.</param>
/// <param name="Target">The target of the last part.</param>
/// <param name="Bought">Base bought, before commission.</param>
/// <param name="Cost">Quote paid for it.</param>
/// <param name="Held">Base held now.</param>
/// <param name="IsProtected">All that is held and can be sold has its stop on the exchange.</param>
/// <param name="IsExiting">It is being sold.</param>
/// <param name="OpenedAt">The first fill, or a default time.</param>
/// <param name="Waits">Why the entry could not be placed the last time; empty when nothing kept it.</param>
public sealed record SetupView(
    int Number,
    int ZoneId,
    string Phase,
    ClientOrderId? Entry,
    Price EntryPrice,
    Price Stop,
    Price Target,
    Quantity Bought,
    Money Cost,
    Quantity Held,
    bool IsProtected,
    bool IsExiting,
    Timestamp OpenedAt,
    string Waits);
