using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>
/// Orders of the account that are not ours, of the instruments that are followed: which have been seen, and which are open. They are left alone, but take places of
/// what the exchange allows to be open.
/// </summary>
internal sealed class ForeignOrders
{
    private readonly HashSet<long> _seen = []; // membership only; never iterated
    private readonly HashSet<long> _over = []; // membership only; never iterated
    private readonly List<ForeignOrder> _open = []; // in the order in which they came to be known

    /// <summary>Orders that are open.</summary>
    public IReadOnlyList<ForeignOrder> Open => _open;

    /// <summary>Takes in a word about an order that is not ours. What is over stays over, whatever an older word says.</summary>
    /// <returns>True when it had not been heard of.</returns>
    public bool Apply(InstrumentId instrument, ExecutionReport report)
    {
        var number = report.VenueOrderId.Value;
        var at = _open.FindIndex(order => order.Number == number);
        if (report.Status.IsFinal())
        {
            _over.Add(number);
            if (at >= 0)
                _open.RemoveAt(at);
        }
        else if (at >= 0)
        {
            _open[at] = _open[at] with { Time = report.Time > _open[at].Time ? report.Time : _open[at].Time };
        }
        else if (!_over.Contains(number))
        {
            _open.Add(new ForeignOrder(number, instrument, report.Order.Type.IsStop(), report.ListId, report.Time));
        }

        return _seen.Add(number);
    }

    /// <summary>Everything that is open of an instrument has been told: what it does not name, and was not heard of since, is over.</summary>
    public void Apply(VenueEvent.OpenOrders answer) =>
        _open.RemoveAll(order => order.Instrument == answer.Instrument && order.Time < answer.Time && !answer.Reports.Any(report => report.VenueOrderId.Value == order.Number));

    /// <summary>Saves them, or takes saved ones.</summary>
    public void Carry(StateCarrier state)
    {
        state.Section("foreign", 2);
        state.Set(_seen);
        state.Set(_over);
        ForeignOrder[] saved = [.. _open];
        var count = state.Count(saved.Length);
        if (state.IsReading)
            _open.Clear();
        for (var i = 0; i < count; i++)
        {
            var order = state.IsReading ? default : saved[i];
            order = new ForeignOrder(
                state.Int64(order.Number), new InstrumentId(state.Int32(order.Instrument.Index)), state.Flag(order.IsStop),
                state.Text(order.List?.Value) is { } list ? new ClientListId(list) : null, state.Time(order.Time));
            if (state.IsReading)
                _open.Add(order);
        }
    }
}

/// <summary>An open order that is not ours.</summary>
/// <param name="Number">The exchange's number.</param>
/// <param name="Instrument">Whose.</param>
/// <param name="IsStop">It waits for a price.</param>
/// <param name="List">The list it belongs to, or null.</param>
/// <param name="Time">The exchange's time of the last word about it.</param>
internal readonly record struct ForeignOrder(long Number, InstrumentId Instrument, bool IsStop, ClientListId? List, Timestamp Time);
