namespace MultiSmc.Learning;

/// <summary>The two steps of a row's way through a forest that differ by instruction set. All kernels give the same bits.</summary>
internal interface IForestKernel
{
    /// <summary>Writes the row's ranks to their slots.</summary>
    static abstract void Rank(RankTable table, ReadOnlySpan<float> row, Span<byte> slots);

    /// <summary>Adds the leaves of <paramref name="count"/> trees to <paramref name="margin"/>, in order.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="slots">The row's ranks.</param>
    /// <param name="first">First tree, the first of a group.</param>
    /// <param name="count">Trees.</param>
    /// <param name="margin">Sum so far.</param>
    static abstract float Add(RankForest forest, ReadOnlySpan<byte> slots, int first, int count, float margin);
}
