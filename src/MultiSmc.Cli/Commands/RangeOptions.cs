using System.CommandLine;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Cli.Commands;

/// <summary>The options <c>--bucket</c>, <c>--split</c>, <c>--from</c> and <c>--to</c> of the commands that make packets: they win over the configuration.</summary>
internal sealed class RangeOptions
{
    private readonly Option<string?> _bucket = new("--bucket") { Description = "Quote value that closes a packet, like 100000.", HelpName = "AMOUNT" };
    private readonly Option<bool> _split = new("--split") { Description = "Cut the closing trade at the bucket." };
    private readonly TimeRangeOptions _range;

    private RangeOptions(Command command)
    {
        command.Add(_bucket);
        command.Add(_split);
        _range = TimeRangeOptions.AddTo(command);
    }

    /// <summary>Adds the options to a command.</summary>
    public static RangeOptions AddTo(Command command) => new(command);

    /// <summary>The symbol's packet parameters with what the command line says instead.</summary>
    /// <exception cref="CommandException">The bucket is not an amount that can be counted in the instrument's units.</exception>
    public PacketParameters Packets(ParseResult parse, SymbolConfiguration symbol)
    {
        var packets = symbol.Packets;
        if (parse.GetValue(_split))
            packets = packets with { Overshoot = Overshoot.Split };
        if (parse.GetValue(_bucket) is not { } text)
            return packets;
        var (tick, lot) = (symbol.Instrument.TickSize.Raw, symbol.Instrument.LotSize.Raw);
        return FixedPoint.TryParse(text, out var raw) && raw > 0 && BucketUnits.TryConvert(raw, tick, lot, out var units)
            ? packets with { Bucket = units }
            : throw new CommandException(
                ExitCode.Usage,
                $"--bucket '{ConfigurationFault.Printable(text)}' is no amount for {symbol.Instrument.Symbol}; allowed: {BucketUnits.Allowed(tick, lot)}");
    }

    /// <summary>The range asked for; null where it is open.</summary>
    /// <exception cref="CommandException">A moment is not one.</exception>
    public (Timestamp? From, Timestamp? To) Range(ParseResult parse) => _range.Read(parse);

    /// <summary>Whether a moment lies in the range asked for.</summary>
    /// <exception cref="CommandException">A moment is not one.</exception>
    public Func<Timestamp, bool> Filter(ParseResult parse)
    {
        var (first, end) = Range(parse);
        var (from, to) = (first ?? new Timestamp(long.MinValue), end ?? Timestamp.MaxValue);
        return time => time >= from && time < to;
    }
}
