using MultiSmc.Core;

namespace MultiSmc.Simulation;

/// <summary>How the orders of a list depend on one another.</summary>
public enum ListKind : byte
{
    /// <summary>One cancels the other.</summary>
    Oco,

    /// <summary>One triggers the other.</summary>
    Oto,

    /// <summary>One triggers an OCO.</summary>
    Otoco,

    /// <summary>One pays for the other: as <see cref="Oto"/>, sized from the proceeds.</summary>
    Opo,

    /// <summary>One pays for an OCO: as <see cref="Otoco"/>, sized from the proceeds.</summary>
    Opoco,
}

/// <summary>Orders that depend on one another: an OCO pair, or a working order with what follows it.</summary>
/// <remarks>An OCO locks once, the larger need of its legs; the leg that holds the lock hands it over when it ends.</remarks>
internal sealed class OrderList(ClientListId id, long number, ListKind kind, AccountBook home, SimulatedOrder? working, SimulatedOrder[] legs)
{
    public ClientListId Id => id;

    /// <summary>The exchange's number of the list.</summary>
    public long Number => number;

    public ListKind Kind => kind;

    public AccountBook Home => home;

    /// <summary>The order that the others wait for; null for an OCO.</summary>
    public SimulatedOrder? Working => working;

    /// <summary>What waits for the working order, or the OCO's legs: above before below.</summary>
    public ReadOnlySpan<SimulatedOrder> Legs => legs;

    /// <summary>The legs are an OCO pair.</summary>
    public bool IsPair => legs.Length == 2;

    public bool IsFromProceeds => kind is ListKind.Opo or ListKind.Opoco;

    public Timestamp CreatedAt { get; init; }

    public bool IsOpen
    {
        get
        {
            foreach (var leg in legs)
            {
                if (leg.IsOpen)
                    return true;
            }

            return working is { IsOpen: true };
        }
    }

    /// <summary>The other leg of a pair, or null for the working order or a single one.</summary>
    public SimulatedOrder? Other(SimulatedOrder leg) =>
        !IsPair || ReferenceEquals(leg, working) ? null : ReferenceEquals(leg, legs[0]) ? legs[1] : legs[0];
}
