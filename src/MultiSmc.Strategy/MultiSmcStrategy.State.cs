using MultiSmc.Core;
using MultiSmc.Engine;

namespace MultiSmc.Strategy;

/// <content>Saving and taking back what the plan remembers.</content>
public sealed partial class MultiSmcStrategy
{
    /// <inheritdoc/>
    public void Carry(StateCarrier state)
    {
        state.Section("strategy", 2);
        state.Expect("strategy parameters", $"{_parameters} {string.Join(' ', _parameters.FurtherTargets)}");
        state.Expect("model", _model.Id);
        _nextNumber = state.Int32(_nextNumber);
        _lastPacket = state.Int64(_lastPacket);
        _noEntryBefore = state.Int64(_noEntryBefore);
        _desk.Carry(state);
        _shortage.Carry(state);
        var count = state.Count(_setups.Count);
        for (var i = 0; i < count; i++)
            CarrySetup(state, state.IsReading ? null : _setups[i]);
        _model.Carry(state, OldestPacket());
    }

    /// <inheritdoc/>
    public IReadOnlyList<SetupView> Look() => [.. _setups.Select(static setup => setup.Look())];

    /// <inheritdoc/>
    public string Hold => _lastPacket < _noEntryBefore ? "cooldown-after-stop" : "";

    private void CarrySetup(StateCarrier state, Setup? setup)
    {
        var number = state.Int32(setup?.Number ?? 0);
        if (setup is null)
        {
            var book = new PositionBook(_context.Instrument.Base, _context.Instrument.Quote, _context.Portfolio.PriceOf);
            _setups.Add(setup = new Setup(number, default, book, default));
        }

        setup.Carry(state, _context);
        setup.Protection = PositionProtection.Carry(state, setup.Protection, _context, _parameters, setup);
    }

    /// <summary>Where the longest leg begins that the model may still be asked about.</summary>
    private long OldestPacket()
    {
        var oldest = _context.Detector.OldestPacket;
        foreach (var setup in _setups)
            oldest = Math.Min(oldest, setup.Zone.OriginIndex);
        return oldest;
    }
}
