using System.CommandLine;
using System.Globalization;
using MultiSmc.Cli.Configuration;
using MultiSmc.Core;
using MultiSmc.Packets;

namespace MultiSmc.Cli.Commands;

/// <summary>The options <c>--bucket</c>, <c>--split</c>, <c>--from</c> and <c>--to</c> of the commands that make packets: they win over the configuration.</summary>
internal sealed class RangeOptions
{
    private readonly Option<string?> _bucket = new("--bucket") { Description = "Quote value that closes a packet, like 100000.", HelpName = "AMOUNT" };
    private readonly Option<bool> _split = new("--split") { Description = "Cut the closing trade at the bucket." };
    private readonly Option<string?> _from = new("--from") { Description = "First moment, UTC: 2025-06-21 or 2025-06-21T12:00:00Z.", HelpName = "TIME" };
    private readonly Option<string?> _to = new("--to") { Description = "Moment before which it ends, UTC.", HelpName = "TIME" };

    /// <summary>Adds the options to a command.</summary>
    public static RangeOptions AddTo(Command command)
    {
        var options = new RangeOptions();
        command.Add(options._bucket);
        command.Add(options._split);
        command.Add(options._from);
        command.Add(options._to);
        return options;
    }

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

    /// <summary>Whether a moment lies in the range asked for.</summary>
    /// <exception cref="CommandException">A moment is not one.</exception>
    public Func<Timestamp, bool> Filter(ParseResult parse)
    {
        var from = Moment(parse.GetValue(_from), "--from") ?? new Timestamp(long.MinValue);
        var to = Moment(parse.GetValue(_to), "--to") ?? Timestamp.MaxValue;
        if (from >= to)
            throw new CommandException(ExitCode.Usage, $"--from {from} is not before --to {to}");
        return time => time >= from && time < to;
    }

    /// <summary>A moment as users write it; null where none is given.</summary>
    /// <exception cref="CommandException">It is not one.</exception>
    public static Timestamp? Moment(string? text, string option)
    {
        if (text is null)
            return null;
        const DateTimeStyles utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture, utc, out var moment)
            ? new Timestamp((moment.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100)
            : throw new CommandException(
                ExitCode.Usage, $"{option} '{ConfigurationFault.Printable(text)}' is no moment; write 2025-06-21 or 2025-06-21T12:00:00Z (UTC)");
    }
}
