using MultiSmc.Core;
using MultiSmc.Packets;
using MultiSmc.Structure;

namespace MultiSmc.Engine.Tests;

/// <summary>Traces each call, so that its place among the effects is seen, and then does what the test wants.</summary>
internal sealed class SpyStrategy(StrategyContext context, List<string> calls) : IStrategy
{
    public StrategyContext Context => context;

    /// <summary>What the strategy does when it is called, by the call.</summary>
    public Action<StrategyContext, string>? Does { get; set; }

    /// <summary>How many entries or positions it says were concerned by a command.</summary>
    public int Answer { get; set; } = 1;

    public List<Fill?> Fills { get; } = [];

    public void OnSegmentBreak(ReadOnlySpan<StructureEvent> events) => Note($"break/{events.Length}");

    public void OnPacket(in Packet packet, ReadOnlySpan<StructureEvent> events) => Note($"packet/{events.Length}");

    public void OnTrade(in TradeTick trade) => Note($"trade/{trade.Id}");

    public void OnOrder(OrderState order, Fill? fill)
    {
        Fills.Add(fill);
        Note($"order/{order.Spec.ClientOrderId}/{order.State}");
    }

    public void OnRefused(OrderState order, VenueEvent.PlaceRefused refusal) => Note($"refused/{order.Spec.ClientOrderId}/{order.State}");

    public void OnAccount() => Note("account");

    public void OnTimer(TimerRequest timer) => Note($"timer/{timer.Token}");

    public void Carry(StateCarrier state) => Note("carry");

    public void OnTradingAgain() => Note("trading");

    public void OnReconciled(Quantity held) => Note($"reconciled/{held}");

    public int CancelEntries(ClientOrderId? order, string reason, bool isFinal)
    {
        Note($"cancel-entries/{order}/{reason}/{isFinal}");
        return Answer;
    }

    public PartOutcome ClosePart(int? setup, PositionPart part)
    {
        Note($"close-part/{setup}/{part}");
        return Answer > 0 ? new PartOutcome(Answer, new Quantity(150_000_000), new Quantity(50_000_000), "") : PartOutcome.Refused("too little would be left");
    }

    public int ClosePositions(int? setup)
    {
        Note($"close/{setup}");
        return Answer;
    }

    private void Note(string call)
    {
        calls.Add($"{context.Instrument.Symbol} {call}");
        context.Trace(call);
        Does?.Invoke(context, call);
    }

    public IReadOnlyList<SetupView> Look() => [];
}
