using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Packets;
using MultiSmc.Strategy;

namespace MultiSmc.Sockets.Tests;

/// <summary>What a node was given and did, for a test to look at. A node that goes on from its journal shows its past first.</summary>
internal sealed class NodeWatch : IKernelObserver
{
    private readonly Lock _gate = new();
    private readonly List<Alert> _alerts = [];
    private readonly List<StrategyTrace> _traces = [];
    private readonly List<Fill> _fills = [];
    private readonly List<Packet> _packets = [];
    private readonly List<VenueRequest> _requests = [];
    private readonly List<VenueEvent> _words = [];
    private long _lastTrade;

    public IReadOnlyList<Alert> Alerts => Copy(_alerts);

    public IReadOnlyList<StrategyTrace> Traces => Copy(_traces);

    public IReadOnlyList<Fill> Fills => Copy(_fills);

    public IReadOnlyList<Packet> Packets => Copy(_packets);

    /// <summary>What the kernel asked of the exchange.</summary>
    public IReadOnlyList<VenueRequest> Requests => Copy(_requests);

    /// <summary>What it heard from there.</summary>
    public IReadOnlyList<VenueEvent> Words => Copy(_words);

    /// <summary>Id of the last trade that it was shown.</summary>
    public long LastTrade => Volatile.Read(ref _lastTrade);

    /// <summary>Every entry that was sent, oldest first.</summary>
    public OrderSpec[] Entries => [.. Requests.SelectMany(OrdersOf).Where(static order => order.Side == Side.Buy)];

    public int Told(string code) => Alerts.Count(alert => alert.Code == code);

    public void OnApplied(in KernelInput input, EffectBuffer effects)
    {
        lock (_gate)
        {
            if (input.Kind == InputKind.Market && input.Market.Kind == MarketEventKind.Trade)
                Volatile.Write(ref _lastTrade, input.Market.Trade.Id);
            if (input.Kind == InputKind.Venue)
                _words.Add(input.Venue);
            foreach (ref readonly var effect in effects.Effects)
            {
                switch (effect.Payload)
                {
                    case Alert alert:
                        _alerts.Add(alert);
                        break;
                    case StrategyTrace trace:
                        _traces.Add(trace);
                        break;
                    case Fill fill:
                        _fills.Add(fill);
                        break;
                    case VenueRequest request:
                        _requests.Add(request);
                        break;
                    default:
                        break;
                }
            }

            _packets.AddRange(effects.Packets);
        }
    }

    /// <summary>The new orders in a request.</summary>
    public static IEnumerable<OrderSpec> OrdersOf(VenueRequest request) => request switch
    {
        VenueRequest.PlaceOrder place => [place.Order],
        VenueRequest.PlaceOco list => [list.Above, list.Below],
        VenueRequest.PlaceOto list => [list.Working, list.Pending],
        VenueRequest.PlaceOtoco list => [list.Working, list.Above, list.Below],
        VenueRequest.ReplaceOrder replace => [replace.Order],
        _ => [],
    };

    private T[] Copy<T>(List<T> list)
    {
        lock (_gate)
            return [.. list];
    }
}
