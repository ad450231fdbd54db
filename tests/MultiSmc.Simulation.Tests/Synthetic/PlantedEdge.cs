using System.Buffers.Binary;
using System.Security.Cryptography;
using MultiSmc.Core;
using static MultiSmc.Simulation.Tests.VenueRig;

namespace MultiSmc.Simulation.Tests;

public sealed class PlantedEdge
{
    private const int Strong = 30_000;
    private static readonly Instrument Fine = BtcUsdt with { LotSize = Q("0.00001") };

    [Theory]
    [InlineData(15_000, 14_000, "4063d140d4cbd479a8a63c1c57bfd229e4abe0165d127650c958a40212da5415")]
    [InlineData(150_000, 60_000, "bb35f94068778a4d1a5a2643c6d8c5852d6f020873252ac3808751200474c857")]
    public void Leaves_the_tape_as_it_was_when_there_is_none(int volatilityPpm, int swingMaxPpm, string expected)
    {
        var trades = Read(Parameters(9, 50_000, 0) with { VolatilityPpm = volatilityPpm, SwingMaxPpm = swingMaxPpm });
        Assert.Equal(expected, Hash(trades));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Makes_recent_flow_tell_where_the_price_goes_next(ulong seed)
    {
        var planted = Correlation(Read(Parameters(seed, 400_000, Strong)));
        var none = Correlation(Read(Parameters(seed, 400_000, 0)));
        Assert.InRange(planted, 0.15, 0.8);
        Assert.InRange(none, -0.1, 0.1);
    }

    [Fact]
    public void Is_stronger_the_larger_its_parameter()
    {
        var strengths = new[] { 0, 10_000, 40_000, 160_000 };
        var correlations = strengths.Select(strength => Correlation(Read(Parameters(4, 400_000, strength)))).ToArray();
        Assert.Equal(correlations.Order(), correlations);
    }

    [Fact]
    public void Does_not_drift_over_many_tapes()
    {
        const int tapes = 300;
        var returns = new double[tapes];
        for (var i = 0; i < tapes; i++)
        {
            var trades = Read(Parameters((ulong)i + 1_000, 20_000, Strong));
            returns[i] = (double)trades[^1].Price.Raw / trades[0].Price.Raw - 1;
        }

        var mean = returns.Average();
        var error = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / (tapes - 1) / tapes);
        Assert.True(Math.Abs(mean) < 3 * error, $"mean {mean}, standard error {error}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(97)]
    public void Is_the_same_however_the_tape_is_read(int chunk) =>
        Assert.Equal(Read(Parameters(5, 20_000, Strong)), Read(Parameters(5, 20_000, Strong), chunk));

    [Theory]
    [InlineData(-1)]
    [InlineData(200_001)]
    public void Is_refused_out_of_range(int strength) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticTape(Fine, Parameters(1, 1, strength)));

    /// <summary>Without swings: these would make the price's own past tell something too.</summary>
    private static SyntheticTapeParameters Parameters(ulong seed, long count, int edgePpm) => new()
    {
        Seed = seed,
        TradeCount = count,
        StartTime = Timestamp.FromMilliseconds(1_736_000_000_000),
        StartPrice = P("61800"),
        VolatilityPpm = 150_000,
        SwingMaxPpm = 0,
        EdgePpm = edgePpm,
    };

    private static List<TradeTick> Read(SyntheticTapeParameters parameters, int chunk = 4_096)
    {
        using var tape = new SyntheticTape(Fine, parameters);
        var buffer = new MarketEvent[chunk];
        var trades = new List<TradeTick>();
        int count;
        while ((count = tape.Read(buffer)) > 0)
        {
            for (var i = 0; i < count; i++)
                trades.Add(buffer[i].Trade);
        }

        return trades;
    }

    /// <summary>Of the signed number of 200 trades with the return over the 300 trades after them; windows that do not overlap.</summary>
    private static double Correlation(List<TradeTick> trades)
    {
        var pairs = new List<(double Flow, double Return)>();
        for (var at = 200; at + 300 < trades.Count; at += 500)
        {
            double flow = 0;
            for (var i = at - 200; i < at; i++)
                flow += trades[i].Aggressor == AggressorSide.Buyer ? 1 : -1;
            pairs.Add((flow, (double)trades[at + 300].Price.Raw / trades[at].Price.Raw - 1));
        }

        var (flowMean, returnMean) = (pairs.Average(pair => pair.Flow), pairs.Average(pair => pair.Return));
        var covariance = pairs.Sum(pair => (pair.Flow - flowMean) * (pair.Return - returnMean));
        var flows = pairs.Sum(pair => (pair.Flow - flowMean) * (pair.Flow - flowMean));
        var returns = pairs.Sum(pair => (pair.Return - returnMean) * (pair.Return - returnMean));
        return covariance / Math.Sqrt(flows * returns);
    }

    private static string Hash(List<TradeTick> trades)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var row = new byte[33];
        foreach (var trade in trades)
        {
            BinaryPrimitives.WriteInt64LittleEndian(row, trade.Id);
            BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(8), trade.Time.Nanoseconds);
            BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(16), trade.Price.Raw);
            BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(24), trade.Quantity.Raw);
            row[32] = trade.Aggressor == AggressorSide.Buyer ? (byte)1 : (byte)0;
            hash.AppendData(row);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
