using System.Globalization;
using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>Up to where the exchange has been asked for executions, what to ask for next, and what the answers bring.</summary>
internal sealed class FillSearch(TradingKernel kernel, int instruments)
{
    private readonly TradeId[] _seen = new TradeId[instruments];
    private readonly Timestamp[] _lastAt = new Timestamp[instruments];

    /// <summary>A fill was booked, wherever it came from.</summary>
    public void OnBooked(Fill fill)
    {
        ref var last = ref _lastAt[fill.Instrument.Index];
        if (fill.Time > last)
            last = fill.Time;
    }

    /// <summary>What there is behind the last answer.</summary>
    public VenueRequest.QueryFills Question(InstrumentId instrument) =>
        new(instrument, _seen[instrument.Index], kernel.Ledger.FirstSentAt(instrument) ?? kernel.Now);

    /// <summary>
    /// Books what an answer holds. What no report had told is told to a person, once for all of the answer: it is news, not an alarm, since nothing is wrong.
    /// </summary>
    /// <returns>When the newest execution was, or null without any.</returns>
    public Timestamp? Take(VenueEvent.Fills answer)
    {
        ref var seen = ref _seen[answer.Instrument.Index];
        Timestamp? newest = null;
        var (count, bought, sold) = (0, Quantity.Zero, Quantity.Zero);
        foreach (var fill in answer.Executions)
        {
            if (newest is not { } known || fill.Time > known)
                newest = fill.Time;
            if (fill.TradeId.Value > seen.Value)
                seen = fill.TradeId;
            if (!kernel.BookFill(fill))
                continue;
            count++;
            (bought, sold) = fill.Side == Side.Buy ? (bought + fill.Quantity, sold) : (bought, sold + fill.Quantity);
        }

        if (count > 0)
            Tell(answer.Instrument, count, bought, sold);
        return newest;
    }

    /// <summary>The exchange has reported more of an instrument's orders filled than we have booked.</summary>
    public bool IsAnyMissing(InstrumentId instrument)
    {
        var missing = kernel.Ledger.MissingFills;
        for (var i = 0; i < missing.Count; i++)
        {
            if (missing[i].Spec.Instrument == instrument)
                return true;
        }

        return false;
    }

    /// <summary>Some instrument's last fill is younger than the balance of its base that we know.</summary>
    public bool IsAheadOfBalances()
    {
        for (var i = 0; i < _lastAt.Length; i++)
        {
            if (_lastAt[i] > kernel.Portfolio.AsOf(kernel.UnitOf(new InstrumentId(i)).Instrument.Base))
                return true;
        }

        return false;
    }

    /// <summary>Saves how far it has come, or takes what was saved.</summary>
    public void Carry(StateCarrier state)
    {
        if (state.Count(_seen.Length) != _seen.Length)
            throw state.Fault("another number of instruments");
        foreach (ref var seen in _seen.AsSpan())
            seen = new TradeId(state.Int64(seen.Value));
        foreach (ref var last in _lastAt.AsSpan())
            last = state.Time(last);
    }

    private void Tell(InstrumentId instrument, int count, Quantity bought, Quantity sold)
    {
        var asset = kernel.UnitOf(instrument).Instrument.Base;
        var fills = count == 1 ? "A fill" : string.Create(CultureInfo.InvariantCulture, $"{count} fills");
        kernel.Effects.Add(
            EffectKind.Alert, instrument, new Alert("fills-found", $"{fills} that no report had told came to light by asking: {bought} {asset} bought, {sold} {asset} sold.") { IsNews = true });
    }
}
