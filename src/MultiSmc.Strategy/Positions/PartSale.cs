using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <summary>
/// What a person wants to have sold of one part of a position while the rest stays protected: first protection makes room, then one sale at market leaves.
/// What the exchange refuses is not tried again: the wish was for the price of that moment, and what was to be sold is protected once more.
/// </summary>
internal sealed class PartSale(StrategyContext context)
{
    private Quantity _left;
    private OrderState? _order;

    /// <summary>Base that is to be sold and is not: protection leaves it out.</summary>
    public Quantity Left => _left;

    /// <summary>The sale, or the last one.</summary>
    public OrderState? Order => _order;

    /// <summary>Asked for, and nothing has left yet.</summary>
    public bool IsDue => _left.Raw > 0 && !IsOnItsWay;

    /// <summary>It may still sell something, or has and we don't know how much.</summary>
    public bool IsOnItsWay => _order is { IsOpen: true } or { IsUnanswered: true };

    /// <summary>Saves what is to be sold, or takes what was saved.</summary>
    public void Carry(StateCarrier state)
    {
        _left = state.Quantity(_left);
        _order = context.Carry(state, _order);
    }

    /// <summary>Asks for it.</summary>
    public void Ask(Quantity quantity) => _left = quantity;

    /// <summary>The whole is to be sold, so nothing of it by itself; what is on its way stays.</summary>
    public void Drop()
    {
        if (!IsOnItsWay)
            _left = Quantity.Zero;
    }

    /// <summary>There is room: sends it.</summary>
    /// <param name="most">What can be sold at all.</param>
    public void Send(Quantity most)
    {
        if (most < _left)
            _left = most;
        _order = context.Place(ExitOrders.Market(context, _left));
    }

    /// <summary>The sale changed; its fill, if any, is booked.</summary>
    /// <returns>False when more was sold than was still asked for: a sale that had been given up sold all the same.</returns>
    public bool OnOrder(OrderState order, Fill? fill)
    {
        var sold = fill?.Quantity ?? Quantity.Zero;
        var isAsked = sold <= _left;
        _left = isAsked ? _left - sold : Quantity.Zero;
        if (!order.IsOpen && !order.IsMissingFills && _left.Raw > 0)
        {
            context.Alert("part-not-sold", $"{_left} {context.Instrument.Base} of a part to be sold by hand found no buyer and stay with the position.");
            _left = Quantity.Zero;
        }

        return isAsked;
    }

    /// <summary>The sale was refused, or never reached the exchange.</summary>
    public void OnRefused(VenueEvent.PlaceRefused refusal)
    {
        if (_left.Raw > 0)
            context.Alert("part-not-sold", $"The exchange did not sell {_left} {context.Instrument.Base}: {refusal.Reason} ({refusal.Code}). They stay with the position and are protected again.");
        _left = Quantity.Zero;
    }
}
