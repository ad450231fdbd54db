using MultiSmc.Core;
using MultiSmc.Engine;
using MultiSmc.Simulation;

namespace MultiSmc.Research;

/// <summary>A person who deposits, withdraws, cancels, buys and sells on the account that the bot trades.</summary>
internal sealed class FaultHands(FaultAgenda agenda, FaultCounts counts, SimulatedVenue venue, FaultyNetwork network, IReadOnlyList<Instrument> instruments)
{
    /// <summary>Does something at the exchange itself.</summary>
    public void Act()
    {
        var instrument = instruments[(int)network.Below(instruments.Count)];
        var held = venue.Balances.FirstOrDefault(entry => entry.Asset == instrument.Base).Balance;
        counts.Add("by hand");
        switch (network.Below(4))
        {
            case 0:
                venue.TryTransfer(instrument.Quote, new Money((network.Below(201) - 100) * FixedPoint.Scale), agenda.Now);
                network.Publish();
                break;
            case 1:
                network.ByHand(new VenueRequest.CancelAll(instrument.Id));
                break;
            case 2 when held.Total.Raw > 0:
                network.ByHand(new VenueRequest.CancelAll(instrument.Id));
                Trade(instrument, Side.Sell, new Quantity(held.Total.Raw / (1 + network.Below(3))).RoundDownTo(instrument.LotSize));
                break;
            default:
                // In and out again: what stays in the account as a person's own would hide that something of the bot's is gone.
                Trade(instrument, Side.Buy, new Quantity(500 * instrument.LotSize.Raw));
                Trade(instrument, Side.Sell, new Quantity(499 * instrument.LotSize.Raw));
                break;
        }
    }

    private void Trade(Instrument instrument, Side side, Quantity quantity)
    {
        if (quantity.Raw > 0)
        {
            network.ByHand(new VenueRequest.PlaceOrder(new OrderSpec
            {
                ClientOrderId = new ClientOrderId($"hand-{side}-{agenda.Now.Nanoseconds}"), Instrument = instrument.Id, Side = side, Type = OrderType.Market, Quantity = quantity,
            }));
        }
    }
}
