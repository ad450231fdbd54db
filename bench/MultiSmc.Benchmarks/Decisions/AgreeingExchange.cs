using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Benchmarks.Decisions;

/// <summary>
/// Drives a kernel and answers for an exchange that accepts every order, cancels when told to and never fills: all that remains is the way to the
/// decision. Timers are left out; nothing here waits for one.
/// </summary>
internal sealed class AgreeingExchange(TradingKernel kernel, AssetBalance cash)
{
    private readonly Dictionary<ClientOrderId, OrderSpec> _orders = [];
    private readonly Queue<VenueRequest> _requests = new();
    private long _sequence;

    /// <summary>Effects of the last trade, until <see cref="Answer"/>.</summary>
    public EffectBuffer Effects { get; } = new();

    /// <summary>The next input, as the shell hands it over.</summary>
    public KernelInput Input(in MarketEvent market) => KernelInput.FromMarket(++_sequence, market.Time, in market);

    /// <summary>Tells the kernel what became of its requests.</summary>
    public void Answer()
    {
        Collect();
        while (_requests.TryDequeue(out var request))
        {
            switch (request)
            {
                case VenueRequest.PlaceOrder place:
                    _orders[place.Order.ClientOrderId] = place.Order;
                    Report(place.Order, ExecutionType.New, OrderStatus.New);
                    break;
                case VenueRequest.CancelOrder cancel when _orders.Remove(cancel.ClientOrderId, out var order):
                    Report(order, ExecutionType.Canceled, OrderStatus.Canceled);
                    Hand(new VenueEvent.AccountUpdate(order.Instrument, kernel.Now, [cash]));
                    break;
                default:
                    throw new InvalidOperationException($"no order fills here, yet {request} was asked for");
            }
        }
    }

    private void Report(OrderSpec order, ExecutionType execution, OrderStatus status) => Hand(new VenueEvent.OrderReport(new ExecutionReport
    {
        Order = order,
        VenueOrderId = new VenueOrderId(_sequence),
        Execution = execution,
        Status = status,
        Filled = Quantity.Zero,
        FilledQuote = Money.Zero,
        IsWorking = status == OrderStatus.New,
        Time = kernel.Now,
    }));

    private void Hand(VenueEvent venueEvent)
    {
        var input = KernelInput.FromVenue(++_sequence, kernel.Now, venueEvent);
        kernel.Apply(in input, Effects);
        Collect();
    }

    private void Collect()
    {
        foreach (ref readonly var effect in Effects.Effects)
        {
            if (effect is { Kind: EffectKind.Submit, Payload: VenueRequest request })
                _requests.Enqueue(request);
        }

        Effects.Clear();
    }
}
