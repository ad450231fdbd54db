using CsCheck;
using MultiSmc.Core;

namespace MultiSmc.Packets.Tests;

public sealed class EveryBuilder
{
    private static readonly Gen<(TapeSpec Spec, PacketParameters Parameters, ulong Cuts)> Cases =
        Gen.Select(Tapes.AnyTape, Tapes.AnyParameters, Gen.ULong);

    [Fact]
    public void Gives_the_bits_of_the_plain_twin_trade_by_trade() =>
        Cases.Sample(
            x =>
            {
                var trades = Tapes.Trades(x.Spec);
                var expected = Tapes.Plain(x.Parameters, trades);
                foreach (var path in SimdPaths.Supported)
                {
                    var builder = new PacketBuilder(x.Parameters, path, null);
                    Bits.Equal(expected, Stream(builder, trades, x.Cuts), $"streaming {path}");
                }
            },
            iter: 120);

    [Fact]
    public void Gives_the_bits_of_the_plain_twin_from_columns_however_they_are_cut() =>
        Cases.Sample(
            x =>
            {
                var trades = Tapes.Trades(x.Spec);
                var expected = Tapes.Plain(x.Parameters, trades);
                foreach (var path in SimdPaths.Supported)
                {
                    Bits.Equal(expected, Batch(x.Parameters, path, [Tapes.Columns(trades)]), $"batch {path}");
                    Bits.Equal(expected, Batch(x.Parameters, path, Cut(trades, x.Cuts)), $"batch in pieces {path}");
                }
            },
            iter: 120);

    [Fact]
    public void Takes_single_trades_and_columns_in_turn() =>
        Cases.Sample(
            x =>
            {
                var trades = Tapes.Trades(x.Spec);
                var expected = Tapes.Plain(x.Parameters, trades);
                var builder = new BatchPacketBuilder(x.Parameters);
                var packets = new List<Packet>();
                var isSingle = false;
                foreach (var piece in Cut(trades, x.Cuts))
                {
                    isSingle = !isSingle;
                    if (!isSingle)
                    {
                        packets.AddRange(builder.Add(piece));
                        continue;
                    }

                    for (var i = 0; i < piece.Count; i++)
                    {
                        var side = (AggressorSide)piece.Buyers[i];
                        packets.AddRange(builder.Serial.Add(piece.Ids[i], piece.Times[i], piece.Prices[i], piece.Quantities[i], side).Closed);
                    }
                }

                Bits.Equal(expected, new PacketBatch(packets.ToArray(), builder.Counters, builder.Forming), "in turn");
            },
            iter: 60);

    [Fact]
    public void Agrees_where_a_packet_closes_on_every_lane()
    {
        foreach (var path in SimdPaths.Supported)
        {
            // Equal trades of 1,000 units: the bucket fills after 1, 2, .. 40 of them, so closes fall on each lane of each vector.
            for (var perPacket = 1; perPacket <= 40; perPacket++)
            {
                var parameters = new PacketParameters { PriceDecimals = 2, QuantityDecimals = 3, Bucket = perPacket * 1000, VpinWindow = 3 };
                var trades = Enumerable.Range(1, 333).Select(i => new PlainTrade(i, i, 100 + i % 2 * 100, i % 2 == 0 ? 10 : 5, i % 3 == 0)).ToList();
                Bits.Equal(Tapes.Plain(parameters, trades), Batch(parameters, path, [Tapes.Columns(trades)]), $"{path}, {perPacket} trades");
            }
        }
    }

    internal static PacketBatch Batch(PacketParameters parameters, SimdPath path, IEnumerable<TradeColumns> pieces)
    {
        var builder = new BatchPacketBuilder(parameters, path);
        var packets = new List<Packet>();
        foreach (var piece in pieces)
            packets.AddRange(builder.Add(piece));
        return new PacketBatch(packets.ToArray(), builder.Counters, builder.Forming);
    }

    internal static List<TradeColumns> Cut(List<PlainTrade> trades, ulong seed)
    {
        var random = new SplitMix64(seed);
        var pieces = new List<TradeColumns>();
        for (var i = 0; i < trades.Count;)
        {
            var length = (int)Math.Min(trades.Count - i, random.NextBelow(random.NextBelow(3) == 0 ? 1500 : 20));
            pieces.Add(Tapes.Columns(trades.Skip(i).Take(length)));
            i += length;
        }

        return pieces;
    }

    private static PacketBatch Stream(PacketBuilder builder, List<PlainTrade> trades, ulong seed)
    {
        var random = new SplitMix64(seed);
        var packets = new List<Packet>();
        foreach (var trade in trades)
        {
            packets.AddRange(builder.Add(trade.Id, trade.TimeNs, trade.Price, trade.Quantity, trade.Aggressor).Closed);
            // Looking at the unfinished packet must not change it.
            if (random.NextBelow(16) == 0)
                _ = builder.Forming;
        }

        return new PacketBatch(packets.ToArray(), builder.Counters, builder.Forming);
    }
}
