using MultiSmc.Core;

namespace MultiSmc.Browser.Tests;

/// <summary>One market whose price goes where the test sends it: four trades to a packet, in a straight line.</summary>
/// <remarks>
/// The path of every test: a quiet stretch round 100.00; down to 99.00 and up to 102.00, which breaks the last high: a change of character, a zone from
/// 99.63 to 100.14, an entry at 99.88 with its target at 102.00 and its stop at 98.85. At 100.15 the price is on approach, at 99.80 the entry is filled.
/// </remarks>
internal sealed class Market(Exchange exchange, InstrumentId instrument)
{
    private const long TickRaw = FixedPoint.Scale / 100;
    private const int TradesInPacket = 4;
    private long _ticks = 10_000;
    private long _id;

    /// <summary>Quote value that closes a packet.</summary>
    public const long Bucket = 100_000;

    /// <summary>Trades so far.</summary>
    public long Trades => _id;

    /// <summary>The price goes to a place within so many packets.</summary>
    public void Walk(decimal to, int packets)
    {
        var (from, end, trades) = (_ticks, (long)(to * 100), packets * TradesInPacket);
        for (var k = 1; k <= trades; k++)
            Trade(from + (end - from) * k / trades);
    }

    /// <summary>Nothing comes of this but packets.</summary>
    public void Quiet(int packets)
    {
        for (var k = 0; k < packets / 6; k++)
        {
            Walk(100.08m, 3);
            Walk(99.92m, 3);
        }
    }

    /// <summary>A break of structure upwards: a zone, and an order in it.</summary>
    public void Break()
    {
        Walk(99.00m, 5);
        Walk(102.00m, 10);
    }

    /// <summary>The price comes near the order: the model is asked.</summary>
    public void Approach() => Walk(100.15m, 6);

    /// <summary>The price goes through the order.</summary>
    public void Fill() => Walk(99.80m, 3);

    /// <summary>The price touches what lies beyond the target, and closes under it: a close above would be another break.</summary>
    public void Target()
    {
        Walk(101.90m, 8);
        Trade(10_195);
        Trade(10_202);
        Trade(10_195);
        Trade(10_190);
    }

    private void Trade(long ticks)
    {
        var aggressor = ticks > _ticks || (ticks == _ticks && _id % 2 == 0) ? AggressorSide.Buyer : AggressorSide.Seller;
        _ticks = ticks;
        // A little more than a fourth of a packet, so that every fourth trade closes one.
        var lots = Bucket * 100_000 / TradesInPacket / _ticks + 1;
        exchange.Trade(instrument, ++_id, new Price(_ticks * TickRaw), new Quantity(lots * FixedPoint.Scale / 1_000), aggressor);
    }
}
