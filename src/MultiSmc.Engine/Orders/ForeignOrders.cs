using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>
/// Orders of the account that are not ours, of the instruments that are followed: which have been seen, and which are open. They are left alone, but take places of
/// what the exchange allows to be open.
/// </summary>
internal sealed class ForeignOrders
{
    private const int KeptOver = 1_024;

    private readonly HashSet<long> _seen = []; // membership only; never iterated
    private readonly Queue<long> _over = []; // the newest that are over: an older word about one comes soon or never
    private readonly List<ForeignOrder> _open = []; // in the order in which they came to be known

    /// <summary>Orders that are open.</summary>
    public IReadOnlyList<ForeignOrder> Open => _open;

    /// <summary>Takes in a word about an order that is not ours. What is over stays over, whatever an older word says.</summary>
    /// <param name="instrument">Whose: the exchange numbers orders by symbol.</param>
    /// <param name="report">The word.</param>
    /// <param name="now">When it was heard.</param>
    /// <returns>True when it had not been heard of.</returns>
    public bool Apply(InstrumentId instrument, ExecutionReport report, Timestamp now)
    {
        var key = KeyOf(instrument, report);
        var at = _open.FindIndex(order => order.Key == key);
        if (report.Status.IsFinal())
        {
            if (at >= 0)
                _open.RemoveAt(at);
            _over.Enqueue(key);
            if (_over.Count > KeptOver)
                _over.Dequeue();
        }
        else if (at >= 0)
        {
            _open[at] = _open[at] with { HeardAt = now };
        }
        else if (!_over.Contains(key))
        {
            _open.Add(new ForeignOrder(key, instrument, report.Order.Type.IsStop(), now));
        }

        return _seen.Add(key);
    }

    /// <summary>Everything that is open of an instrument has been told: what is not named, and was not heard of since it was asked for, is over.</summary>
    public void Apply(VenueEvent.OpenOrders answer, Timestamp askedAt) => _open.RemoveAll(
        order => order.Instrument == answer.Instrument && order.HeardAt < askedAt && !answer.Reports.Any(report => KeyOf(answer.Instrument, report) == order.Key));

    /// <summary>Saves them, or takes saved ones.</summary>
    public void Carry(StateCarrier state)
    {
        state.Section("foreign", 2);
        state.Set(_seen);
        long[] over = [.. _over];
        var count = state.Count(over.Length);
        if (state.IsReading)
            _over.Clear();
        for (var i = 0; i < count; i++)
        {
            var key = state.Int64(state.IsReading ? 0 : over[i]);
            if (state.IsReading)
                _over.Enqueue(key);
        }

        ForeignOrder[] open = [.. _open];
        count = state.Count(open.Length);
        if (state.IsReading)
            _open.Clear();
        for (var i = 0; i < count; i++)
        {
            var order = state.IsReading ? default : open[i];
            order = new ForeignOrder(state.Int64(order.Key), new InstrumentId(state.Int32(order.Instrument.Index)), state.Flag(order.IsStop), state.Time(order.HeardAt));
            if (state.IsReading)
                _open.Add(order);
        }
    }

    // Numbers are below 10^12 for years to come, instruments a few hundred: no two orders share a key.
    private static long KeyOf(InstrumentId instrument, ExecutionReport report) => unchecked((report.VenueOrderId.Value * 4_096) + instrument.Index);
}

/// <summary>An open order that is not ours.</summary>
/// <param name="Key">The exchange's number and the instrument, as one.</param>
/// <param name="Instrument">Whose.</param>
/// <param name="IsStop">It waits for a price.</param>
/// <param name="HeardAt">When it was last heard of.</param>
internal readonly record struct ForeignOrder(long Key, InstrumentId Instrument, bool IsStop, Timestamp HeardAt);
