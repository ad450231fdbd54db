using System.Diagnostics;
using MultiSmc.Strategy;
using MultiSmc.Structure;

namespace MultiSmc.Research;

/// <summary>Names of closed sets in files: part of the report's schema, so written out here and not taken from the code's identifiers.</summary>
internal static class StableNames
{
    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static string Weekday(int fromMonday) => Weekdays[fromMonday];

    public static string Of(ExitReason reason) => reason switch
    {
        ExitReason.None => "none",
        ExitReason.Target => "target",
        ExitReason.Stop => "stop",
        ExitReason.GuardedStop => "guarded-stop",
        ExitReason.GuardedTarget => "guarded-target",
        ExitReason.Time => "time",
        ExitReason.Unprotectable => "unprotectable",
        ExitReason.Dust => "dust",
        ExitReason.Manual => "manual",
        ExitReason.Outside => "outside",
        _ => throw new UnreachableException(),
    };

    public static string Of(ProtectionCancelCause cause) => cause switch
    {
        ProtectionCancelCause.None => "none",
        ProtectionCancelCause.Exit => "exit",
        ProtectionCancelCause.Part => "part",
        ProtectionCancelCause.Less => "less-held",
        ProtectionCancelCause.More => "more-held",
        ProtectionCancelCause.StopMoved => "stop-moved",
        ProtectionCancelCause.TargetBegan => "target-began",
        _ => throw new UnreachableException(),
    };

    public static string Of(BreakKind kind) => kind switch
    {
        BreakKind.Bos => "bos",
        BreakKind.Choch => "choch",
        _ => throw new UnreachableException(),
    };

    public static string Of(Direction side) => side switch
    {
        Direction.Long => "long",
        Direction.Short => "short",
        Direction.None => "none",
        _ => throw new UnreachableException(),
    };

    public static string Of(ZoneState state) => state switch
    {
        ZoneState.Pending => "pending",
        ZoneState.Touched => "touched",
        ZoneState.Entered => "entered",
        ZoneState.Invalidated => "invalidated",
        ZoneState.Completed => "completed",
        ZoneState.TimedOut => "timed_out",
        ZoneState.Expired => "expired",
        ZoneState.Cancelled => "cancelled",
        ZoneState.Superseded => "superseded",
        _ => throw new UnreachableException(),
    };

    public static string Of(VerdictKind kind) => kind switch
    {
        VerdictKind.NoModel => "no-model",
        VerdictKind.Judged => "judged",
        VerdictKind.Failed => "failed",
        _ => throw new UnreachableException(),
    };

    public static string Of(ModelTreatment treatment) => treatment switch
    {
        ModelTreatment.Kept => "kept",
        ModelTreatment.Pulled => "pulled",
        ModelTreatment.Rearmed => "re-armed",
        _ => throw new UnreachableException(),
    };

    public static string Of(EntryOutcome outcome) => outcome switch
    {
        EntryOutcome.Filled => "filled",
        EntryOutcome.FilledInPart => "filled-in-part",
        EntryOutcome.Refused => "refused",
        EntryOutcome.Cancelled => "cancelled",
        EntryOutcome.Working => "working",
        _ => throw new UnreachableException(),
    };
}
