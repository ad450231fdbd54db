using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine.Tests;

/// <summary>Looks on.</summary>
internal sealed class SilentStrategy : IStrategy
{
    public void OnSegmentBreak(ReadOnlySpan<StructureEvent> events)
    {
    }

    public void OnPacket(in Packet packet, ReadOnlySpan<StructureEvent> events)
    {
    }

    public void OnTrade(in TradeTick trade)
    {
    }

    public void OnOrder(OrderState order, Fill? fill)
    {
    }

    public void OnRefused(OrderState order, VenueEvent.PlaceRefused refusal)
    {
    }

    public void OnAccount()
    {
    }

    public void OnTimer(TimerRequest timer)
    {
    }

    public void OnReconciled(Quantity held)
    {
    }

    public void OnTradingAgain()
    {
    }

    public void Carry(StateCarrier state)
    {
    }

    public int CancelEntries(ClientOrderId? order, string reason, bool isFinal) => 0;

    public PartOutcome ClosePart(int? setup, PositionPart part) => PartOutcome.Refused("nothing is held");

    public int ClosePositions(int? setup) => 0;

    public IReadOnlyList<SetupView> Look() => [];
}
