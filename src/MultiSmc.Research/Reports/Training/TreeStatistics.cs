using System.Text.Json;

namespace MultiSmc.Research;

/// <summary>A tree with what the library noted of its growth; arrays by node.</summary>
/// <param name="Left">Left child; negative in a leaf.</param>
/// <param name="Right">Right child.</param>
/// <param name="Feature">What the node asks for.</param>
/// <param name="Value">Split value; in a leaf what it adds to the margin.</param>
/// <param name="IsMissingLeft">Where a missing value goes.</param>
/// <param name="Gain">How much the split lowered the loss.</param>
/// <param name="Mean">Mean of the leaves below, weighted by the hessians that ended there in training.</param>
internal sealed record TreeStatistics(int[] Left, int[] Right, int[] Feature, float[] Value, bool[] IsMissingLeft, double[] Gain, double[] Mean)
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

    /// <summary>Adds what each feature moved the margin by on a row's way down, and gives the mean that the way began at.</summary>
    /// <remarks>Saabas (2014), as the library's approximate contributions: mean + sum = leaf.</remarks>
    public double AddContributions(ReadOnlySpan<float> row, Span<double> contributions)
    {
        var node = 0;
        while (Left[node] >= 0)
        {
            var value = row[Feature[node]];
            var goesLeft = float.IsNaN(value) ? IsMissingLeft[node] : value < Value[node];
            var next = goesLeft ? Left[node] : Right[node];
            contributions[Feature[node]] += Mean[next] - Mean[node];
            node = next;
        }

        return Mean[0];
    }

    private static TreeStatistics ReadTree(JsonElement tree)
    {
        var left = Array(tree, "left_children", item => item.GetInt32());
        var right = Array(tree, "right_children", item => item.GetInt32());
        var value = Array(tree, "split_conditions", item => item.GetSingle());
        var hessian = Array(tree, "sum_hessian", item => item.GetDouble());
        var mean = new double[left.Length];
        FillMeans(0);
        return new TreeStatistics(
            left,
            right,
            Array(tree, "split_indices", item => item.GetInt32()),
            value,
            Array(tree, "default_left", item => item.ValueKind == JsonValueKind.True || (item.ValueKind == JsonValueKind.Number && item.GetInt32() != 0)),
            Array(tree, "loss_changes", item => item.GetDouble()),
            mean);

        // As deep as the tree, which is at most eight.
        void FillMeans(int node)
        {
            if (left[node] < 0)
            {
                mean[node] = value[node];
                return;
            }

            FillMeans(left[node]);
            FillMeans(right[node]);
            var (one, other) = (hessian[left[node]], hessian[right[node]]);
            mean[node] = one + other > 0 ? (mean[left[node]] * one + mean[right[node]] * other) / (one + other) : (mean[left[node]] + mean[right[node]]) / 2;
        }
    }

    private static T[] Array<T>(JsonElement tree, string name, Func<JsonElement, T> read) => [.. tree.GetProperty(name).EnumerateArray().Select(read)];
}
