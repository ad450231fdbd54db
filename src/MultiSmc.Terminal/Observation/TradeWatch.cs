namespace MultiSmc.Terminal;

/// <summary>
/// Whether the trades of a market are copied one by one: from an input that gives the reader an order to follow, until the reader says that it follows none.
/// Both speak in numbers of inputs, so that what is copied for an order never depends on how fast the reader is.
/// </summary>
internal sealed class TradeWatch
{
    private long _from;
    private long _released;

    /// <summary>Writer: trades behind this input are wanted.</summary>
    public bool IsOn => _from > Volatile.Read(ref _released);

    /// <summary>Writer: a trade found no room; the reader has not been told yet.</summary>
    public bool HasMissed { get; set; }

    /// <summary>Writer: an order to follow appears with this input.</summary>
    public void Begin(long sequence)
    {
        HasMissed &= IsOn; // what was missed for orders of before is no loss to this one
        _from = sequence;
    }

    /// <summary>Reader: before this input no order was followed; what it brings itself the reader may not have seen yet.</summary>
    public void Release(long sequence) => Volatile.Write(ref _released, sequence - 1);
}
