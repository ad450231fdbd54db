using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Sockets.Tests;

/// <summary>A live feed that is over when the last trade of a tape has come.</summary>
internal sealed class EndingFeed(IMarketFeed feed, long lastTrade, Action onUp, Action<int> onTrade) : IMarketFeed, IShellInbox
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IShellInbox? _inbox;
    private int _trades;

    public Task Completion => _over.Task;

    public bool BeginsAnew => feed.BeginsAnew;

    public IReadOnlyList<LinkStatus> Links => feed.Links;

    public void Start(IShellInbox inbox, IReadOnlyList<TradeId> after)
    {
        _inbox = inbox;
        feed.Start(this, after);
    }

    public void OnMarket(in MarketEvent market)
    {
        _inbox?.OnMarket(in market);
        onTrade(++_trades);
        if (market.Trade.Id >= lastTrade)
            _over.TrySetResult();
    }

    public void OnVenue(VenueEvent venueEvent)
    {
        _inbox?.OnVenue(venueEvent);
        if (venueEvent is VenueEvent.ConnectionChanged { IsUp: true })
            onUp();
    }

    public ValueTask DisposeAsync() => feed.DisposeAsync();
}
