namespace MultiSmc.Structure;

/// <summary>A level that price may break, for charts and features.</summary>
/// <param name="Price">Price in canonical units.</param>
/// <param name="Index">Packet it was formed at; −1 while there is none.</param>
/// <param name="IsBroken">It has been broken: a level breaks once.</param>
public readonly record struct StructureLevel(long Price, long Index, bool IsBroken)
{
    /// <summary>No level yet.</summary>
    public static StructureLevel None { get; } = new(0, -1, false);

    /// <summary>There is a level.</summary>
    public bool IsKnown => Index >= 0;
}
