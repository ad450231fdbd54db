using System.Globalization;

namespace MultiSmc.Structure;

/// <summary>A parameter that cannot be used.</summary>
/// <param name="Field">Its name in <see cref="StructureParameters"/>.</param>
/// <param name="Value">What it is.</param>
/// <param name="Allowed">What it may be.</param>
public sealed record StructureParameterFault(string Field, string Value, string Allowed)
{
    /// <summary>Field, value and allowed range on one line.</summary>
    public override string ToString() => $"{Field} is {Value}, allowed: {Allowed}";
}

/// <summary>Finds all faults of structure parameters at once: values out of range, and values that contradict each other.</summary>
public static class StructureParametersValidator
{
    private const long Million = 1_000_000;
    private const long MaxPackets = 1_000_000_000;
    private const int MaxWindow = 10_000;
    private const int MaxZones = 1_000;

    /// <summary>All faults, in the order of the fields; empty when the parameters can be used.</summary>
    public static IReadOnlyList<StructureParameterFault> Validate(StructureParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var faults = new List<StructureParameterFault>();
        Defined(faults, nameof(parameters.SwingMode), parameters.SwingMode);
        InRange(faults, nameof(parameters.Left), parameters.Left, 1, MaxWindow);
        InRange(faults, nameof(parameters.Right), parameters.Right, 1, MaxWindow);
        InRange(faults, nameof(parameters.ZigzagPpm), parameters.ZigzagPpm, 1, Million - 1);
        InRange(faults, nameof(parameters.ZigzagAtrMilli), parameters.ZigzagAtrMilli, 1, Million);
        InRange(faults, nameof(parameters.AtrWindow), parameters.AtrWindow, 1, StructureDetector.MaxAtrWindow);
        Defined(faults, nameof(parameters.BreakMode), parameters.BreakMode);
        Ticks(faults, nameof(parameters.BreakBufferTicks), parameters.BreakBufferTicks, parameters.Tick);
        Defined(faults, nameof(parameters.ChochLevel), parameters.ChochLevel);
        Defined(faults, nameof(parameters.RangeMode), parameters.RangeMode);
        Borders(faults, parameters);
        Targets(faults, parameters.TpMilli);
        InRange(faults, nameof(parameters.SlBufferMilli), parameters.SlBufferMilli, 0, ZoneRatios.MaxMilli);
        Ticks(faults, nameof(parameters.SlBufferTicks), parameters.SlBufferTicks, parameters.Tick);
        InRange(faults, nameof(parameters.MinRangePpm), parameters.MinRangePpm, 0, Million);
        InRange(faults, nameof(parameters.TtlPackets), parameters.TtlPackets, 1, MaxPackets);
        InRange(faults, nameof(parameters.HoldPackets), parameters.HoldPackets, 1, MaxPackets);
        InRange(faults, nameof(parameters.MaxZonesPerSide), parameters.MaxZonesPerSide, 1, MaxZones);
        InRange(faults, nameof(parameters.Tick), parameters.Tick, 1, StructureDetector.MaxPrice);
        return faults;
    }

    private static void Borders(List<StructureParameterFault> faults, StructureParameters parameters)
    {
        var (top, entry, bottom) = (parameters.OteTopMilli, parameters.EntryMilli, parameters.OteBottomMilli);
        InRange(faults, nameof(parameters.OteTopMilli), top, 1, 999);
        InRange(faults, nameof(parameters.OteBottomMilli), bottom, 1, 999);
        InRange(faults, nameof(parameters.EntryMilli), entry, 1, 999);
        if (top >= entry || entry >= bottom)
            faults.Add(new(nameof(parameters.EntryMilli), Text(entry), $"between {nameof(parameters.OteTopMilli)} ({Text(top)}) and {nameof(parameters.OteBottomMilli)} ({Text(bottom)}), both excluded"));
    }

    private static void Targets(List<StructureParameterFault> faults, IReadOnlyList<long>? targets)
    {
        const string allowed = "three values from 0 to 4000, none nearer than the one before";
        var isSound = targets is { Count: 3 } && targets[0] >= 0 && targets[0] <= targets[1] && targets[1] <= targets[2]
            && targets[2] <= ZoneRatios.MaxMilli;
        if (!isSound)
            faults.Add(new(nameof(StructureParameters.TpMilli), targets is null ? "missing" : $"[{string.Join(", ", targets.Select(Text))}]", allowed));
    }

    private static void Ticks(List<StructureParameterFault> faults, string field, long ticks, long tick)
    {
        // A bad tick is a fault of its own.
        var most = StructureDetector.MaxPrice / Math.Max(tick, 1);
        InRange(faults, field, ticks, 0, most);
    }

    private static void InRange(List<StructureParameterFault> faults, string field, long value, long least, long most)
    {
        if (value < least || value > most)
            faults.Add(new(field, Text(value), $"{Text(least)} to {Text(most)}"));
    }

    private static void Defined<T>(List<StructureParameterFault> faults, string field, T value)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
            faults.Add(new(field, value.ToString(), string.Join(", ", Enum.GetNames<T>())));
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
