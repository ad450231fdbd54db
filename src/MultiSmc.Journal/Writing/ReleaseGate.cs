using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>Where requests go once they may leave.</summary>
public interface IRequestSink
{
    /// <summary>The request leaves now. Called on the kernel's or the journal's thread, one at a time; returns at once.</summary>
    void Send(VenueRequest request);

    /// <summary>The journal has stopped: this new order, or cancel of protection, never leaves. The shell tells the operator.</summary>
    void Withhold(VenueRequest request, JournalFailure failure);
}

/// <summary>
/// Holds a new order until what led to it is on the disk, and so a cancel of what protects a position (<see cref="VenueRequest.WaitsForDisk"/>); lets
/// cancels of entries, amendments and queries through at once. Only what names an order that is still held waits behind it: a cancel that overtook its own
/// order would be refused, and the order would stand.
/// </summary>
public sealed class ReleaseGate : IJournalObserver
{
    private readonly IRequestSink _sink;
    private readonly Lock _lock = new();
    private readonly Queue<(long Sequence, VenueRequest Request)> _held = new();
    private long _durable;
    private long _lastHeld;
    private JournalFailure? _failure;

    /// <param name="sink">Where to.</param>
    /// <param name="durableSequence">What is durable already, when a session is resumed.</param>
    public ReleaseGate(IRequestSink sink, long durableSequence = 0)
    {
        _sink = sink;
        _durable = durableSequence;
    }

    /// <summary>Requests that wait for the disk.</summary>
    public int Held
    {
        get
        {
            lock (_lock)
                return _held.Count;
        }
    }

    /// <summary>Takes a request that an input led to.</summary>
    /// <param name="request">The request.</param>
    /// <param name="sequence">The input; it was recorded before.</param>
    public void Submit(VenueRequest request, long sequence)
    {
        lock (_lock)
        {
            if (request.WaitsForDisk)
                SubmitWaiting(request, sequence);
            else
                SubmitOther(request);
        }
    }

    /// <inheritdoc/>
    public void OnDurable(long sequence)
    {
        lock (_lock)
        {
            _durable = sequence;
            while (_held.TryPeek(out var head) && head.Sequence <= sequence)
                _sink.Send(_held.Dequeue().Request);
        }
    }

    /// <inheritdoc/>
    public void OnFailed(JournalFailure failure)
    {
        lock (_lock)
        {
            _failure = failure;
            while (_held.TryDequeue(out var held))
            {
                // A cancel behind an order that never left has nothing to cancel.
                if (held.Request.WaitsForDisk)
                    _sink.Withhold(held.Request, failure);
            }
        }
    }

    private void SubmitWaiting(VenueRequest request, long sequence)
    {
        if (_failure is not null)
            _sink.Withhold(request, _failure);
        else if (sequence <= _durable && _held.Count == 0)
            _sink.Send(request);
        else
            _held.Enqueue((_lastHeld = sequence, request));
    }

    private void SubmitOther(VenueRequest request)
    {
        if (IsAboutHeld(request))
            _held.Enqueue((_lastHeld, request)); // as soon as the order it is about: its own input need not be on the disk
        else
            _sink.Send(request);
    }

    private bool IsAboutHeld(VenueRequest request)
    {
        foreach (var (_, held) in _held)
        {
            var isAbout = request switch
            {
                VenueRequest.CancelOrder(_, var order) => Names(held, order),
                VenueRequest.AmendOrder(_, var order, _) => Names(held, order),
                VenueRequest.QueryOrder(_, var order) => Names(held, order),
                _ => false,
            };
            if (isAbout)
                return true;
        }

        return false;
    }

    private static bool Names(VenueRequest held, ClientOrderId order) => held switch
    {
        VenueRequest.PlaceOrder place => place.Order.ClientOrderId == order,
        VenueRequest.ReplaceOrder replace => replace.Order.ClientOrderId == order,
        VenueRequest.PlaceOco oco => oco.Above.ClientOrderId == order || oco.Below.ClientOrderId == order,
        VenueRequest.PlaceOto oto => oto.Working.ClientOrderId == order || oto.Pending.ClientOrderId == order,
        VenueRequest.PlaceOtoco otoco => otoco.Working.ClientOrderId == order || otoco.Above.ClientOrderId == order || otoco.Below.ClientOrderId == order,
        _ => false,
    };
}
