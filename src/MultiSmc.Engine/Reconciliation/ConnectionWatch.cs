using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>
/// What a lost connection means: no new entries at once; resting entries taken back when it stays away; all books compared when it is back.
/// </summary>
internal sealed class ConnectionWatch(TradingKernel kernel, ReconciliationPolicy policy)
{
    private static readonly int Links = Enum.GetValues<VenueLink>().Length;

    private readonly bool[] _isDown = new bool[Links];
    private Timestamp? _downSince;

    public void On(VenueEvent.ConnectionChanged change)
    {
        _isDown[(int)change.Link] = !change.IsUp;
        var isAnyDown = _isDown.AsSpan().Contains(true);
        kernel.Locks.Set(EntryLock.Disconnected, isAnyDown, change.Reason, kernel.Effects);
        if (!change.IsUp)
        {
            if (_downSince is not null)
                return;
            _downSince = kernel.Now;
            kernel.Alert(default, "disconnected", $"The connection for {NameOf(change.Link)} is gone: {change.Reason}. No new entries.");
            kernel.SetTimer(kernel.Now + policy.DisconnectGrace, KernelTimers.Grace);
            return;
        }

        if (!isAnyDown)
            _downSince = null;
        // Nothing is replayed after a reconnect: what happened meanwhile has to be asked for.
        if (change.Link is VenueLink.UserData or VenueLink.Orders)
            kernel.StartReconciliation($"the connection for {NameOf(change.Link)} is back");
    }

    public void OnGraceTimer()
    {
        if (_downSince is { } since && kernel.Now >= since + policy.DisconnectGrace)
            kernel.CancelEntries(null, null, "disconnected", isFinal: false);
    }

    /// <summary>Saves which connections are gone, or takes what was saved.</summary>
    public void Carry(StateCarrier state)
    {
        foreach (ref var isDown in _isDown.AsSpan())
            isDown = state.Flag(isDown);
        _downSince = state.Time(_downSince);
    }

    private static string NameOf(VenueLink link) => link switch
    {
        VenueLink.MarketData => "market data",
        VenueLink.UserData => "reports",
        _ => "orders",
    };
}
