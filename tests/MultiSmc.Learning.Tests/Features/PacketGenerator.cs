using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Learning.Tests;

/// <summary>Random packets with segment breaks, standstills and packets without trades of their own, and zones over them.</summary>
internal sealed class PacketGenerator(ulong seed)
{
    private SplitMix64 _random = new(seed);
    private long _close = 5_000_000;
    private int _segment;

    public Packet Next(long index, bool breaks)
    {
        if (breaks)
            _segment++;
        var isStill = _random.NextBelow(5) == 0;
        var open = _close;
        _close = isStill ? _close : Math.Max(1000, _close + _random.NextBelow(2001) - 1000);
        var trades = _random.NextBelow(4) == 0 ? 0 : _random.NextBelow(200);
        var quote = 1_000_000 + _random.NextBelow(1_000_000);
        var buyQuote = _random.NextBelow(quote + 1);
        return new Packet
        {
            Index = index,
            Segment = _segment,
            Flags = breaks ? PacketFlags.SegmentStart : PacketFlags.None,
            ElapsedNs = 1_000_000 + _random.NextBelow(1_000_000_000),
            Open = open,
            Close = _close,
            High = Math.Max(open, _close) + (isStill ? 0 : _random.NextBelow(50)),
            Low = Math.Min(open, _close) - (isStill ? 0 : _random.NextBelow(50)),
            TradeCount = trades,
            BuyCount = trades == 0 ? 0 : _random.NextBelow(trades),
            SideFlips = trades == 0 ? 0 : _random.NextBelow(trades),
            Base = 1 + _random.NextBelow(1000),
            Quote = quote,
            BuyQuote = buyQuote,
            MaxTradeQuote = 1 + _random.NextBelow(quote),
            RealisedVariance = isStill ? 0 : _random.NextDouble() * 1e-6,
            RealisedVolatility = _random.NextDouble() * 1e-3,
            Imbalance = (2.0 * buyQuote - quote) / quote,
            Efficiency = _random.NextDouble(),
            Intensity = _random.NextDouble() * 100,
            Vpin = _random.NextBelow(200) == 0 ? double.NaN : _random.NextDouble(),
        };
    }

    public Zone Zone(long firstIndex, long lastIndex)
    {
        var side = _random.NextBelow(2) == 0 ? Direction.Long : Direction.Short;
        var originIndex = firstIndex + _random.NextBelow(lastIndex - firstIndex + 1);
        var extIndex = originIndex + _random.NextBelow(lastIndex - originIndex + 1);
        var range = 1 + _random.NextBelow(10_000);
        var origin = _close - (int)side * _random.NextBelow(5000);
        return new Zone
        {
            Side = side,
            Kind = _random.NextBelow(2) == 0 ? BreakKind.Bos : BreakKind.Choch,
            Created = extIndex + _random.NextBelow(lastIndex - extIndex + 1),
            OriginIndex = originIndex,
            Origin = origin,
            ExtIndex = extIndex,
            Ext = origin + (int)side * range,
            Adverse = _close + _random.NextBelow(2001) - 1000,
            Entry = origin + (int)side * (range * 295 / 1000),
            Sl = origin - (int)side * (range / 20),
            Tp1 = origin + (int)side * range,
        };
    }
}
