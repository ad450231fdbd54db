using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Node;

/// <summary>
/// Everything that reaches the node, in the order of receipt, from any number of threads to the kernel's. Two buffers that change places: the kernel's
/// thread works through one while the others fill the other; market events cost no garbage. Calls (commands, questions) have a lane of their own: a kill
/// switch does not wait behind a tape.
/// </summary>
/// <remarks>
/// A lock and a pulse instead of a channel: the kernel's thread has to wait with a deadline (its next timer) without a task for each wait.
/// Where the clock is the world's, nobody ever waits for room: a full inbox means that the node is hopelessly behind, and it ends. Where the clock is
/// the tape's, the feed waits: nothing is lost by it.
/// </remarks>
internal sealed class ShellInbox(int capacity, bool waitsForRoom, TimeProvider time) : IShellInbox
{
    private const int FirstLength = 1_024;

    private readonly object _gate = new();
    private InboxItem[] _filling = new InboxItem[Math.Min(capacity, FirstLength)];
    private InboxItem[] _spare = new InboxItem[Math.Min(capacity, FirstLength)];
    private int _count;
    private bool _isClosed;
    private bool _isWaiting;
    private readonly ConcurrentQueue<InboxCall> _calls = new();

    /// <summary>It overflowed: the node is too far behind to be trusted with decisions.</summary>
    public bool IsOverflown { get; private set; }

    /// <summary>Waiting now. From any thread.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _count;
        }
    }

    /// <inheritdoc/>
    public void OnMarket(in MarketEvent market) => Post(new InboxItem(market, null, time.GetTimestamp()));

    /// <inheritdoc/>
    public void OnVenue(VenueEvent venueEvent) => Post(new InboxItem(default, venueEvent, time.GetTimestamp()));

    /// <summary>A command or a question.</summary>
    public void Call(InboxCall call)
    {
        lock (_gate)
        {
            if (!_isClosed)
            {
                _calls.Enqueue(call);
                Monitor.PulseAll(_gate);
                return;
            }
        }

        call.Abandon();
    }

    /// <summary>Takes the next call; cheap where there is none.</summary>
    public bool TryTakeCall([NotNullWhen(true)] out InboxCall? call)
    {
        call = null;
        return !_calls.IsEmpty && _calls.TryDequeue(out call);
    }

    /// <summary>Waits for a call, or until somebody wakes the kernel's thread.</summary>
    public void WaitForCall(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_calls.IsEmpty && !_isClosed)
                Monitor.Wait(_gate, patience);
        }
    }

    /// <summary>Takes everything that waits.</summary>
    /// <param name="patience">How long to wait where there is nothing.</param>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<InboxItem> Take(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_count == 0 && _calls.IsEmpty && !_isClosed && patience > TimeSpan.Zero)
            {
                _isWaiting = true;
                Monitor.Wait(_gate, patience);
                _isWaiting = false;
            }

            (_filling, _spare) = (_spare, _filling);
            var taken = _spare.AsSpan(0, _count);
            _count = 0;
            if (waitsForRoom)
                Monitor.PulseAll(_gate);
            return taken;
        }
    }

    /// <summary>Wakes the kernel's thread.</summary>
    public void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    /// <summary>Nothing more is taken in; what waits is answered that it came too late.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            _count = 0;
            while (_calls.TryDequeue(out var call))
                call.Abandon();
            Monitor.PulseAll(_gate);
        }
    }

    private void Post(in InboxItem item)
    {
        lock (_gate)
        {
            while (waitsForRoom && _count >= capacity && !_isClosed)
                Monitor.Wait(_gate);
            if (_isClosed)
                return;
            if (_count >= capacity)
            {
                IsOverflown = true;
                return;
            }

            if (_count == _filling.Length)
                Array.Resize(ref _filling, _filling.Length * 2);
            _filling[_count++] = item;
            if (_isWaiting)
                Monitor.PulseAll(_gate);
        }
    }
}
