using MultiSmc.Core;

namespace MultiSmc.Strategy;

/// <summary>What the exchange says of itself: what the account really holds, and whether it takes orders.</summary>
public sealed partial class MultiSmcStrategy
{
    /// <inheritdoc/>
    public void OnReconciled(Quantity held)
    {
        var booked = Quantity.Zero;
        foreach (var setup in _setups)
            booked += setup.Book.Held;
        var gone = _shortage.Judge(booked, held);
        if (gone.Raw == 0)
            return;
        _context.Alert("outside", $"{gone} {_context.Instrument.Base} that the bot had bought left the account by other hands.");
        // What an order on the exchange holds can't have been taken: positions without one go first.
        WriteOff(ref gone, withOrders: false);
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
