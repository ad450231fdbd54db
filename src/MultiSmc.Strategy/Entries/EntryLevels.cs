using MultiSmc.Core;
using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>Prices that belong to one entry order: the stop and target in force when it fills are those it was placed with.</summary>
/// <param name="Entry">Limit price.</param>
/// <param name="Stop">Structural stop.</param>
/// <param name="Target">Target.</param>
/// <param name="Version">The zone's version.</param>
internal readonly record struct EntryLevels(Price Entry, Price Stop, Price Target, int Version)
{
    /// <summary>Saves the levels, or gives saved ones.</summary>
    public EntryLevels Carried(StateCarrier state) => new(state.Price(Entry), state.Price(Stop), state.Price(Target), state.Int32(Version));

    /// <summary>Levels of a zone as it stands.</summary>
    public static EntryLevels Of(in Zone zone, int tpIndex, UnitScale units) =>
        new(new Price(units.ToRaw(zone.Entry)), new Price(units.ToRaw(zone.Sl)), new Price(units.ToRaw(zone.Tp(tpIndex))), zone.Version);
}
