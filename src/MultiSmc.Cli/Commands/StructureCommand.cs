using System.CommandLine;
using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Research;
using MultiSmc.Structure;

namespace MultiSmc.Cli.Commands;

/// <summary><c>structure</c>: swings, breaks and zones of a symbol, in the order in which they became known.</summary>
internal static class StructureCommand
{
    /// <summary>The verb.</summary>
    public static Verb Verb { get; } = new("structure", "Swings, breaks and zones of a symbol, in the order in which they became known, as CSV.", Build);

    private static void Build(Command command, CommandContext context)
    {
        var options = ConfigurationOptions.AddTo(command);
        var symbolOption = SymbolOption.AddTo(command);
        var range = RangeOptions.AddTo(command);
        var file = new Option<string?>("--out") { Description = "The .csv file of events; stdout when left out.", HelpName = "FILE" };
        var zonesFile = new Option<string?>("--zones") { Description = "A .csv file of zones as they ended.", HelpName = "FILE" };
        command.Add(file);
        command.Add(zonesFile);
        command.SetAction((parse, cancellation) =>
        {
            var configuration = options.Load(parse, context);
            var symbol = symbolOption.Find(parse, configuration);
            var zones = parse.GetValue(zonesFile);
            // Before the first table is written: a name that can't be must not leave the other one behind.
            TableFile.CheckName(parse.GetValue(file));
            TableFile.CheckName(zones);
            var isInRange = range.Filter(parse);
            var console = context.Console;
            using var tape = ConfiguredTape.Open(configuration, symbol);
            var walk = new Walk(range.Packets(parse, symbol), symbol.Structure);
            tape.Read(console, () => TableFile.Write(console, parse.GetValue(file), output =>
            {
                output.WriteLine(StructureTable.EventHeader);
                TapeWalk.EachTrade(tape.Source, Take, cancellation);

                void Take(in TradeTick trade)
                {
                    if (isInRange(trade.Time))
                        walk.Add(in trade, output);
                }
            }));
            if (zones is not null)
            {
                TableFile.Write(console, zones, output =>
                {
                    output.WriteLine(StructureTable.ZoneHeader);
                    foreach (var zone in walk.Zones.Values)
                        output.WriteLine(StructureTable.Row(in zone));
                });
            }

            console.Error.WriteLine($"{walk.Events} events, {walk.Zones.Count} zones");
            return Task.FromResult((int)ExitCode.Ok);
        });
    }

    private sealed class Walk(PacketParameters packets, StructureParameters structure)
    {
        private readonly PacketBuilder _builder = new(packets);
        private readonly StructureDetector _detector = new(structure);

        public long Events { get; private set; }

        public SortedDictionary<int, Zone> Zones { get; } = [];

        public void Add(in TradeTick trade, TextWriter output)
        {
            var step = _builder.Add(in trade);
            if (step.IsSegmentBreak)
                Take(_detector.Reset(), output);
            foreach (ref readonly var packet in step.Closed)
                Take(_detector.Add(new Bar(packet.Open, packet.High, packet.Low, packet.Close)), output);
        }

        private void Take(ReadOnlySpan<StructureEvent> events, TextWriter output)
        {
            foreach (ref readonly var item in events)
            {
                Events++;
                output.WriteLine(StructureTable.Row(in item));
                if (item.Kind >= StructureEventKind.ZoneCreated && item.ZoneId >= 0)
                    Zones[item.ZoneId] = _detector.GetZone(item.ZoneId);
            }
        }
    }
}
