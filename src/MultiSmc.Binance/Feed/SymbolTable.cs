using System.Text;

namespace MultiSmc.Binance;

/// <summary>Finds the line of a symbol by its bytes, without making a string.</summary>
internal sealed class SymbolTable
{
    private readonly (byte[] Name, TradeLine Line)[] _slots;
    private readonly int _mask;

    public SymbolTable(IReadOnlyList<TradeLine> lines)
    {
        var size = 16;
        while (size < 4 * lines.Count)
            size *= 2;
        _slots = new (byte[], TradeLine)[size];
        _mask = size - 1;
        foreach (var line in lines)
        {
            var name = Encoding.UTF8.GetBytes(line.Symbol);
            var at = HashOf(name) & _mask;
            while (_slots[at].Name is not null)
                at = (at + 1) & _mask;
            _slots[at] = (name, line);
        }
    }

    /// <summary>The line, or null where the symbol is none of ours.</summary>
    public TradeLine? Find(ReadOnlySpan<byte> symbol)
    {
        for (var at = HashOf(symbol) & _mask; _slots[at].Name is { } name; at = (at + 1) & _mask)
        {
            if (symbol.SequenceEqual(name))
                return _slots[at].Line;
        }

        return null;
    }

    // FNV-1a.
    private static int HashOf(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261u;
        foreach (var one in text)
            hash = (hash ^ one) * 16777619u;
        return (int)(hash ^ (hash >> 15)) & int.MaxValue;
    }
}
