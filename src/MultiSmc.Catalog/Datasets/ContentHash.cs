using System.Globalization;

namespace MultiSmc.Catalog;

/// <summary>
/// 128 bits over the rows of a day: the same for the same rows however they were divided into blocks and however the file is packed. It tells
/// contents apart and finds damage; it is no guard against forgery.
/// </summary>
/// <remarks>
/// A lane for each pair of columns takes (x, y) of a row as lane = high ^ low of (lane ^ x) × (y ^ key), the product in 128 bits (a folded multiply);
/// the flag is the top bit of the last y, which no amount has. The lanes and the number of rows are folded the same way at the end.
/// </remarks>
internal sealed class ContentHash(Dataset dataset)
{
    private static readonly ulong[] Keys = [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93];

    private readonly ulong[] _lanes = [.. Keys];
    private ulong _count;

    /// <summary>The hash of all rows so far, as 32 hex digits.</summary>
    public string Value
    {
        get
        {
            var low = _count + 1;
            var high = ~_count;
            for (var lane = 0; lane < (dataset.Numbers.Count + 1) / 2; lane++)
            {
                low = Fold(low ^ _lanes[lane], Keys[(lane + 1) % Keys.Length]);
                high = Fold(high ^ _lanes[lane], Keys[(lane + 2) % Keys.Length] ^ low);
            }

            return string.Create(CultureInfo.InvariantCulture, $"{high:x16}{low:x16}");
        }
    }

    /// <summary>Adds the rows of a block.</summary>
    public void Add(RowBlock block)
    {
        var last = (dataset.Numbers.Count - 1) / 2;
        for (var lane = 0; lane <= last; lane++)
        {
            var left = block.Numbers[2 * lane].AsSpan(0, block.Count);
            var right = 2 * lane + 1 < dataset.Numbers.Count ? block.Numbers[2 * lane + 1].AsSpan(0, block.Count) : left;
            var flags = lane == last && block.Flags.Length > 0 ? block.Flags.AsSpan(0, block.Count) : default;
            _lanes[lane] = flags.IsEmpty ? Run(_lanes[lane], Keys[lane], left, right) : Run(_lanes[lane], Keys[lane], left, right, flags);
        }

        _count += (ulong)block.Count;
    }

    private static ulong Run(ulong lane, ulong key, ReadOnlySpan<long> left, ReadOnlySpan<long> right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
            lane = Fold(lane ^ (ulong)left[i], (ulong)right[i] ^ key);
        return lane;
    }

    private static ulong Run(ulong lane, ulong key, ReadOnlySpan<long> left, ReadOnlySpan<long> right, ReadOnlySpan<bool> flags)
    {
        for (var i = 0; i < left.Length && i < right.Length && i < flags.Length; i++)
            lane = Fold(lane ^ (ulong)left[i], (ulong)right[i] ^ key ^ (flags[i] ? 1UL << 63 : 0));
        return lane;
    }

    private static ulong Fold(ulong left, ulong right)
    {
        var high = Math.BigMul(left, right, out var low);
        return high ^ low;
    }
}
