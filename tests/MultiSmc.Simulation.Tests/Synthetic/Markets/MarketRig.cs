using MultiSmc.Core;

namespace MultiSmc.Simulation.Tests;

/// <summary>Small synthetic markets for tests.</summary>
internal static class MarketRig
{
    public const long StartNs = 1_735_689_600_000_000_000; // 2025-01-01
    public const long HourNs = 3_600_000_000_000;

    public static SyntheticMarketParameters Hours(ulong seed, double hours) => new()
    {
        Seed = seed,
        StartTime = new Timestamp(StartNs),
        EndTime = new Timestamp(StartNs + (long)(hours * HourNs)),
    };

    public static SyntheticListing Listing(string symbol, int id = 0, string? profile = null)
    {
        var habits = profile is null ? SyntheticProfiles.For(symbol) : SyntheticProfiles.All.Single(one => one.Name == profile);
        return new SyntheticListing(habits.InstrumentFor(new InstrumentId(id), symbol), habits);
    }

    public static List<TradeTick> Trades(SyntheticListing listing, SyntheticMarketParameters parameters)
    {
        using var market = new SyntheticMarket([listing], parameters, SyntheticContent.Trades);
        var trades = new List<TradeTick>();
        while (market.TryNext(out var next))
            trades.Add(next.Trade);
        return trades;
    }

    public static List<SyntheticEvent> Events(IReadOnlyList<SyntheticListing> listings, SyntheticMarketParameters parameters)
    {
        using var market = new SyntheticMarket(listings, parameters);
        var events = new List<SyntheticEvent>();
        while (market.TryNext(out var next))
            events.Add(next);
        return events;
    }
}
