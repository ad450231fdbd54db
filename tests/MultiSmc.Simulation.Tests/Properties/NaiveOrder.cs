using MultiSmc.Core;

namespace MultiSmc.Simulation.Tests;

/// <summary>
/// One resting buy or sell, filled straight from the numbered rules: it keeps the whole tape and looks everything up anew for each event.
/// </summary>
internal sealed class NaiveOrder(FillModel model, Side side, long price, long quantity, long kappaPpm, long ageScale)
{
    private readonly List<(long Price, long Quantity, AggressorSide Aggressor)> _prints = [];
    private (long Bid, long BidSize, long Ask, long AskSize)? _quote;
    private long? _ahead;
    private long _leaves = quantity;
    private long _displayedTaken;
    private long _liveAt = long.MinValue;
    private bool _isLive;

    public List<string> Fills { get; } = [];

    // The order's own side of the market, mirrored for a sell so that one text serves both.
    private long Own(long p) => side == Side.Buy ? p : -p;

    public void GoLive(long time)
    {
        (_isLive, _liveAt) = (true, time);
        if (_quote is not null)
            SettleByQuote(time);
        else
            SettleByTape();
    }

    public void OnPrint(long time, long printPrice, long volume, AggressorSide aggressor)
    {
        if (_isLive && time > _liveAt)
        {
            var isAgainst = (aggressor == AggressorSide.Seller) == (side == Side.Buy);
            var isBeyond = Own(printPrice) < Own(price);
            var isAt = printPrice == price;
            if (isAgainst && isBeyond)
            {
                _ahead = 0;
                Fill(volume, Tier + "/trade-through");
            }
            else if (isAgainst && isAt && model == FillModel.Touch)
            {
                Fill(volume, Tier + "/touch");
            }
            else if (isAgainst && isAt && model == FillModel.Queue)
            {
                if (_ahead is null && _quote is null)
                    SettleByTape();
                if (_ahead is { } ahead)
                {
                    _ahead = Math.Max(0, ahead - volume);
                    Fill(volume - ahead, Tier + "/queue");
                }
            }
            else if (!isAgainst && _quote is null && (isBeyond || (isAt && model == FillModel.Touch)))
            {
                _ahead = 0;
                Fill(volume, "T0/crossed");
            }
        }

        _prints.Add((printPrice, volume, aggressor));
    }

    public void OnQuote(long time, long bid, long bidSize, long ask, long askSize)
    {
        var other = side == Side.Buy ? ask : bid;
        if (_quote is { } old && other != (side == Side.Buy ? old.Ask : old.Bid))
            _displayedTaken = 0;
        _quote = (bid, bidSize, ask, askSize);
        if (!_isLive || time <= _liveAt)
            return;
        if (_ahead is null)
            SettleByQuote(time);
        if (Own(other) <= Own(price))
        {
            _ahead = 0;
            _displayedTaken += Fill((side == Side.Buy ? askSize : bidSize) - _displayedTaken, "T1/crossed");
        }
    }

    private string Tier => _quote is null ? "T0" : "T1";

    private long Fill(long available, string evidence)
    {
        var filled = Math.Clamp(available, 0, _leaves);
        _leaves -= filled;
        if (filled > 0)
            Fills.Add($"{filled} {evidence}");
        return filled;
    }

    private void SettleByQuote(long time)
    {
        if (_quote is not var (bid, bidSize, ask, askSize))
            return;
        var (best, size) = side == Side.Buy ? (bid, bidSize) : (ask, askSize);
        if (best == price)
            _ahead = (long)(((Int128)size * ageScale / (ageScale + time - _liveAt) + 999) / 1_000 * 1_000);
        else if (Own(best) < Own(price))
            _ahead = 0;
    }

    /// <summary>Visits from the whole tape: neighbours of one aggressor and price, the last one not counted.</summary>
    private void SettleByTape()
    {
        var aggressor = side == Side.Buy ? AggressorSide.Seller : AggressorSide.Buyer;
        var visits = new List<(long Price, long Volume)>();
        foreach (var print in _prints.Where(p => p.Aggressor == aggressor))
        {
            if (visits.Count > 0 && visits[^1].Price == print.Price)
                visits[^1] = (print.Price, visits[^1].Volume + print.Quantity);
            else
                visits.Add((print.Price, print.Quantity));
        }

        if (visits.Count < 2)
            return;
        long mean = 0;
        for (var i = 0; i < visits.Count - 1; i++)
            mean += i < 64 ? (visits[i].Volume - mean) / (i + 1) : (long)Math.Floor((visits[i].Volume - mean) / 64m);
        _ahead = (mean * kappaPpm / 1_000_000 + 999) / 1_000 * 1_000;
    }
}
