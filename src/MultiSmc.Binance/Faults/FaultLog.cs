using System.Globalization;
using System.Text;

namespace MultiSmc.Binance;

/// <summary>Counts a file's bad rows, keeps the first ones and stops the reading where the policy says so.</summary>
internal sealed class FaultLog(string path, TapeOptions options)
{
    private const int ShownText = 60;

    // With fewer rows one bad one is already a large share; the last word on short files is spoken at their end.
    private const long RowsBeforeJudging = 10_000;

    private readonly long[] _counts = new long[Enum.GetValues<RowFaultKind>().Length];
    private readonly List<RowFault> _first = [];

    public long Count { get; private set; }

    public IReadOnlyList<RowFault> First => _first;

    public long CountOf(RowFaultKind kind) => _counts[(int)kind];

    /// <summary>Notes a bad row.</summary>
    /// <param name="line">Line number.</param>
    /// <param name="rows">Rows seen so far, this one included.</param>
    /// <param name="kind">What is wrong.</param>
    /// <param name="column">Its column, or empty.</param>
    /// <param name="text">The offending text.</param>
    /// <param name="what">What is wrong, in words.</param>
    /// <exception cref="DataFileException">The policy is to stop, or too many rows are bad.</exception>
    public void Add(long line, long rows, RowFaultKind kind, string column, ReadOnlySpan<byte> text, string what)
    {
        Count++;
        _counts[(int)kind]++;
        if (_first.Count < Math.Max(1, options.MaxKeptFaults))
            _first.Add(new RowFault(path, line, column, kind, Shorten(text), what, Remedy(kind)));
        if (options.Faults == FaultPolicy.Stop)
            throw new DataFileException(path, line, _first[^1].Sentence, Remedy(kind));
        if (rows >= RowsBeforeJudging)
            Judge(rows);
    }

    /// <summary>Judges the share of bad rows.</summary>
    /// <exception cref="DataFileException">It is too large.</exception>
    public void Judge(long rows)
    {
        if (Count == 0 || Count <= rows * options.MaxBadShare)
            return;
        var first = _first[0];
        var what = string.Create(
            CultureInfo.InvariantCulture,
            $"{Count} of {rows} rows are bad, more than the share of {options.MaxBadShare} allowed; the first one: {first.Sentence}");
        throw new DataFileException(path, first.Line, what, "Check that it is the right kind of file and whole; a share of bad rows this large means that it is not.");
    }

    /// <summary>The text as it can be shown: printable, at most 60 characters.</summary>
    internal static string Shorten(ReadOnlySpan<byte> text)
    {
        var shown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, ShownText)]);
        var clean = string.Create(shown.Length, shown, static (target, source) =>
        {
            for (var i = 0; i < target.Length; i++)
                target[i] = char.IsControl(source[i]) ? '·' : source[i];
        });
        return text.Length > ShownText ? clean + "…" : clean;
    }

    private static string Remedy(RowFaultKind kind) => kind switch
    {
        RowFaultKind.WrongColumnCount => "Check that the line was not cut or edited; fetch the file again.",
        RowFaultKind.NotANumber => "Numbers are plain decimals with a point, without exponent or quotes; correct the line or fetch the file again.",
        RowFaultKind.NotPositive => "A trade has a price and a quantity above zero; correct the line or fetch the file again.",
        RowFaultKind.OutOfRange => "Up to 8 decimals and amounts below 92,233,720,368 can be kept exactly; the row cannot be used.",
        RowFaultKind.BadFlag => "A flag is True or False (true, TRUE, 1 and so on); correct the line or fetch the file again.",
        RowFaultKind.BadTime => "A time is a whole number of milliseconds (13 digits) or microseconds (16 digits) since 1970.",
        RowFaultKind.TruncatedLine => "The file ends in the middle of a line; fetch it again.",
        _ => "The line does not hold what the exchange sends; check how the recording was made.",
    };
}
