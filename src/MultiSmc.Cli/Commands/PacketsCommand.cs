using System.CommandLine;
using System.Runtime.InteropServices;
using MultiSmc.Catalog;
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
        command.SetAction((parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            var symbol = symbolOption.Find(parse, configuration);
            var path = parse.GetValue(file);
            TableFile.CheckName(path, hasParquet: true);
            var isInRange = range.Filter(parse);
            var console = context.Console;
            using var tape = ConfiguredTape.Open(configuration, symbol);
            var builder = new PacketBuilder(range.Packets(parse, symbol));
            var packets = 0L;
            tape.Read(console, Write);
            var counters = builder.Counters;
            console.Error.WriteLine(
                $"{packets} packets from {counters.Accepted} trades; {counters.DuplicateOrLate} duplicate or late, {counters.Invalid} invalid, "
                + $"{counters.MissingIds} ids missing, {counters.Segments} segments, {counters.DiscardedTrades} trades discarded at breaks");
            return Task.FromResult((int)ExitCode.Ok);

            void Write()
            {
                if (TableFile.IsParquet(path))
                {
                    var all = new List<Packet>();
                    Each((in packet) => all.Add(packet));
                    TableFile.WriteParquet(path, PacketColumns.Of(CollectionsMarshal.AsSpan(all)));
                    return;
                }

                TableFile.Write(console, path, output =>
                {
                    output.WriteLine(PacketTable.Header);
                    Each((in packet) => output.WriteLine(PacketTable.Row(in packet)));
                });
            }

            void Each(OnPacket onPacket) => TapeWalk.EachTrade(
                tape.Source,
                (in trade) =>
                {
                    if (!isInRange(trade.Time))
                        return;
                    foreach (ref readonly var packet in builder.Add(in trade).Closed)
                    {
                        onPacket(in packet);
                        packets++;
                    }
                },
                cancellation);
        });
    }
}
