using MultiSmc.Core;

namespace MultiSmc.Binance;

/// <summary>
/// Which of the exchange's numbers is which of our names. Trades are listed by numbers alone, and an order that was cancelled shows the cancel's
/// name from then on: only who noted the number before still knows whose it is. Safe to use from several threads.
/// </summary>
internal sealed class OrderNames
{
    private const int Most = 50_000;
    private const string CancelMark = "-c";
    private const int LongestName = 36;

    private readonly Lock _lock = new();
    private readonly Dictionary<(InstrumentId, long), ClientOrderId> _names = [];
    private readonly Dictionary<ClientOrderId, VenueOrderId> _numbers = [];
    private readonly Queue<((InstrumentId, long) Number, ClientOrderId Name)> _order = new();

    /// <summary>The name to cancel an order with: the order's own can be read out of it.</summary>
    public static ClientOrderId? CancelNameOf(ClientOrderId order) =>
        order.Value.Length + CancelMark.Length <= LongestName ? new ClientOrderId(order.Value + CancelMark) : null;

    /// <summary>The order's name, where an answer may show the name of its cancel.</summary>
    public static ClientOrderId OrderNameOf(ClientOrderId shown) =>
        shown.Value.EndsWith(CancelMark, StringComparison.Ordinal) && shown.Value.Length > CancelMark.Length
            ? new ClientOrderId(shown.Value[..^CancelMark.Length])
            : shown;

    /// <summary>Notes a name; a later word counts.</summary>
    public void Learn(InstrumentId instrument, VenueOrderId number, ClientOrderId name)
    {
        var key = (instrument, number.Value);
        lock (_lock)
        {
            if (_names.TryGetValue(key, out var known) && known == name)
                return;
            if (_order.Count >= Most && _order.TryDequeue(out var oldest))
            {
                // What was noted anew since then stays.
                if (_names.GetValueOrDefault(oldest.Number) == oldest.Name)
                    _names.Remove(oldest.Number);
                if (_numbers.GetValueOrDefault(oldest.Name).Value == oldest.Number.Item2)
                    _numbers.Remove(oldest.Name);
            }

            _names[key] = name;
            _numbers[name] = number;
            _order.Enqueue((key, name));
        }
    }

    /// <summary>The name of a number, or null.</summary>
    public ClientOrderId? NameOf(InstrumentId instrument, VenueOrderId number)
    {
        lock (_lock)
            return _names.TryGetValue((instrument, number.Value), out var name) ? name : null;
    }

    /// <summary>The number of a name, or null.</summary>
    public VenueOrderId? NumberOf(ClientOrderId name)
    {
        lock (_lock)
            return _numbers.TryGetValue(name, out var number) ? number : null;
    }
}
