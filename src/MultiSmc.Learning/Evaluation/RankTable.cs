namespace MultiSmc.Learning;

/// <summary>
/// Replaces float comparisons by byte comparisons. A ranker holds up to 255 of a feature's distinct split values in ascending order; a value's rank
/// is how many of them are not above it. Then value &lt; k-th split ⟺ rank ≤ k, k counted from 0, exactly. A ranker writes its rank to two slots:
/// in one a missing value reads as "not less" (255), in the other as "less" (0), so that a node's default direction is a matter of which slot it asks.
/// Both bytes are stored less 128: AVX2 compares signed bytes only.
/// </summary>
internal sealed class RankTable
{
    /// <summary>Splits in a block; a ranker has as many blocks.</summary>
    public const int Block = 16;

    /// <summary>Splits that fit in one ranker: ranks 0 to 255 need one split less than a byte has values.</summary>
    public const int MaxSplits = Block * Block - 1;

    /// <summary>Turned over, this bit makes signed bytes order as unsigned ones did.</summary>
    public const byte Sign = 0x80;

    /// <summary>Slots that nodes may ask; a byte permute over two 512-bit registers reaches no more.</summary>
    public const int MaxSlots = 128;

    /// <summary>Where ranks that no node asks for are written.</summary>
    public const int DummySlot = MaxSlots;

    /// <summary>Bytes of a row's slots, whole vectors.</summary>
    public const int TableBytes = MaxSlots + 64;

    private readonly List<(int Feature, float[] Splits)> _rankers;
    private readonly Dictionary<(int Ranker, bool IsDefaultLeft), int> _slots = [];

    public RankTable(ReadOnlySpan<DecisionTree> trees, int featureCount)
    {
        _rankers = CollectSplits(trees, featureCount);
        Splits = new AlignedMemory<float>(_rankers.Count * Block * Block);
        Pivots = new AlignedMemory<float>(_rankers.Count * Block);
        // NaN compares false with everything: padding is never counted.
        Splits.Span.Fill(float.NaN);
        Pivots.Span.Fill(float.NaN);
        Features = [.. _rankers.Select(ranker => ranker.Feature)];
        for (var r = 0; r < _rankers.Count; r++)
        {
            var splits = _rankers[r].Splits;
            splits.CopyTo(Splits.Span[(r * Block * Block)..]);
            for (var i = Block; i < splits.Length; i += Block)
                Pivots.Span[r * Block + i / Block - 1] = splits[i];
        }

        RightSlots = new byte[_rankers.Count];
        LeftSlots = new byte[_rankers.Count];
        Array.Fill(RightSlots, (byte)DummySlot);
        Array.Fill(LeftSlots, (byte)DummySlot);
        foreach (var tree in trees)
        {
            foreach (var node in tree.Questions)
                Assign(tree.Features[node], tree.Values[node], tree.IsDefaultLeft[node]);
        }
    }

    /// <summary>Feature of each ranker.</summary>
    public int[] Features { get; }

    /// <summary>Splits of each ranker, ascending, padded with NaN to 256.</summary>
    public AlignedMemory<float> Splits { get; }

    /// <summary>First split of each ranker's second and later blocks: as many as are not above a value, so many blocks lie before the
    /// value's.</summary>
    public AlignedMemory<float> Pivots { get; }

    /// <summary>Where each ranker's rank goes, a missing value as 255.</summary>
    public byte[] RightSlots { get; }

    /// <summary>Where each ranker's rank goes, a missing value as 0.</summary>
    public byte[] LeftSlots { get; }

    /// <summary>Slots in use.</summary>
    public int SlotCount { get; private set; }

    /// <summary>Whether bytes can say it all; otherwise the forest is walked with floats.</summary>
    public bool IsUsable => SlotCount <= MaxSlots;

    /// <summary>Slot and threshold of a node: it goes right iff the slot's byte, signed, is above the threshold.</summary>
    public (byte Slot, byte Threshold) Encode(int feature, float split, bool isDefaultLeft)
    {
        var (ranker, index) = Find(feature, split);
        return ((byte)_slots[(ranker, isDefaultLeft)], (byte)(index ^ Sign));
    }

    private void Assign(int feature, float split, bool isDefaultLeft)
    {
        var (ranker, _) = Find(feature, split);
        if (!_slots.TryAdd((ranker, isDefaultLeft), SlotCount))
            return;
        if (SlotCount < MaxSlots)
            (isDefaultLeft ? LeftSlots : RightSlots)[ranker] = (byte)SlotCount;
        SlotCount++;
    }

    private (int Ranker, int Index) Find(int feature, float split)
    {
        for (var r = 0; r < _rankers.Count; r++)
        {
            if (_rankers[r].Feature == feature && Array.BinarySearch(_rankers[r].Splits, split) is var index and >= 0)
                return (r, index);
        }

        throw new InvalidOperationException("every split was collected");
    }

    private static List<(int Feature, float[] Splits)> CollectSplits(ReadOnlySpan<DecisionTree> trees, int featureCount)
    {
        var byFeature = new List<float>?[featureCount];
        foreach (var tree in trees)
        {
            foreach (var node in tree.Questions)
                (byFeature[tree.Features[node]] ??= []).Add(tree.Values[node]);
        }

        var rankers = new List<(int, float[])>();
        for (var feature = 0; feature < featureCount; feature++)
        {
            if (byFeature[feature] is not { } all)
                continue;
            all.Sort();
            // Distinct by ==, so that −0 and 0 are one split, as they are to the comparison.
            var distinct = all.Where((split, i) => i == 0 || split != all[i - 1]).ToArray();
            for (var start = 0; start < distinct.Length; start += MaxSplits)
                rankers.Add((feature, distinct[start..Math.Min(start + MaxSplits, distinct.Length)]));
        }

        return rankers;
    }
}
