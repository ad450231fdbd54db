using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What a kernel was made with: a saved state is only taken by one that was made with the same.</summary>
internal sealed class KernelMark(string session, IReadOnlyList<MarketSetup> markets, RiskLimits limits, ReconciliationPolicy? reconciliation)
{
    /// <summary>Compares it with that of the kernel which was saved.</summary>
    public void Expect(StateCarrier state)
    {
        state.Expect("session", session);
        state.Expect("limits", limits.ToString());
        state.Expect("reconciliation", (reconciliation ?? new ReconciliationPolicy()).ToString());
        state.Expect("number of markets", markets.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var market in markets)
        {
            state.Expect("instrument", market.Instrument.ToString());
            state.Expect("packet parameters", market.Packets.ToString());
            state.Expect("structure parameters", $"{market.Structure} {string.Join(' ', market.Structure.TpMilli)}");
        }
    }
}
