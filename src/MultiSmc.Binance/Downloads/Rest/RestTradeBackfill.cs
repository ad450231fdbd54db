using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>Missing trades from the exchange's REST interface: 1000 a request, about 120,000 a minute: half of the weight limit, the rest is for trading. Needs no key.</summary>
public sealed class RestTradeBackfill : ITradeBackfill
{
    private readonly TradePages _pages;

    internal RestTradeBackfill(TradePages pages) => _pages = pages;

    /// <inheritdoc/>
    public async Task<BackfillReport> FetchAsync(
        string symbol, IReadOnlyList<TradeIdRange> missing, Func<IReadOnlyList<TradeTick>, CancellationToken, ValueTask> take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(missing);
        ArgumentNullException.ThrowIfNull(take);
        var wanted = new Wanted(missing);
        try
        {
            while (wanted.NextId is { } next)
            {
                var page = await _pages.FromAsync(symbol, next, cancellation).ConfigureAwait(false);
                var found = wanted.Pick(page);
                if (found.Count > 0)
                    await take(found, cancellation).ConfigureAwait(false);
            }
        }
        catch (DownloadException failure)
        {
            wanted.GiveUp(failure.Message);
        }

        return new BackfillReport(wanted.Found, wanted.Unrepaired);
    }

    /// <summary>The ids still to be asked for. One page may serve many small ranges that lie close together.</summary>
    private sealed class Wanted
    {
        private readonly List<UnrepairedIds> _unrepaired = [];
        private readonly IReadOnlyList<TradeIdRange> _ranges;
        private int _at;

        public Wanted(IReadOnlyList<TradeIdRange> ranges)
        {
            for (var i = 0; i < ranges.Count; i++)
            {
                if (ranges[i].First < 0 || ranges[i].Last < ranges[i].First || (i > 0 && ranges[i].First <= ranges[i - 1].Last))
                    throw new ArgumentException($"ranges of ids must rise and lie apart; range {i} is {ranges[i].First}..{ranges[i].Last}", nameof(ranges));
            }

            _ranges = ranges;
            NextId = ranges is [var first, ..] ? first.First : null;
        }

        public long? NextId { get; private set; }

        public long Found { get; private set; }

        public IReadOnlyList<UnrepairedIds> Unrepaired => _unrepaired;

        /// <summary>The page's trades that are wanted; ids it should have and has not are noted as unknown to the exchange.</summary>
        public List<TradeTick> Pick(TradeRow[] page)
        {
            var found = new List<TradeTick>();
            foreach (var trade in page)
            {
                PassUpTo(trade.Id);
                if (NextId != trade.Id)
                    continue;
                found.Add(trade.ToTick());
                MoveTo(trade.Id + 1);
            }

            Found += found.Count;
            // A short page is the end of what the exchange has.
            if (page.Length < TradePages.PageSize)
                PassUpTo(long.MaxValue);
            return found;
        }

        public void GiveUp(string reason)
        {
            while (NextId is { } next)
            {
                _unrepaired.Add(new UnrepairedIds(new TradeIdRange(next, _ranges[_at].Last), reason, IsFinal: false));
                MoveTo(_ranges[_at].Last + 1);
            }
        }

        private void PassUpTo(long id)
        {
            while (NextId is { } next && next < id)
            {
                var last = Math.Min(_ranges[_at].Last, id - 1);
                _unrepaired.Add(new UnrepairedIds(new TradeIdRange(next, last), "the exchange has no trades of these ids", IsFinal: true));
                MoveTo(last + 1);
            }
        }

        private void MoveTo(long id)
        {
            if (id > _ranges[_at].Last)
                NextId = ++_at < _ranges.Count ? _ranges[_at].First : null;
            else
                NextId = id;
        }
    }
}
