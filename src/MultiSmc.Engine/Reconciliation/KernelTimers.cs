namespace MultiSmc.Engine;

/// <summary>Tokens of the kernel's own timers; a strategy's are never below zero.</summary>
internal static class KernelTimers
{
    /// <summary>Look at questions that are due or unanswered.</summary>
    public const long Review = -1;

    /// <summary>Compare all books.</summary>
    public const long Round = -2;

    /// <summary>Compare all books once more, to be sure of what the last comparison showed.</summary>
    public const long Recheck = -4;

    /// <summary>A connection has been gone for long.</summary>
    public const long Grace = -3;
}
