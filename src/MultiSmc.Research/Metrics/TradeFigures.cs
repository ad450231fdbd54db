using MultiSmc.Core;
using MultiSmc.Strategy;

namespace MultiSmc.Research;

/// <summary>Figures of one round trip.</summary>
public static class TradeFigures
{
    /// <summary>Net result ÷ initial risk; null when no risk is known.</summary>
    public static double? R(this RoundTrip trip) => trip.InRisks(trip.NetPnl);

    /// <summary>Result before commission.</summary>
    public static Money GrossPnl(this RoundTrip trip) => trip.NetPnl + trip.Fees;

    /// <summary>
    /// Maximum adverse excursion: what the position was worth less than paid at the lowest price, not below zero, before commission. Takes the whole
    /// quantity bought, also for a low seen when only part of it was held.
    /// </summary>
    public static Money AdverseExcursion(this RoundTrip trip) => NotNegative(trip.BoughtQuote - trip.Lowest.Notional(trip.Bought));

    /// <summary>Maximum favourable excursion: the same at the highest price.</summary>
    public static Money FavourableExcursion(this RoundTrip trip) => NotNegative(trip.Highest.Notional(trip.Bought) - trip.BoughtQuote);

    /// <summary>An amount in units of the trip's initial risk; null when no risk is known.</summary>
    public static double? InRisks(this RoundTrip trip, Money amount) => Statistics.Ratio(amount, trip.InitialRisk);

    /// <summary>Net result in basis points of the entry's notional; null when nothing was paid.</summary>
    public static double? NetBps(this RoundTrip trip) => Statistics.Ratio(trip.NetPnl, trip.BoughtQuote) * 10_000;

    private static Money NotNegative(Money amount) => amount < Money.Zero ? Money.Zero : amount;
}
