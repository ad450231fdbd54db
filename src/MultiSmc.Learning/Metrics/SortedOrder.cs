namespace MultiSmc.Learning;

/// <summary>Positions in ascending order of their keys; equal keys stay in their order.</summary>
internal static class SortedOrder
{
    public static int[] Of<T>(ReadOnlySpan<T> keys)
    {
        var copy = keys.ToArray();
        return [.. Enumerable.Range(0, copy.Length).OrderBy(i => copy[i])];
    }
}
