using System.Text.Json;

namespace MultiSmc.Research;

/// <summary>A tree with what the library noted of its growth; arrays by node.</summary>
/// <param name="Left">Left child; negative in a leaf.</param>
/// <param name="Right">Right child.</param>
/// <param name="Feature">What the node asks for.</param>
/// <param name="Gain">How much the split lowered the loss.</param>
internal sealed record TreeStatistics(int[] Left, int[] Right, int[] Feature, double[] Gain)
{
    /// <summary>Reads the trees that count of a gbtree model.</summary>
    /// <param name="model">The library's JSON, which the model reader has accepted.</param>
    /// <param name="usedTrees">How many of its trees count.</param>
    public static IReadOnlyList<TreeStatistics> Read(ReadOnlyMemory<byte> model, int usedTrees)
    {
        using var document = JsonDocument.Parse(model);
        var trees = document.RootElement.GetProperty("learner").GetProperty("gradient_booster").GetProperty("model").GetProperty("trees");
        return [.. trees.EnumerateArray().Take(usedTrees).Select(ReadTree)];
    }

    /// <summary>Nodes that ask, from the root down: what was pruned is not among them.</summary>
    public IEnumerable<int> Splits()
    {
        var open = new Stack<int>([0]);
        while (open.TryPop(out var node))
        {
            if (Left[node] < 0)
                continue;
            yield return node;
            open.Push(Right[node]);
            open.Push(Left[node]);
        }
    }

    private static TreeStatistics ReadTree(JsonElement tree) => new(
        Array(tree, "left_children", item => item.GetInt32()),
        Array(tree, "right_children", item => item.GetInt32()),
        Array(tree, "split_indices", item => item.GetInt32()),
        Array(tree, "loss_changes", item => item.GetDouble()));

    private static T[] Array<T>(JsonElement tree, string name, Func<JsonElement, T> read) => [.. tree.GetProperty(name).EnumerateArray().Select(read)];
}
