namespace MultiSmc.Learning;

/// <summary>The steps of a row's way through a ranked forest that differ by instruction set. All kernels give the same bits.</summary>
internal interface IForestKernel
{
    /// <summary>Writes the row's ranks to their slots.</summary>
    static abstract void Rank(RankTable table, ReadOnlySpan<float> row, Span<byte> slots);

    /// <summary>Asks all nodes of a group of <see cref="ForestLayout.Group"/> trees: one bit each, "not less".</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="slots">The row's ranks.</param>
    /// <param name="group">Group, counted over the whole forest.</param>
    /// <param name="answers">Receives the bits in the order of the nodes.</param>
    static abstract void Answer(RankForest forest, ref byte slots, int group, ref byte answers);

    /// <summary>Walks the trees of a group along their answers.</summary>
    /// <param name="answers">Bits of the group's nodes.</param>
    /// <param name="depth">Questions on every way, 3 to 6.</param>
    /// <param name="places">Receives each tree's leaf, counted from the group's first.</param>
    static abstract void Walk(ref byte answers, int depth, ref uint places);
}
