using System.CommandLine;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Research;

namespace MultiSmc.Cli.Commands;

/// <summary><c>packets</c>: a symbol's recorded trades as a table of packets.</summary>
internal static class PacketsCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("packets", "Recorded trades of a symbol to packets, as CSV.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var options = ConfigurationOptions.AddTo(command);
        var symbolOption = SymbolOption.AddTo(command);
        var range = RangeOptions.AddTo(command);
        var file = new Option<string?>("--out") { Description = "The .csv file; stdout when left out.", HelpName = "FILE" };
        command.Add(file);
        command.SetAction((parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            var symbol = symbolOption.Find(parse, configuration);
            TableFile.CheckName(parse.GetValue(file));
            var isInRange = range.Filter(parse);
            var console = context.Console;
            using var tape = ConfiguredTape.Open(configuration, symbol);
            var builder = new PacketBuilder(range.Packets(parse, symbol));
            var packets = 0L;
            tape.Read(console, () => TableFile.Write(console, parse.GetValue(file), output =>
            {
                output.WriteLine(PacketTable.Header);
                TapeWalk.EachTrade(tape.Source, Take, cancellation);

                void Take(in TradeTick trade)
                {
                    if (!isInRange(trade.Time))
                        return;
                    foreach (ref readonly var packet in builder.Add(in trade).Closed)
                    {
                        output.WriteLine(PacketTable.Row(in packet));
                        packets++;
                    }
                }
            }));
            var counters = builder.Counters;
            console.Error.WriteLine(
                $"{packets} packets from {counters.Accepted} trades; {counters.DuplicateOrLate} duplicate or late, {counters.Invalid} invalid, "
                + $"{counters.MissingIds} ids missing, {counters.Segments} segments, {counters.DiscardedTrades} trades discarded at breaks");
            return Task.FromResult((int)ExitCode.Ok);
        });
    }
}
