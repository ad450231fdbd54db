using MultiSmc.Core;

namespace MultiSmc.Engine;

/// <summary>What keeps new entries from being placed, for the account and for each instrument.</summary>
internal sealed class EntryLocks(int instruments)
{
    private readonly EntryLock[] _ofInstrument = new EntryLock[instruments];

    public EntryLock OfAccount { get; private set; }

    public EntryLock Of(InstrumentId instrument) => OfAccount | _ofInstrument[instrument.Index];

    public bool Has(InstrumentId instrument, EntryLock flag) => (_ofInstrument[instrument.Index] & flag) != 0;

    /// <summary>Saves the locks, or takes saved ones.</summary>
    public void Carry(StateCarrier state)
    {
        OfAccount = state.Enum(OfAccount);
        if (state.Count(_ofInstrument.Length) != _ofInstrument.Length)
            throw state.Fault("another number of instruments");
        foreach (ref var locks in _ofInstrument.AsSpan())
            locks = state.Enum(locks);
    }

    /// <summary>Sets or lifts a lock on the account; a change is an effect.</summary>
    public void Set(EntryLock flag, bool isOn, string reason, EffectBuffer effects)
    {
        var before = OfAccount;
        OfAccount = isOn ? before | flag : before & ~flag;
        if (OfAccount != before)
            effects.Add(EffectKind.EntryLockChanged, default, new EntryLockChange(null, before, OfAccount, reason));
    }

    /// <summary>Sets or lifts a lock on one instrument; a change is an effect.</summary>
    public void Set(InstrumentId instrument, EntryLock flag, bool isOn, string reason, EffectBuffer effects)
    {
        ref var now = ref _ofInstrument[instrument.Index];
        var before = now;
        now = isOn ? before | flag : before & ~flag;
        if (now != before)
            effects.Add(EffectKind.EntryLockChanged, instrument, new EntryLockChange(instrument, before, now, reason));
    }
}
