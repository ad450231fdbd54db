using MultiSmc.Structure;

namespace MultiSmc.Strategy;

/// <summary>Stable names of what ends a zone.</summary>
internal static class ZoneEnd
{
    /// <summary>The name of the event that ended a zone: "zone-expired".</summary>
    public static string NameOf(in StructureEvent structureEvent) => structureEvent.Kind switch
    {
        StructureEventKind.ZoneExpired => "zone-expired",
        StructureEventKind.ZoneInvalidated => "zone-invalidated",
        StructureEventKind.ZoneCompleted => "zone-completed",
        StructureEventKind.ZoneTimedOut => "zone-timed-out",
        StructureEventKind.ZoneSuperseded => "zone-superseded",
        _ => structureEvent.Reason == StructureReason.Segment ? "segment-break" : "opposite-break",
    };
}
