namespace MultiSmc.Packets;

/// <summary>One thing wrong with a set of parameters.</summary>
/// <param name="Field">Name of the property of <see cref="PacketParameters"/>.</param>
/// <param name="Message">What it is and what it may be.</param>
public readonly record struct PacketParameterFault(string Field, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Message}";
}
