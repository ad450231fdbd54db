using MultiSmc.Core;
using MultiSmc.Packets;
using ParquetSharp;

namespace MultiSmc.Catalog;

/// <summary>Packets as the columns of a table, and back: every field, to the bit. Integers are in the instrument's canonical units.</summary>
public static class PacketColumns
{
    private static readonly Field<long>[] Numbers =
    [
        new("index", static (in p) => p.Index, static (ref p, v) => p.Index = v),
        new("segment", static (in p) => (long)p.Segment, static (ref p, v) => p.Segment = checked((int)v)),
        new("flags", static (in p) => (long)p.Flags, static (ref p, v) => p.Flags = (PacketFlags)checked((byte)v)),
        new("first_id", static (in p) => p.FirstId, static (ref p, v) => p.FirstId = v),
        new("last_id", static (in p) => p.LastId, static (ref p, v) => p.LastId = v),
        new("open_time_ns", static (in p) => p.OpenTime.Nanoseconds, static (ref p, v) => p.OpenTime = new Timestamp(v)),
        new("close_time_ns", static (in p) => p.CloseTime.Nanoseconds, static (ref p, v) => p.CloseTime = new Timestamp(v)),
        new("elapsed_ns", static (in p) => p.ElapsedNs, static (ref p, v) => p.ElapsedNs = v),
        new("open", static (in p) => p.Open, static (ref p, v) => p.Open = v),
        new("high", static (in p) => p.High, static (ref p, v) => p.High = v),
        new("low", static (in p) => p.Low, static (ref p, v) => p.Low = v),
        new("close", static (in p) => p.Close, static (ref p, v) => p.Close = v),
        new("trade_count", static (in p) => p.TradeCount, static (ref p, v) => p.TradeCount = v),
        new("part_count", static (in p) => p.PartCount, static (ref p, v) => p.PartCount = v),
        new("buy_count", static (in p) => p.BuyCount, static (ref p, v) => p.BuyCount = v),
        new("side_flips", static (in p) => p.SideFlips, static (ref p, v) => p.SideFlips = v),
        new("base", static (in p) => p.Base, static (ref p, v) => p.Base = v),
        new("quote", static (in p) => p.Quote, static (ref p, v) => p.Quote = v),
        new("buy_base", static (in p) => p.BuyBase, static (ref p, v) => p.BuyBase = v),
        new("buy_quote", static (in p) => p.BuyQuote, static (ref p, v) => p.BuyQuote = v),
        new("max_trade_quote", static (in p) => p.MaxTradeQuote, static (ref p, v) => p.MaxTradeQuote = v),
        new("path", static (in p) => p.Path, static (ref p, v) => p.Path = v),
        new("net_move", static (in p) => p.NetMove, static (ref p, v) => p.NetMove = v),
        new("return_count", static (in p) => p.ReturnCount, static (ref p, v) => p.ReturnCount = v),
    ];

    private static readonly Field<double>[] Statistics =
    [
        new("rvar", static (in p) => p.RealisedVariance, static (ref p, v) => p.RealisedVariance = v),
        new("imbalance", static (in p) => p.Imbalance, static (ref p, v) => p.Imbalance = v),
        new("vwap", static (in p) => p.Vwap, static (ref p, v) => p.Vwap = v),
        new("rv", static (in p) => p.RealisedVolatility, static (ref p, v) => p.RealisedVolatility = v),
        new("efficiency", static (in p) => p.Efficiency, static (ref p, v) => p.Efficiency = v),
        new("intensity", static (in p) => p.Intensity, static (ref p, v) => p.Intensity = v),
        new("vpin", static (in p) => p.Vpin, static (ref p, v) => p.Vpin = v),
    ];

    private delegate T Get<T>(in Packet packet);

    private delegate void Set<T>(ref Packet packet, T value);

    /// <summary>The columns of a table of packets.</summary>
    public static IReadOnlyList<TableColumn> Of(ReadOnlySpan<Packet> packets)
    {
        var columns = new List<TableColumn>();
        foreach (var field in Numbers)
            columns.Add(TableColumn.Of(field.Name, Values(packets, field)));
        foreach (var field in Statistics)
            columns.Add(TableColumn.Of(field.Name, Values(packets, field)));
        return columns;
    }

    /// <summary>Reads what <see cref="Of"/> made a table of.</summary>
    /// <exception cref="ParquetException">The file is damaged.</exception>
    /// <exception cref="InvalidDataException">The columns are others.</exception>
    internal static Packet[] Read(ParquetFileReader reader)
    {
        var schema = reader.FileMetaData.Schema;
        var names = Numbers.Select(static field => field.Name).Concat(Statistics.Select(static field => field.Name));
        if (!names.SequenceEqual(Enumerable.Range(0, schema.NumColumns).Select(column => schema.Column(column).Name)))
            throw new InvalidDataException("the columns are not those of packets");
        var packets = new Packet[reader.FileMetaData.NumRows];
        var begin = 0;
        for (var index = 0; index < reader.FileMetaData.NumRowGroups; index++)
        {
            using var group = reader.RowGroup(index);
            var part = packets.AsSpan(begin, checked((int)group.MetaData.NumRows));
            for (var column = 0; column < Numbers.Length; column++)
                Fill(group, column, Numbers[column], part);
            for (var column = 0; column < Statistics.Length; column++)
                Fill(group, Numbers.Length + column, Statistics[column], part);
            begin += part.Length;
        }

        return packets;
    }

    private static T[] Values<T>(ReadOnlySpan<Packet> packets, Field<T> field)
    {
        var values = new T[packets.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = field.Get(in packets[i]);
        return values;
    }

    private static void Fill<T>(RowGroupReader group, int column, Field<T> field, Span<Packet> packets)
    {
        using var reader = group.Column(column);
        using var logical = reader.LogicalReader<T>();
        var values = logical.ReadAll(packets.Length);
        for (var i = 0; i < values.Length; i++)
            field.Set(ref packets[i], values[i]);
    }

    private sealed record Field<T>(string Name, Get<T> Get, Set<T> Set);
}
