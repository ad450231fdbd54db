using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>What a catalogue knows of a symbol.</summary>
/// <param name="Instrument">The instrument, or null where it can't be traded.</param>
/// <param name="Fault">Why it can't; empty where it can.</param>
/// <param name="Notices">What a person may want to know: filters that this version does not know.</param>
public sealed record InstrumentReading(Instrument? Instrument, string Fault, IReadOnlyList<string> Notices);

/// <summary>The exchange's symbols as instruments, read from exchangeInfo. A row or filter that we don't understand costs that symbol alone, or nothing.</summary>
public sealed class InstrumentCatalogue
{
    private readonly ExchangeInfo _info;

    private InstrumentCatalogue(ExchangeInfo info) => _info = info;

    /// <summary>All symbols that can be read.</summary>
    public IEnumerable<string> Symbols => _info.Symbols.Read.Select(static row => row.Symbol);

    /// <summary>A catalogue of an answer.</summary>
    public static InstrumentCatalogue Of(ExchangeInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return new InstrumentCatalogue(info);
    }

    /// <summary>The instrument of a symbol.</summary>
    /// <param name="symbol">The exchange's name.</param>
    /// <param name="id">Its number inside of the run.</param>
    public InstrumentReading Find(string symbol, InstrumentId id)
    {
        if (_info.Symbols.Find(symbol) is not { } row)
        {
            var refused = Array.Find(_info.Symbols.Refused, fault => fault.Describe().Contains(symbol, StringComparison.Ordinal));
            var why = refused == default ? "the exchange has no such symbol; check its name" : $"its rules cannot be read: {refused.Describe()}";
            return new InstrumentReading(null, $"{symbol}: {why}", []);
        }

        if (!SymbolRules.TryRead(row, out var rules, out var reason))
            return new InstrumentReading(null, reason, []);
        var notices = rules.Unknown.Select(filter => $"{symbol}: filter {filter.Type} is not known to this version and not judged").ToList();
        if (!row.Status.IsKnown)
            notices.Add($"{symbol}: status {row.Status} is not known to this version and counts as not trading");
        var instrument = rules.ToInstrument(id) with
        {
            MaxOrdersOfAccount = LimitOf(CountFilter.ExchangeMaxNumOrders),
            MaxAlgoOrdersOfAccount = LimitOf(CountFilter.ExchangeMaxNumAlgoOrders),
            MaxOrderListsOfAccount = LimitOf(CountFilter.ExchangeMaxNumOrderLists),
        };
        return new InstrumentReading(instrument, "", notices);
    }

    private int LimitOf(CountFilter kind) => _info.ExchangeFilters.OfType<SymbolFilter.CountLimit>().FirstOrDefault(limit => limit.Kind == kind)?.Limit ?? 0;
}
