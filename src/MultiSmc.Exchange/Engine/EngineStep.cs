using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Exchange;

/// <summary>What one request brings to the engine's step, and what the step came to.</summary>
internal sealed class EngineStep
{
    private readonly Dictionary<ClientOrderId, (long? Id, int? Type)> _strategies = [];
    private readonly List<OrderRecord> _changed = [];

    /// <summary>Name of the cancel that the step carries out.</summary>
    public ClientOrderId? CancelId { get; init; }

    /// <summary>Name that the amended order had before.</summary>
    public ClientOrderId? AmendedFrom { get; init; }

    /// <summary>Why a new order was refused, or null.</summary>
    public VenueEvent.PlaceRefused? Refused { get; set; }

    /// <summary>Why a cancel or amendment was refused, or null.</summary>
    public VenueEvent.CancelRefused? CancelRefused { get; set; }

    /// <summary>The list that was opened, or null.</summary>
    public ListRecord? NewList { get; set; }

    /// <summary>Orders that it reported on, each once, in the order of their first report.</summary>
    public IReadOnlyList<OrderRecord> Changed => _changed;

    public void SetStrategy(ClientOrderId order, long? id, int? type)
    {
        if (id is not null || type is not null)
            _strategies[order] = (id, type);
    }

    public (long? Id, int? Type) StrategyOf(ClientOrderId order) => _strategies.GetValueOrDefault(order);

    public void Note(OrderRecord order)
    {
        if (!_changed.Contains(order))
            _changed.Add(order);
    }
}
