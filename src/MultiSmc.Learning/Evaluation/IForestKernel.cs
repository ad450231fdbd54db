namespace MultiSmc.Learning;

/// <summary>The steps of a row's way through a ranked forest that differ by instruction set. All kernels give the same bits.</summary>
internal interface IForestKernel
{
    /// <summary>Writes the row's ranks to their slots.</summary>
    static abstract void Rank(RankTable table, ReadOnlySpan<float> row, Span<byte> slots);

    /// <summary>Asks nodes: one bit each, "not less".</summary>
    /// <param name="slots">The row's ranks.</param>
    /// <param name="isSmall">Whether all asked slots lie in the first half of the table.</param>
    /// <param name="asks">Slots that the nodes ask.</param>
    /// <param name="thresholds">Their thresholds.</param>
    /// <param name="nodes">How many; a multiple of 128.</param>
    /// <param name="answers">Receives the bits in the order of the nodes.</param>
    static abstract void Answer(ref byte slots, bool isSmall, ref byte asks, ref byte thresholds, nint nodes, ref byte answers);

    /// <summary>Walks the trees of a group along their answers.</summary>
    /// <param name="answers">Bits of the group's nodes.</param>
    /// <param name="depth">Questions on every way, 4 to 6.</param>
    /// <param name="places">Receives each tree's leaf, counted from the group's first.</param>
    static abstract void Walk(ref byte answers, int depth, ref uint places);
}
