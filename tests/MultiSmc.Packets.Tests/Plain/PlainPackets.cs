using System.Numerics;
using MultiSmc.Core;

namespace MultiSmc.Packets.Tests;

/// <summary>One trade in canonical units.</summary>
public readonly record struct PlainTrade(long Id, long TimeNs, long Price, long Quantity, bool IsBuy)
{
    public AggressorSide Aggressor => IsBuy ? AggressorSide.Buyer : AggressorSide.Seller;
}

/// <summary>
/// The slow twin of all builders, written from the specification: every packet keeps its parts in a list, every field is computed from the
/// list when it is asked for, integers are of any size.
/// </summary>
public sealed class PlainPackets(PacketParameters parameters)
{
    private readonly List<Packet> _segmentPackets = [];
    private List<Part> _parts = [];
    private long _quote;
    private PlainTrade? _last;
    private PacketFlags _flags;
    private PacketCounters _counters = new() { Segments = 1 };

    private sealed record Part(PlainTrade Trade, long Quote, long Base, bool IsFirst, PlainTrade? Previous);

    public List<Packet> Closed { get; } = [];

    public PacketCounters Counters => _counters;

    public Packet? Forming => _parts.Count == 0 ? null : Compute();

    public void Add(PlainTrade trade)
    {
        var value = (BigInteger)trade.Price * trade.Quantity;
        var largest = BigInteger.Pow(2, 61);
        if (parameters.Overshoot == Overshoot.Split)
            largest = BigInteger.Min(largest, (BigInteger)parameters.Bucket * 65_536);
        if (trade.Price <= 0 || trade.Quantity <= 0 || value > largest)
        {
            _counters.Invalid++;
            return;
        }

        var isBreak = false;
        if (_last is { } last)
        {
            if (trade.Id <= last.Id)
            {
                _counters.DuplicateOrLate++;
                return;
            }

            var flags = PacketFlags.None;
            if (trade.TimeNs < last.TimeNs)
            {
                _counters.TimeClamped++;
                flags |= PacketFlags.TimeClamped;
                trade = trade with { TimeNs = last.TimeNs };
            }

            var missing = (BigInteger)trade.Id - last.Id - 1;
            var gap = parameters.SessionGap.Nanoseconds;
            isBreak = missing > parameters.MaxGapIds || (gap != 0 && (BigInteger)trade.TimeNs - last.TimeNs > gap);
            if (missing > 0)
            {
                _counters.MissingIds += (long)missing;
                flags |= PacketFlags.IdGap;
            }

            if (isBreak)
            {
                Break();
            }
            else if (parameters.Anchor == PacketAnchor.UtcDay && Day(trade.TimeNs) != Day(last.TimeNs) && _parts.Count > 0)
            {
                _flags |= PacketFlags.Truncated;
                Close();
            }

            _flags |= flags;
        }

        _counters.Accepted++;
        Place(trade, (long)value, isBreak ? null : _last);
        _last = trade;
    }

    private static long Day(long timeNs) => (long)Math.Floor(timeNs / 86_400e9) is var day && day * 86_400_000_000_000 > timeNs ? day - 1 : day;

    private void Break()
    {
        _counters.Segments++;
        _counters.DiscardedTrades += _parts.Count(part => part.IsFirst);
        _parts = [];
        _quote = 0;
        _flags = PacketFlags.None;
        _segmentPackets.Clear();
    }

    private void Place(PlainTrade trade, long value, PlainTrade? previous)
    {
        if (parameters.Overshoot == Overshoot.Whole)
        {
            AddPart(new(trade, value, trade.Quantity, true, previous));
            return;
        }

        long placed = 0;
        while (placed < value)
        {
            if (placed > 0)
                _flags |= PacketFlags.BeginsInsideTrade;
            var part = Math.Min(parameters.Bucket - _quote, value - placed);
            var baseBefore = (long)((BigInteger)trade.Quantity * placed / value);
            var baseAfter = (long)((BigInteger)trade.Quantity * (placed + part) / value);
            if (placed + part < value)
                _flags |= PacketFlags.EndsInsideTrade;
            AddPart(new(trade, part, baseAfter - baseBefore, placed == 0, previous));
            placed += part;
        }
    }

    private void AddPart(Part part)
    {
        _parts.Add(part);
        _quote = checked(_quote + part.Quote);
        if (_quote >= parameters.Bucket)
            Close();
    }

    private void Close()
    {
        var packet = Compute();
        Closed.Add(packet);
        _segmentPackets.Add(packet);
        _parts = [];
        _quote = 0;
        _flags = PacketFlags.None;
    }

    private Packet Compute()
    {
        var first = _parts[0].Trade;
        var last = _parts[^1].Trade;
        var begun = _parts.Where(part => part.IsFirst).ToList();
        var returns = begun.Where(part => part.Previous is not null).Select(part => (part.Trade, Previous: part.Previous.GetValueOrDefault())).ToList();
        var buys = _parts.Where(part => part.Trade.IsBuy).ToList();
        Packet? before = _segmentPackets.Count == 0 ? null : _segmentPackets[^1];
        var variance = 0.0;
        foreach (var (trade, previous) in returns)
        {
            var r = PlainLog(trade.Price, previous.Price);
            variance += r * r;
        }

        var packet = new Packet
        {
            Index = Closed.Count,
            Segment = (int)_counters.Segments - 1,
            Flags = before is null ? _flags | PacketFlags.SegmentStart : _flags,
            FirstId = first.Id,
            LastId = last.Id,
            OpenTime = new(first.TimeNs),
            CloseTime = new(last.TimeNs),
            ElapsedNs = Math.Max(1_000_000, last.TimeNs - (before?.CloseTime.Nanoseconds ?? first.TimeNs)),
            Open = first.Price,
            High = _parts.Max(part => part.Trade.Price),
            Low = _parts.Min(part => part.Trade.Price),
            Close = last.Price,
            TradeCount = begun.Count,
            PartCount = _parts.Count,
            BuyCount = begun.Count(part => part.Trade.IsBuy),
            SideFlips = returns.Count(pair => pair.Trade.IsBuy != pair.Previous.IsBuy),
            Base = _parts.Sum(part => part.Base),
            Quote = _parts.Sum(part => part.Quote),
            BuyBase = buys.Sum(part => part.Base),
            BuyQuote = buys.Sum(part => part.Quote),
            MaxTradeQuote = _parts.Max(part => part.Quote),
            Path = returns.Sum(pair => Math.Abs(pair.Trade.Price - pair.Previous.Price)),
            NetMove = last.Price - (before?.Close ?? first.Price),
            ReturnCount = returns.Count,
            RealisedVariance = variance,
            RealisedVolatility = Math.Sqrt(variance),
        };
        packet.Imbalance = packet.SignedQuote / (double)packet.Quote;
        var unit = Math.Pow(10, parameters.PriceDecimals);
        packet.Vwap = packet.Base == 0 ? packet.Close / unit : packet.Quote / (double)packet.Base / unit;
        packet.Efficiency = packet.Path == 0 ? 0 : Math.Abs(packet.NetMove) / (double)packet.Path;
        packet.Intensity = packet.TradeCount * 1e9 / packet.ElapsedNs;
        packet.Vpin = Vpin(packet);
        return packet;
    }

    private double Vpin(Packet packet)
    {
        var window = _segmentPackets.TakeLast(parameters.VpinWindow - 1).Append(packet).ToList();
        if (window.Count < parameters.VpinWindow)
            return double.NaN;
        var imbalance = window.Aggregate((Int128)0, (sum, p) => sum + Math.Abs(p.SignedQuote));
        var quote = window.Aggregate((Int128)0, (sum, p) => sum + p.Quote);
        return (double)imbalance / (double)quote;
    }

    private static double PlainLog(long price, long previous)
    {
        double difference = price - previous;
        var z = difference / (price + previous);
        if (Math.Abs(z) > 0.0625)
            return Math.Log(price / (double)previous);
        var w = z * z;
        var t = 1.0 / 15;
        foreach (var k in (double[])[13, 11, 9, 7, 5, 3, 1])
            t = t * w + 1 / k;
        return 2 * z * t;
    }
}
