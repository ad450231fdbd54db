using MultiSmc.Core;

namespace MultiSmc.Engine.Tests;

/// <summary>Short forms for tests that don't care about risk, rate or time.</summary>
internal static class Shorthand
{
    public static RiskVerdict Judge(this RiskGate gate, InstrumentId instrument, Money notional, Money equity) =>
        gate.Judge(instrument, new Commitment(notional, Money.Zero), equity, Given.Start);

    public static void Commit(this RiskGate gate, InstrumentId instrument, Money notional) =>
        gate.Commit(instrument, new Commitment(notional, Money.Zero), Given.Start);

    public static void Adjust(this RiskGate gate, Money from, Money to) => gate.Adjust(new Commitment(from, Money.Zero), new Commitment(to, Money.Zero));

    public static void Release(this RiskGate gate, InstrumentId instrument, Money notional) => gate.Release(instrument, new Commitment(notional, Money.Zero));

    public static OrderState Register(this OrderLedger ledger, OrderSpec spec, ClientListId? list) => ledger.Register(spec, list, Given.Start);

    public static OrderState? Apply(this OrderLedger ledger, ExecutionReport report, out Fill? fill)
    {
        var step = ledger.Apply(report);
        fill = step.Fill;
        return step.Order;
    }

    /// <summary>Orders without an answer, oldest first.</summary>
    public static IEnumerable<OrderState> Unanswered(this OrderLedger ledger) => ledger.Open.Where(order => order.State == WorkingState.Sent);
}
