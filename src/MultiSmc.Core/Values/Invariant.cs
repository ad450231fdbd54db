using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MultiSmc.Core;

/// <summary>Rules of ours that must always hold; checked in every build.</summary>
public static class Invariant
{
    /// <summary>Throws when a rule of ours is broken: a defect in this program, never bad input.</summary>
    /// <exception cref="InvariantException">The rule does not hold.</exception>
    public static void That([DoesNotReturnIf(false)] bool holds, string rule, [CallerMemberName] string where = "")
    {
        if (!holds)
            throw new InvariantException($"{where}: broken invariant: {rule}");
    }
}

/// <summary>A rule of ours is broken. In live the kernel stops deciding, keeps protective orders and tells the operator.</summary>
public sealed class InvariantException : Exception
{
    /// <summary>An exception without a message.</summary>
    public InvariantException()
    {
    }

    /// <param name="message">Where and which rule.</param>
    public InvariantException(string message)
        : base(message)
    {
    }

    /// <param name="message">Where and which rule.</param>
    /// <param name="innerException">What led to it.</param>
    public InvariantException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
