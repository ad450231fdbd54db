using MultiSmc.Core;

namespace MultiSmc.Simulation.Tests;

/// <summary>A book kept by a reader of the events, in the plainest way.</summary>
internal sealed class BookReplica
{
    private readonly SortedDictionary<long, long> _bids = [];
    private readonly SortedDictionary<long, long> _asks = [];

    public BookReplica(DepthSnapshot snapshot)
    {
        LastUpdateId = snapshot.LastUpdateId;
        foreach (var level in snapshot.Bids)
            _bids.Add(level.Price.Raw, level.Quantity.Raw);
        foreach (var level in snapshot.Asks)
            _asks.Add(level.Price.Raw, level.Quantity.Raw);
    }

    public long LastUpdateId { get; private set; }

    public (long Price, long Quantity) Bid => _bids.Last() is var (price, quantity) ? (price, quantity) : default;

    public (long Price, long Quantity) Ask => _asks.First() is var (price, quantity) ? (price, quantity) : default;

    public int Levels => Math.Min(_bids.Count, _asks.Count);

    public long At(Side side, Price price) => (side == Side.Buy ? _bids : _asks).GetValueOrDefault(price.Raw);

    public void Apply(in LevelChange change)
    {
        Assert.Equal(LastUpdateId + 1, change.UpdateId);
        LastUpdateId = change.UpdateId;
        var side = change.Side == Side.Buy ? _bids : _asks;
        Assert.True(change.Quantity.Raw >= 0);
        if (change.Quantity.Raw == 0)
            Assert.True(side.Remove(change.Price.Raw), "only a level that is there goes");
        else
            side[change.Price.Raw] = change.Quantity.Raw;
    }

    public DepthSnapshot Copy() => new(
        LastUpdateId,
        [.. _bids.Reverse().Select(level => new DepthLevel(new Price(level.Key), new Quantity(level.Value)))],
        [.. _asks.Select(level => new DepthLevel(new Price(level.Key), new Quantity(level.Value)))]);
}
