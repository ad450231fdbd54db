using MultiSmc.Core;

namespace MultiSmc.Strategy;

/// <summary>What the exchange says of itself: what the account really holds, and whether it takes orders.</summary>
public sealed partial class MultiSmcStrategy
{
    /// <inheritdoc/>
    public void OnReconciled(Quantity held)
    {
        var (booked, needed) = (Quantity.Zero, Quantity.Zero);
        foreach (var setup in _setups)
        {
            booked += setup.Book.Held;
            needed += NeededBy(setup);
        }

        var gone = _shortage.Judge(needed, held);
        if (gone.Raw == 0)
            return;
        var outside = booked - held;
        if (outside < _context.Instrument.LotSize)
            _context.Alert("outside", $"{gone} {_context.Instrument.Base} of one position are held, or were sold, by another's orders: its fee was taken from what was free.");
        else
            _context.Alert("outside", $"{gone} {_context.Instrument.Base} that the bot had bought left the account by other hands.");
        // What an order on the exchange holds can't have been taken: positions without one go first.
        WriteOff(ref gone, withOrders: false);
        if (gone > outside)
            gone = outside;
        WriteOff(ref gone, withOrders: true);
        Sweep();
    }

    /// <inheritdoc/>
    public void OnTradingAgain()
    {
        foreach (var setup in _setups)
            setup.Protection?.Hasten();
        Sweep();
    }

    // What a position takes of the account: what it has, or what its orders hold. The legs of a list are as large as its entry where the fee was taken from
    // free base, and that was another position's.
    private static Quantity NeededBy(Setup setup)
    {
        var needed = setup.Protection is { IsOver: false } protection ? protection.Resting : Quantity.Zero;
        return needed > setup.Book.Held ? needed : setup.Book.Held.Raw > 0 ? setup.Book.Held : Quantity.Zero;
    }

    private void WriteOff(ref Quantity gone, bool withOrders)
    {
        var last = _context.Portfolio.MarkOf(_context.Instrument.Id);
        for (var i = _setups.Count - 1; i >= 0 && gone.Raw > 0; i--)
        {
            if (_setups[i].Protection is not { IsOver: false } protection || protection.HasOrders != withOrders)
                continue;
            var part = gone < _setups[i].Book.Held ? gone : _setups[i].Book.Held;
            gone -= part;
            _setups[i].Book.WriteOff(part, last);
            protection.WriteOff(part);
            AfterExitStep(_setups[i], protection);
        }
    }
}
