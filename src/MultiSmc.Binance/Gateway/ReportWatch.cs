using System.Globalization;
using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Binance;

/// <summary>
/// Finds a stream of reports that stands, answers pings and brings nothing: what an answer says was done has to come as a report too, before the answer
/// or soon after it. Safe to use from several threads.
/// </summary>
/// <remarks>
/// Of a list one report of any of its orders is enough: whether pending ones are told when the list is placed is not documented. Which orders a cancel under
/// a list's or a symbol's name ended says its answer alone: until then all that is reported is remembered.
/// </remarks>
/// <param name="time">The local clock, also for the waits.</param>
/// <param name="patience">How long after the answer a report may come.</param>
/// <param name="onMissing">Told once, with what is missing, when it has not; nothing that was sent before is waited for any more.</param>
internal sealed class ReportWatch(TimeProvider time, TimeSpan patience, Action<string> onMissing)
{
    private readonly Lock _lock = new();
    private readonly List<Awaited> _awaited = [];

    /// <summary>A request leaves; its reports may be faster than its answer.</summary>
    public void Sent(VenueRequest request)
    {
        ClientOrderId[] orders = request switch
        {
            VenueRequest.CancelOrder cancel => [cancel.ClientOrderId],
            VenueRequest.AmendOrder amend => [amend.ClientOrderId],
            _ => [.. RequestWriting.NewOrders(request).Select(static order => order.ClientOrderId)],
        };
        if (orders.Length == 0 && request is not (VenueRequest.CancelList or VenueRequest.CancelAll))
            return;
        lock (_lock)
            _awaited.Add(new Awaited(request, orders));
    }

    /// <summary>A request's answer says that something was done to an order.</summary>
    public void Answered(ClientOrderId order)
    {
        lock (_lock)
        {
            foreach (var one in _awaited)
            {
                if (one.AnsweredAt is null && one.Orders.Contains(order))
                    one.AnsweredAt = time.GetTimestamp();
            }
        }
    }

    /// <summary>A cancel under a list's or a symbol's name is answered.</summary>
    /// <param name="request">The cancel.</param>
    /// <param name="orders">The orders that it ended.</param>
    public void Answered(VenueRequest request, IReadOnlyCollection<ClientOrderId> orders)
    {
        lock (_lock)
        {
            if (orders.Count == 0 || _awaited.Find(one => one.AnsweredAt is null && ReferenceEquals(one.Request, request)) is not { } answered)
                return;
            if (orders.Any(answered.Heard.Contains))
            {
                _awaited.Remove(answered);
                return;
            }

            answered.Orders = [.. orders];
            answered.AnsweredAt = time.GetTimestamp();
        }
    }

    /// <summary>A request is over: without an answer that something was done, nothing need be reported.</summary>
    public void Over(VenueRequest request)
    {
        lock (_lock)
            _awaited.RemoveAll(one => one.AnsweredAt is null && ReferenceEquals(one.Request, request));
    }

    /// <summary>The stream reports on an order.</summary>
    public void Heard(ClientOrderId order)
    {
        lock (_lock)
        {
            _awaited.RemoveAll(one => one.Orders.Contains(order));
            foreach (var one in _awaited)
            {
                if (one.Orders.Length == 0)
                    one.Heard.Add(order);
            }
        }
    }

    /// <summary>The stream came or went: what it missed is asked for, so that nothing is waited for.</summary>
    public void Forget()
    {
        lock (_lock)
            _awaited.Clear();
    }

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await time.DelayAsync(patience / 5, cancellation).ConfigureAwait(false);
            Look();
        }
    }

    /// <summary>Looks whether something is missing now.</summary>
    public void Look()
    {
        ClientOrderId missing;
        lock (_lock)
        {
            if (_awaited.Find(one => one.AnsweredAt is { } at && time.GetElapsedTime(at) >= patience) is not { } late)
                return;
            missing = late.Orders[0];
            _awaited.Clear();
        }

        onMissing(string.Create(CultureInfo.InvariantCulture, $"the exchange has answered for {missing}, and no report of it has come for {patience.TotalSeconds:0.#} s"));
    }

    private sealed class Awaited(VenueRequest request, ClientOrderId[] orders)
    {
        public VenueRequest Request => request;

        /// <summary>Empty where only the answer tells them.</summary>
        public ClientOrderId[] Orders { get; set; } = orders;

        /// <summary>What was reported before the answer told which orders it is about.</summary>
        public HashSet<ClientOrderId> Heard { get; } = [];

        /// <summary>Null until the answer.</summary>
        public long? AnsweredAt { get; set; }
    }
}
