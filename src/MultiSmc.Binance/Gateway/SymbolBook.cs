using System.Collections.Frozen;
using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>The instruments of a run by the exchange's names; their rules change while it runs. Safe to use from several threads.</summary>
internal sealed class SymbolBook
{
    private readonly Instrument[] _instruments;
    private readonly FrozenDictionary<string, int> _places;

    public SymbolBook(IReadOnlyList<Instrument> instruments)
    {
        _instruments = [.. instruments];
        for (var i = 0; i < _instruments.Length; i++)
        {
            if (_instruments[i].Id.Index != i)
                throw new ArgumentException($"instrument {_instruments[i].Symbol} stands at place {i} and has number {_instruments[i].Id.Index}", nameof(instruments));
        }

        _places = _instruments.ToFrozenDictionary(static one => one.Symbol, static one => one.Id.Index);
        Symbols = [.. _instruments.Select(static one => one.Symbol)];
    }

    /// <summary>Names in the order of the numbers.</summary>
    public IReadOnlyList<string> Symbols { get; }

    /// <summary>An instrument with its rules of now.</summary>
    public Instrument this[InstrumentId id] => Volatile.Read(ref _instruments[id.Index]);

    /// <summary>Finds an instrument, or null where the symbol is none of this run.</summary>
    public Instrument? Find(string symbol) => _places.TryGetValue(symbol, out var place) ? Volatile.Read(ref _instruments[place]) : null;

    /// <summary>Takes new rules over.</summary>
    public void Renew(Instrument now) => Volatile.Write(ref _instruments[now.Id.Index], now);
}
