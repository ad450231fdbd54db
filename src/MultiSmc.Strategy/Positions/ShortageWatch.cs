using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>
/// Decides when base that we have booked is really gone from the account. Answers of the exchange are of different moments: a fill may be in the
/// balance and not yet here, so only what is missing in the same way some time later is believed.
/// </summary>
internal sealed class ShortageWatch(StrategyContext context)
{
    private static readonly Duration Delay = Duration.FromSeconds(5);

    private (Quantity Gone, Quantity Booked)? _seen;

    /// <summary>Saves what was seen, or takes what was saved.</summary>
    public void Carry(StateCarrier state) => _seen = state.Flag(_seen is not null)
        ? (state.Quantity(_seen?.Gone ?? default), state.Quantity(_seen?.Booked ?? default))
        : null;

    /// <summary>All books have been compared.</summary>
    /// <param name="booked">What our positions hold by their fills.</param>
    /// <param name="held">What the account has.</param>
    /// <returns>What is gone for sure; zero when nothing is, or it has to be looked at once more.</returns>
    public Quantity Judge(Quantity booked, Quantity held)
    {
        var gone = booked - held;
        if (gone < context.Instrument.LotSize)
        {
            _seen = null;
        }
        else if (_seen == (gone, booked))
        {
            _seen = null;
            return gone;
        }
        else
        {
            _seen = (gone, booked);
            context.RecheckAt(context.Now + Delay);
        }

        return Quantity.Zero;
    }
}
