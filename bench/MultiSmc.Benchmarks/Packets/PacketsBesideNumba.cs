using System.Diagnostics;
using System.Globalization;
using System.Text;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Benchmarks.Packets;

/// <summary>
/// All builders on one tape, alternated, medians per trade: to be set beside a numba loop over the same tape.
/// <c>packets-vs-numba TAPE.csv [rounds] [name]</c> reads the archive layout; a number instead of a file makes a synthetic tape of that many trades.
/// </summary>
internal static class PacketsBesideNumba
{
    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("packets-vs-numba TAPE.csv|COUNT [rounds] [part of a builder's name]");
            return 2;
        }

        var isCount = int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        var tape = isCount ? SyntheticTape.Make(count, seed: 7) : ReadCsv(args[0]);
        var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 11;
        var ticks = PacketRuns.Ticks(tape);
        var runs = new List<(string Name, Func<(int Packets, double VpinSum, int VpinCount)> Pass)>
        {
            ("plain loop", () => PlainLoop.Run(tape, PacketRuns.Parameters)),
            ("streaming, ticks", () => PacketRuns.Stream(ticks)),
            ("streaming, units", () => PacketRuns.Stream(tape)),
        };
        foreach (var path in SimdPaths.Supported)
        {
            var builder = new BatchPacketBuilder(PacketRuns.Parameters, path);
            runs.Add(($"batch, {path}", () => PacketRuns.Batch(builder, tape)));
        }

        runs.RemoveAll(run => args.Length > 2 && !run.Name.Contains(args[2], StringComparison.Ordinal));
        Console.WriteLine($"{tape.Count:N0} trades, {rounds} rounds, alternated");
        // Processor time beside wall time: on a machine with other work the wall clock measures the neighbours too.
        var times = runs.Select(_ => (Wall: new List<double>(), Cpu: new List<double>())).ToArray();
        // The first two rounds warm up: code is compiled, memory is touched.
        for (var round = -2; round < rounds; round++)
        {
            for (var i = 0; i < runs.Count; i++)
            {
                var (start, cpuStart) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                var result = runs[i].Pass();
                var (wall, cpu) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpuStart);
                if (round < 0)
                    continue;
                times[i].Wall.Add(wall.TotalNanoseconds / tape.Count);
                times[i].Cpu.Add(cpu.TotalNanoseconds / tape.Count);
                if (round == 0)
                    Console.WriteLine($"{runs[i].Name,-18} {result.Packets:N0} packets, mean VPIN {result.VpinSum / result.VpinCount:F6}");
            }
        }

        for (var i = 0; i < runs.Count; i++)
        {
            times[i].Wall.Sort();
            times[i].Cpu.Sort();
            var (wall, cpu) = times[i];
            Console.WriteLine($"{runs[i].Name,-18} ns/trade: median {wall[rounds / 2]:F2} best {wall[0]:F2} worst {wall[^1]:F2}   cpu median {cpu[rounds / 2]:F2} best {cpu[0]:F2}");
        }

        Console.WriteLine($"mean VPIN with the windows that are not full yet: {MeanOverShortWindowsToo(tape):F6}");
        return 0;
    }

    /// <summary>The yardstick divides what its window holds from the first packet on; ours has no VPIN before the window is full.</summary>
    private static double MeanOverShortWindowsToo(TradeColumns tape)
    {
        var packets = BatchPacketBuilder.Build(PacketRuns.Parameters, tape).Packets.Span;
        var (imbalance, quote, sum) = (0L, 0L, 0.0);
        for (var i = 0; i < packets.Length; i++)
        {
            imbalance += Math.Abs(packets[i].SignedQuote);
            quote += packets[i].Quote;
            if (i >= PacketRuns.Parameters.VpinWindow)
            {
                var gone = packets[i - PacketRuns.Parameters.VpinWindow];
                imbalance -= Math.Abs(gone.SignedQuote);
                quote -= gone.Quote;
            }

            sum += (double)imbalance / quote;
        }

        return sum / packets.Length;
    }

    private static TradeColumns ReadCsv(string path)
    {
        var (prices, quantities) = (new UnitScale(PacketRuns.Parameters.PriceDecimals), new UnitScale(PacketRuns.Parameters.QuantityDecimals));
        var tape = new TradeColumns();
        Span<byte> line = stackalloc byte[256];
        Span<Range> fields = stackalloc Range[8];
        foreach (var text in File.ReadLines(path))
        {
            var row = line[..Encoding.ASCII.GetBytes(text, line)];
            var count = ((ReadOnlySpan<char>)text).Split(fields, ',');
            if (count < 6
                || !FixedPoint.TryParse(row[fields[1]], out var priceRaw) || !prices.TryToUnits(priceRaw, out var price)
                || !FixedPoint.TryParse(row[fields[2]], out var quantityRaw) || !quantities.TryToUnits(quantityRaw, out var quantity))
                throw new InvalidDataException($"not a trade: {text}");
            var side = row[fields[5]].SequenceEqual("True"u8) ? AggressorSide.Seller : AggressorSide.Buyer;
            var id = long.Parse(text.AsSpan(fields[0]), CultureInfo.InvariantCulture);
            tape.Add(id, long.Parse(text.AsSpan(fields[4]), CultureInfo.InvariantCulture) * 1000, price, quantity, side);
        }

        return tape;
    }
}
