using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Sockets.Tests;

/// <summary>When a node dies at a request.</summary>
public enum Death
{
    /// <summary>It is journaled, and nothing that follows from it has left.</summary>
    BeforeSending,

    /// <summary>It has left; no answer reaches anybody.</summary>
    AfterSending,
}

/// <summary>
/// One life of a node, from its start to its end or death. A dead one stands in this process still, but nothing of it leaves and nothing reaches it: what
/// its disk held at that moment was put aside.
/// </summary>
internal sealed class NodeLife(IVenueGateway gateway, IMarketFeed feed, Action onDeath) : IVenueGateway, IMarketFeed, IShellInbox
{
    private readonly Lock _gate = new();
    private readonly List<VenueRequest> _sent = [];
    private IShellInbox? _inbox;
    private Predicate<VenueRequest>? _deadly;
    private Predicate<VenueEvent>? _deadlyWord;
    private Death _death;
    private volatile bool _isDead;

    public bool IsDead => _isDead;

    /// <summary>Requests that left, oldest first.</summary>
    public IReadOnlyList<VenueRequest> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    public Task Completion => feed.Completion;

    IReadOnlyList<LinkStatus> IVenueGateway.Links => gateway.Links;

    bool IMarketFeed.BeginsAnew => feed.BeginsAnew;

    IReadOnlyList<LinkStatus> IMarketFeed.Links => feed.Links;

    /// <summary>It dies when it sends such a request.</summary>
    public void DieAt(Predicate<VenueRequest> request, Death death)
    {
        lock (_gate)
            (_deadly, _death) = (request, death);
    }

    /// <summary>It dies when it hears such a word, before it is journaled.</summary>
    public void DieHearing(Predicate<VenueEvent> word)
    {
        lock (_gate)
            _deadlyWord = word;
    }

    public void Die()
    {
        lock (_gate)
        {
            if (_isDead)
                return;
            _isDead = true;
            onDeath();
        }
    }

    void IVenueGateway.Start(IShellInbox inbox, IReadOnlyList<KnownOrder> known)
    {
        _inbox = inbox;
        gateway.Start(this, known);
    }

    void IMarketFeed.Start(IShellInbox inbox, IReadOnlyList<TradeId> after)
    {
        _inbox = inbox;
        feed.Start(this, after);
    }

    public void Send(VenueRequest request)
    {
        lock (_gate)
        {
            if (_isDead)
                return;
            var isDeadly = _deadly?.Invoke(request) == true;
            if (!isDeadly || _death == Death.AfterSending)
            {
                _sent.Add(request);
                gateway.Send(request);
            }

            if (isDeadly)
                Die();
        }
    }

    public void OnMarket(in MarketEvent market)
    {
        if (!_isDead)
            _inbox?.OnMarket(in market);
    }

    public void OnVenue(VenueEvent venueEvent)
    {
        lock (_gate)
        {
            if (_deadlyWord?.Invoke(venueEvent) == true)
                Die();
            if (!_isDead)
                _inbox?.OnVenue(venueEvent);
        }
    }

    /// <summary>The node disposes it in two roles.</summary>
    public async ValueTask DisposeAsync()
    {
        await feed.DisposeAsync();
        await gateway.DisposeAsync();
    }
}
