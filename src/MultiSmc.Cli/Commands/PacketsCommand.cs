using System.CommandLine;
using System.Runtime.InteropServices;
using MultiSmc.Catalog;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>packets</c>: a symbol's recorded trades as a table of packets.</summary>
internal static class PacketsCommand
{
    private delegate void OnPacket(in Packet packet);

    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("packets", "Recorded trades of a symbol to packets, as CSV or Parquet.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var options = ConfigurationOptions.AddTo(command);
        var symbolOption = SymbolOption.AddTo(command);
        var range = RangeOptions.AddTo(command);
        var file = new Option<string?>("--out") { Description = "The .csv or .parquet file; CSV on stdout when left out.", HelpName = "FILE" };
        command.Add(file);
        var keeps = new Option<bool>("--keep") { Description = "Only keep them in the catalog, for the next time and for the lab; no table." };
        command.Add(keeps);
        command.SetAction((parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            var symbol = symbolOption.Find(parse, configuration);
            var path = parse.GetValue(file);
            TableFile.CheckName(path, hasParquet: true);
            var isInRange = range.Filter(parse);
            var parameters = range.Packets(parse, symbol);
            var console = context.Console;
            using var tape = ConfiguredTape.Open(configuration, symbol);
            var (packets, counters) = (0L, default(PacketCounters));
            tape.Read(console, () =>
            {
                if (tape.Catalog is null && parse.GetValue(keeps))
                    throw new CommandException(ExitCode.Usage, $"--keep needs a catalog, and {configuration.DataRoot} is none; `multismc data import` makes one");
                if (tape.Catalog is { } catalog)
                {
                    var batch = FromCatalog(catalog, configuration, range.Range(parse), parameters);
                    counters = batch.Counters;
                    packets = parse.GetValue(keeps) ? batch.Packets.Length : Write(console, path, onPacket => Each(batch.Packets.Span, onPacket));
                    return;
                }

                var builder = new PacketBuilder(parameters);
                packets = Write(console, path, onPacket => TapeWalk.EachTrade(
                    tape.Source,
                    (in trade) =>
                    {
                        if (isInRange(trade.Time))
                            Each(builder.Add(in trade).Closed, onPacket);
                    },
                    cancellation));
                counters = builder.Counters;
            });
            console.Error.WriteLine(
                $"{packets} packets from {counters.Accepted} trades; {counters.DuplicateOrLate} duplicate or late, {counters.Invalid} invalid, "
                + $"{counters.MissingIds} ids missing, {counters.Segments} segments, {counters.DiscardedTrades} trades discarded at breaks");
            return Task.FromResult((int)ExitCode.Ok);
        });
    }

    // The catalog keeps them for the next time.
    private static PacketBatch FromCatalog(
        CatalogTape catalog, BacktestConfiguration configuration, (Timestamp? From, Timestamp? To) asked, PacketParameters parameters)
    {
        var from = Later(configuration.DataFrom, asked.From);
        var to = configuration.DataTo is { } end && asked.To is { } stop ? (end < stop ? end : stop) : configuration.DataTo ?? asked.To;
        return new PacketCache(catalog.Store).Get(catalog.Key, from, to, parameters, Environment.ProcessorCount);
    }

    private static Timestamp? Later(Timestamp? left, Timestamp? right) => left is { } one && right is { } other ? (one > other ? one : other) : left ?? right;

    private static long Write(CommandConsole console, string? path, Action<OnPacket> each)
    {
        var packets = 0L;
        if (TableFile.IsParquet(path))
        {
            var all = new List<Packet>();
            each((in packet) => all.Add(packet));
            TableFile.WriteParquet(path, PacketColumns.Of(CollectionsMarshal.AsSpan(all)));
            return all.Count;
        }

        TableFile.Write(console, path, output =>
        {
            output.WriteLine(PacketTable.Header);
            each((in packet) =>
            {
                output.WriteLine(PacketTable.Row(in packet));
                packets++;
            });
        });
        return packets;
    }

    private static void Each(ReadOnlySpan<Packet> closed, OnPacket onPacket)
    {
        foreach (ref readonly var packet in closed)
            onPacket(in packet);
    }
}
