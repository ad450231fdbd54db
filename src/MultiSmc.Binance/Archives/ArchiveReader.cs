using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>
/// Reads an archive of trades or aggregate trades: a zip with one CSV, a CSV, or a CSV in gzip; any length in flat memory. Rows come in file order,
/// also those whose id or time goes back: they are counted, and what to make of them is for who uses them.
/// </summary>
public sealed class ArchiveReader : ITapeReader
{
    private const int TicksAtOnce = 512;

    private readonly InstrumentId _instrument;
    private readonly LineFeed _lines;
    private readonly FaultLog _faults;
    private readonly TradeTick[] _ticks = new TradeTick[TicksAtOnce];
    private ArchiveShape _shape;
    private DataFileException? _failure;

    internal ArchiveReader(InstrumentId instrument, LineFeed lines, ReadReport report, FaultLog faults, TapeOptions options)
    {
        _instrument = instrument;
        _lines = lines;
        Report = report;
        _faults = faults;
        _shape = ArchiveShape.Settle(lines.Window, options.Layout, out var hasHeader);
        report.Layout = _shape.Layout;
        report.Columns = _shape.Columns;
        report.HeaderSeen = hasHeader;
        while (hasHeader && lines.TryTake(out var line, out _) && line.IsEmpty)
            report.BlankLines++;
    }

    /// <inheritdoc/>
    public ReadReport Report { get; }

    /// <summary>Fills <paramref name="buffer"/> from its start.</summary>
    /// <returns>How many trades were written; 0 means the end.</returns>
    /// <exception cref="DataFileException">The file cannot be read further: damaged, of mixed time units, without a valid row, or with too many bad
    /// ones.</exception>
    public int Read(Span<TradeTick> buffer)
    {
        if (_failure is not null)
            throw _failure;
        try
        {
            var count = 0;
            while (count < buffer.Length)
            {
                count += ReadFast(buffer[count..]);
                if (count < buffer.Length && !ReadSlow(buffer, ref count))
                    break;
            }

            Report.Bytes = _lines.Bytes;
            return count;
        }
        catch (DataFileException exception)
        {
            _failure = exception;
            throw;
        }
    }

    /// <inheritdoc/>
    public int Read(Span<MarketEvent> buffer)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var count = Read(_ticks.AsSpan(0, Math.Min(TicksAtOnce, buffer.Length - total)));
            if (count == 0)
                break;
            foreach (ref readonly var tick in _ticks.AsSpan(0, count))
                buffer[total++] = new MarketEvent(_instrument, in tick);
        }

        return total;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    // Rows of the common shape, as far as they stand whole in the window.
    private int ReadFast(Span<TradeTick> buffer)
    {
        if (!_shape.IsWhole)
            return 0;
        ref var start = ref _lines.Start;
        ref var totals = ref Report.Totals;
        var shape = _shape;
        nint at = _lines.Position;
        nint end = _lines.End;
        var count = 0;
        while (count < buffer.Length && at < end)
        {
            var next = at;
            // A row that ends behind the window was read from bytes of long ago: it is not there yet.
            if (!ArchiveRow.TryRead(ref start, ref next, in shape, out var tick) || next > end)
                break;
            totals.Add(tick.Id, tick.Time, tick.Price, tick.Quantity, tick.Aggressor);
            buffer[count++] = tick;
            at = next;
        }

        _lines.Position = (int)at;
        _lines.Lines += count;
        Report.Rows += count;
        Report.Accepted += count;
        return count;
    }

    // One line of whatever shape; false at the end.
    private bool ReadSlow(Span<TradeTick> buffer, ref int count)
    {
        if (!_lines.TryTake(out var line, out var isEnded))
        {
            if (!Report.IsComplete)
                Finish();
            return false;
        }

        if (line.IsEmpty)
        {
            Report.BlankLines++;
            return true;
        }

        Report.Rows++;
        var check = new ArchiveRowCheck(line);
        if (check.TryRead(in _shape, out var tick))
        {
            var time = TimeOf(check.Time);
            tick = tick with { Time = time };
            Report.Totals.Add(tick.Id, time, tick.Price, tick.Quantity, tick.Aggressor);
            Report.Accepted++;
            buffer[count++] = tick;
        }
        else if (check.IsVoid)
        {
            Report.VoidRows++;
            Report.Totals.NoteId(check.VoidId);
        }
        else
        {
            Note(in check, line, isEnded);
        }

        return true;
    }

    private void Note(in ArchiveRowCheck check, ReadOnlySpan<byte> line, bool isEnded)
    {
        var kind = check.Fault ?? RowFaultKind.WrongColumnCount;
        var column = check.Column < 0 ? "" : _shape.NameOf(check.Column);
        if (isEnded)
            _faults.Add(_lines.Lines, Report.Rows, kind, column, check.Text, check.What);
        else
            _faults.Add(_lines.Lines, Report.Rows, RowFaultKind.TruncatedLine, column, line, "the last line is cut off: " + check.What);
    }

    private Timestamp TimeOf(long value)
    {
        var unit = ExchangeTime.UnitOf(value);
        if (!_shape.IsWhole)
        {
            _shape.SettleUnit(unit);
            Report.TimeUnit = unit;
        }

        if (unit != _shape.Unit)
        {
            throw new DataFileException(
                Report.Path, _lines.Lines, $"the time {value} is in {Name(unit)}, the rows before it are in {Name(_shape.Unit)}",
                "A file holds one unit only: split it where the unit changes, or fetch it again.");
        }

        return new Timestamp(value * _shape.NanosecondsPerUnit);
    }

    private static string Name(ExchangeTimeUnit unit) => unit == ExchangeTimeUnit.Milliseconds ? "milliseconds" : "microseconds";

    private void Finish()
    {
        Report.IsComplete = true;
        Report.Bytes = _lines.Bytes;
        if (Report.Accepted == 0)
        {
            var first = _faults.First is [var fault, ..] ? $"; the first fault, in line {fault.Line}: {fault.Sentence}" : "";
            var what = Report.Rows == 0
                ? $"it holds no rows{(Report.HeaderSeen ? ", only a header" : "")}"
                : $"none of its {Report.Rows} rows is a valid trade{first}";
            throw new DataFileException(
                Report.Path, null, what,
                "Rows are id,price,qty,quoteQty,time,isBuyerMaker[,isBestMatch] or id,price,qty,firstId,lastId,time,isBuyerMaker[,isBestMatch].");
        }

        _faults.Judge(Report.Rows);
    }
}
