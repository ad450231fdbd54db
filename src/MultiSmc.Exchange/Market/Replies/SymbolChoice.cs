using MultiSmc.Binance.Wire;
using MultiSmc.Core;

namespace MultiSmc.Exchange;

/// <summary>Which symbols a request names: <c>symbol</c>, <c>symbols</c>, or all; and of which status.</summary>
internal sealed class SymbolChoice
{
    private SymbolChoice(List<SymbolMemory> symbols, bool isOne, bool isNamed) => (Symbols, IsOne, IsNamed) = (symbols, isOne, isNamed);

    /// <summary>In the order named, or that of their ids.</summary>
    public IReadOnlyList<SymbolMemory> Symbols { get; }

    /// <summary>Asked for by <c>symbol</c>: the answer is one row, not an array.</summary>
    public bool IsOne { get; }

    /// <summary>Asked for by name.</summary>
    public bool IsNamed { get; }

    /// <summary>Reads <c>symbol</c>, which has to be there; null where it is refused.</summary>
    public static SymbolMemory? ReadOne(MarketBoard board, ParameterReader reader)
    {
        var symbol = Known(board, reader, reader.RequiredText("symbol"));
        return symbol is not null && HasStatus(symbol, ReadStatus(reader), reader) ? symbol : null;
    }

    /// <summary>Reads <c>symbol</c>, <c>symbols</c>, <c>symbolStatus</c>; a refusal is noted at the reader.</summary>
    public static SymbolChoice Read(MarketBoard board, ParameterReader reader)
    {
        var status = ReadStatus(reader);
        var (one, many) = (reader.Text("symbol"), reader.Texts("symbols"));
        if (one is not null && many is not null)
            reader.Refuse(ErrorCode.BadCombination, MarketText.BadCombination);
        if (one is not null)
        {
            var symbol = Known(board, reader, one);
            return new SymbolChoice(symbol is not null && HasStatus(symbol, status, reader) ? [symbol] : [], isOne: true, isNamed: true);
        }

        if (many is null)
            return new SymbolChoice([.. board.Symbols.Where(symbol => Fits(symbol, status))], isOne: false, isNamed: false);
        if (many.Distinct(StringComparer.Ordinal).Count() != many.Length)
            reader.Refuse(ErrorCode.DuplicateSymbols, MarketText.DuplicateSymbols);
        List<SymbolMemory> named = [.. many.Select(name => Known(board, reader, name)).OfType<SymbolMemory>().Where(symbol => Fits(symbol, status))];
        return new SymbolChoice(named, isOne: false, isNamed: true);
    }

    /// <summary>The status of a symbol on the wire.</summary>
    public static SymbolStatus StatusOf(Instrument instrument) => instrument.Status switch
    {
        TradingStatus.Trading => SymbolStatus.Trading,
        TradingStatus.CancelOnly => SymbolStatus.CancelOnly,
        TradingStatus.Halt => SymbolStatus.Halt,
        _ => SymbolStatus.Break,
    };

    private static SymbolMemory? Known(MarketBoard board, ParameterReader reader, string name)
    {
        if (reader.Error is not null)
            return null;
        var symbol = board.Memory(name);
        if (symbol is null)
            reader.Refuse(ErrorCode.BadSymbol, EngineText.BadSymbol);
        return symbol;
    }

    private static SymbolStatus? ReadStatus(ParameterReader reader) =>
        reader.Word<SymbolStatus>("symbolStatus", ErrorCode.InvalidSymbolStatus, MarketText.BadSymbolStatus);

    // Of many, those that do not fit are left out; of one it is an error.
    private static bool Fits(SymbolMemory symbol, SymbolStatus? status) => status is null || StatusOf(symbol.Instrument) == status;

    private static bool HasStatus(SymbolMemory symbol, SymbolStatus? status, ParameterReader reader)
    {
        if (Fits(symbol, status))
            return true;
        reader.Refuse(ErrorCode.SymbolStatusMismatch, MarketText.StatusMismatch);
        return false;
    }
}
