using System.Text;
using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>
/// Reads recorded stream messages, one a line, each behind the recorder's local time: trades, and quotes and depth where they are wanted, in file
/// order.
/// </summary>
/// <remarks>
/// The local time is not used: recorders' clocks were off by more than a second. A trade's time is the exchange's. Spot bookTicker has none; a quote
/// gets the largest exchange time seen in the file before it (a trade's T or a depthUpdate's E): the exchange had sent those before the quote, so the
/// quote is no older, and it is never put before what came ahead of it. Depth comes every 100 ms, so that time is late by no more than that on a busy
/// symbol. A whole book (a REST reply) has no time either and gets the same one.
/// </remarks>
public sealed class RecordingReader : ITapeReader
{
    private readonly InstrumentId _instrument;
    private readonly LineFeed _lines;
    private readonly FaultLog _faults;
    private readonly bool _withQuotes;
    private readonly DepthRun? _depth;
    private readonly bool _isSymbolGiven;
    private byte[] _symbol;
    private Timestamp _latest;
    private DataFileException? _failure;

    internal RecordingReader(InstrumentId instrument, LineFeed lines, ReadReport report, FaultLog faults, TapeOptions options)
    {
        _instrument = instrument;
        _lines = lines;
        _faults = faults;
        _withQuotes = options.WithQuotes;
        _depth = options.WithDepth ? new DepthRun(instrument) : null;
        _isSymbolGiven = options.Symbol is not null;
        _symbol = Encoding.UTF8.GetBytes(options.Symbol ?? "");
        Report = report;
        report.Layout = TapeLayout.Recording;
    }

    /// <inheritdoc/>
    public ReadReport Report { get; }

    /// <summary>The symbol given, or found in the first message that has one; empty before.</summary>
    public string Symbol => Encoding.UTF8.GetString(_symbol);

    /// <inheritdoc/>
    public int Read(Span<MarketEvent> buffer)
    {
        if (_failure is not null)
            throw _failure;
        try
        {
            var count = 0;
            while (count < buffer.Length && ReadOne(buffer, ref count))
            {
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
    public void Dispose() => _lines.Dispose();

    private bool ReadOne(Span<MarketEvent> buffer, ref int count)
    {
        if (_depth is not null && _depth.TryTake(out var level))
        {
            buffer[count++] = level;
            return true;
        }

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
        var message = line;
        if (line[0] != (byte)'{')
        {
            var blank = line.IndexOf((byte)' ');
            if (blank <= 0 || line[..blank].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                Note(isEnded, "local time", line, "the line does not begin with a local time and a blank");
                return true;
            }

            message = line[(blank + 1)..];
        }

        // The kind is told by the first bytes; a line that was cut behind them is told by its end.
        if (message is not [.., (byte)'}'])
            Note(isEnded, "", line, "the message does not end in a brace");
        else if (Take(message, isEnded, out var marketEvent))
            buffer[count++] = marketEvent;
        return true;
    }

    private bool Take(ReadOnlySpan<byte> message, bool isEnded, out MarketEvent marketEvent)
    {
        marketEvent = default;
        switch (MarketMessage.KindOf(message))
        {
            case MarketMessageKind.Trade: return TakeTrade(message, isEnded, out marketEvent);
            case MarketMessageKind.BookTicker: return TakeQuote(message, isEnded, out marketEvent);
            case MarketMessageKind.DepthUpdate: TakeDepth(message, isEnded); break;
            case MarketMessageKind.DepthSnapshot: TakeSnapshot(message, isEnded); break;
            case MarketMessageKind.Other: Report.Counts.Others++; break;
            default: Note(isEnded, "", message, "the message is not one whole JSON object"); break;
        }

        return false;
    }

    private bool TakeTrade(ReadOnlySpan<byte> message, bool isEnded, out MarketEvent marketEvent)
    {
        marketEvent = default;
        if (!TradeMessageDecoder.TryDecode(message, out var trade))
        {
            Note(isEnded, TradeMessageDecoder.Explain(message), message);
            return false;
        }

        if (!IsOurs(trade.Symbol))
            return false;
        var tick = trade.Tick;
        if (tick.Price.Raw <= 0 || tick.Quantity.Raw <= 0)
        {
            var column = tick.Price.Raw <= 0 ? "p" : "q";
            _faults.Add(_lines.Lines, Report.Rows, RowFaultKind.NotPositive, column, message, "a trade's price or quantity is not above zero");
            return false;
        }

        if ((Int128)tick.Price.Raw * tick.Quantity.Raw / FixedPoint.Scale > long.MaxValue)
        {
            _faults.Add(_lines.Lines, Report.Rows, RowFaultKind.OutOfRange, "", message, "price × quantity does not fit");
            return false;
        }

        Report.Counts.Trades++;
        Report.Accepted++;
        Report.Totals.Add(tick.Id, tick.Time, tick.Price, tick.Quantity, tick.Aggressor);
        See(tick.Time);
        marketEvent = new MarketEvent(_instrument, in tick);
        return true;
    }

    private bool TakeQuote(ReadOnlySpan<byte> message, bool isEnded, out MarketEvent marketEvent)
    {
        marketEvent = default;
        if (!BookTickerDecoder.TryDecode(message, out var ticker))
        {
            Note(isEnded, BookTickerDecoder.Explain(message), message);
            return false;
        }

        if (!IsOurs(ticker.Symbol))
            return false;
        Report.Counts.Quotes++;
        if (!_withQuotes)
            return false;
        var quote = ticker.Quote;
        if (quote.Bid.Raw <= 0 || quote.Ask.Raw <= 0)
        {
            var column = quote.Bid.Raw <= 0 ? "b" : "a";
            _faults.Add(_lines.Lines, Report.Rows, RowFaultKind.NotPositive, column, message, "a quote's price is not above zero");
            return false;
        }

        See(quote.Time);
        if (_latest == default)
        {
            Report.Counts.UntimedQuotes++;
            return false;
        }

        Report.Accepted++;
        quote = quote with { Time = _latest };
        marketEvent = new MarketEvent(_instrument, in quote);
        return true;
    }

    private void TakeDepth(ReadOnlySpan<byte> message, bool isEnded)
    {
        if (!DepthUpdateDecoder.TryDecode(message, out var header))
        {
            Note(isEnded, DepthUpdateDecoder.Explain(message), message);
        }
        else if (IsOurs(header.Symbol))
        {
            Report.Counts.DepthUpdates++;
            See(header.EventTime);
            BeginDepth(message, isEnded);
        }
    }

    private void TakeSnapshot(ReadOnlySpan<byte> message, bool isEnded)
    {
        Report.Counts.Snapshots++;
        BeginDepth(message, isEnded);
    }

    private void BeginDepth(ReadOnlySpan<byte> message, bool isEnded)
    {
        if (_depth is null)
            return;
        if (_depth.TryBegin(message, _latest, out var fault))
            Report.Accepted++;
        else
            Note(isEnded, fault, message);
    }

    private void See(Timestamp time)
    {
        if (time > _latest)
            _latest = time;
    }

    private bool IsOurs(ReadOnlySpan<byte> symbol)
    {
        if (symbol.SequenceEqual(_symbol))
            return true;
        if (_symbol.Length == 0)
        {
            _symbol = symbol.ToArray();
            return true;
        }

        if (!_isSymbolGiven)
        {
            throw new DataFileException(
                Report.Path, _lines.Lines, $"it holds several symbols: {Symbol} and {FaultLog.Shorten(symbol)}", "Name the symbol to read.");
        }

        Report.Counts.OtherSymbols++;
        return false;
    }

    private void Note(bool isEnded, WireFault fault, ReadOnlySpan<byte> message) =>
        Note(isEnded, fault.Field == '\0' ? "" : fault.Field.ToString(), message, fault.Describe());

    private void Note(bool isEnded, string column, ReadOnlySpan<byte> text, string what) =>
        _faults.Add(_lines.Lines, Report.Rows, isEnded ? RowFaultKind.BadMessage : RowFaultKind.TruncatedLine, column, text, what);

    private void Finish()
    {
        Report.IsComplete = true;
        Report.Bytes = _lines.Bytes;
        var counts = Report.Counts;
        if (counts.Trades + counts.Quotes + counts.DepthUpdates == 0)
        {
            var first = _faults.First is [var fault, ..] ? $"; the first fault, in line {fault.Line}: {fault.Sentence}" : "";
            var what = counts.OtherSymbols > 0
                ? $"it holds no message of {Symbol}, only of other symbols"
                : $"none of its {Report.Rows} lines is a trade, a quote or a change of the book{first}";
            throw new DataFileException(Report.Path, null, what, "Lines are a local time, a blank and a message of the exchange's market streams.");
        }

        _faults.Judge(Report.Rows);
    }
}
