using System.Collections.Concurrent;
using MultiSmc.Core;

namespace MultiSmc.Catalog;

/// <summary>
/// The trades of a range, block by block in order of id, as <see cref="TradeScan"/> gives them, but read by several threads: each has its share of the blocks
/// and is at most two of them ahead, so that memory is the same for any range.
/// </summary>
internal sealed class SplitTradeScan : IDisposable
{
    private const int BlocksOfAThread = 2;

    private readonly CancellationTokenSource _stop = new();
    private readonly Lane[] _lanes;
    private int _turn;
    private readonly string _root;
    private TradeColumns? _lent;
    private long _last = long.MinValue;

    public SplitTradeScan(CatalogStore store, SeriesKey key, Timestamp? from, Timestamp? to, DecimalScale units, int threads)
    {
        _lanes = new Lane[threads];
        var days = new SeenDays(store, key, from, to);
        _root = Path.Combine(store.Root, key.Folder);
        for (var i = 0; i < threads; i++)
            _lanes[i] = new Lane(new TradeScan(key, days, from, to, units, i, threads), _stop.Token);
    }

    /// <summary>Done when no thread reads any more.</summary>
    internal Task Reading => Task.WhenAll(_lanes.Select(static lane => lane.Reading));

    /// <summary>The next block, which may be empty; good until the next call. Null at the end.</summary>
    /// <exception cref="CatalogException">A file is damaged or was replaced meanwhile, or an amount is finer than the units asked for.</exception>
    public TradeColumns? Next()
    {
        if (_lent is { } lent)
        {
            _lanes[_turn].GiveBack(lent);
            _turn = (_turn + 1) % _lanes.Length;
        }

        _lent = _lanes[_turn].Take();
        // Within a block its reader looks; who reads every second one can't say how they join.
        if (_lent is { Count: > 0 } block)
        {
            if (block.Ids[0] <= _last)
                throw new CatalogException(_root, $"its rows are not in order: trade {block.Ids[0]} comes behind {_last}", "Find the day with `multismc data verify`, move it away and import it again.");
            _last = block.Ids[^1];
        }

        return _lent;
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var lane in _lanes)
            lane.Dispose();
        _stop.Dispose();
    }

    /// <summary>One thread and its share.</summary>
    private sealed class Lane : IDisposable
    {
        private readonly TradeScan _scan;
        private readonly BlockingCollection<TradeColumns> _empty = [];
        private readonly BlockingCollection<TradeColumns> _full = [];
        private readonly CancellationToken _stop;

        public Lane(TradeScan scan, CancellationToken stop)
        {
            (_scan, _stop) = (scan, stop);
            for (var i = 0; i < BlocksOfAThread; i++)
                _empty.Add(new TradeColumns(RowBlock.Rows), stop);
            Reading = Task.Factory.StartNew(Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        public Task Reading { get; }

        public TradeColumns? Take()
        {
            if (_full.TryTake(out var block, Timeout.Infinite, CancellationToken.None))
                return block;
            // The thread has ended: at its share's end, or by a failure that its reader must hear by its own name.
            Reading.GetAwaiter().GetResult();
            return null;
        }

        public void GiveBack(TradeColumns block)
        {
            block.Clear();
            _empty.Add(block, CancellationToken.None);
        }

        public void Dispose()
        {
            Task.WaitAny(Reading);
            _scan.Dispose();
            _empty.Dispose();
            _full.Dispose();
        }

        private void Read()
        {
            try
            {
                while (_empty.TryTake(out var block, Timeout.Infinite, _stop) && _scan.ReadBlock(block))
                    _full.Add(block, _stop);
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                // Nobody wants the rest.
            }
            finally
            {
                _full.CompleteAdding();
            }
        }
    }
}
