namespace MultiSmc.Learning;

/// <summary>
/// How far each feature of a row moves the margin of a forest: on the way down a tree, each step from a node's mean to its child's is the doing of the
/// feature that the node asks for. Start and contributions add up to the margin. For people who ask why; decisions never need it.
/// </summary>
/// <remarks>
/// Saabas (2014), as the library's approximate contributions. A node's mean is that of the leaves below, weighted by the hessians that ended in them in
/// training; in a file without them both sides of a question count alike.
/// </remarks>
public sealed class ForestContributions
{
    private readonly TreeModel _model;
    private readonly double[][] _means;

    /// <param name="model">A forest with one margin.</param>
    /// <exception cref="ArgumentException">It has several.</exception>
    public ForestContributions(TreeModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.ClassCount != 1)
            throw new ArgumentException($"a forest with one margin is needed, this has {model.ClassCount}", nameof(model));
        _model = model;
        _means = new double[model.UsedTrees][];
        var start = (double)model.BaseMargins[0];
        for (var tree = 0; tree < _means.Length; tree++)
        {
            _means[tree] = MeansOf(tree);
            start += _means[tree][0];
        }

        Start = start;
    }

    /// <summary>The margin before anything is known of a row.</summary>
    public double Start { get; }

    /// <summary>Adds what each feature moves the margin by.</summary>
    /// <param name="row">Values of the features, NaN where missing.</param>
    /// <param name="contributions">One for each feature; what stands there is added to.</param>
    public void Add(ReadOnlySpan<float> row, Span<double> contributions)
    {
        for (var tree = 0; tree < _means.Length; tree++)
        {
            var (walked, means, node) = (_model.Trees[tree], _means[tree], 0);
            while (!walked.IsLeaf(node))
            {
                var next = walked.Next(node, row);
                contributions[walked.Features[node]] += means[next] - means[node];
                node = next;
            }
        }
    }

    private double[] MeansOf(int index)
    {
        var tree = _model.Trees[index];
        var means = new double[tree.Left.Length];
        for (var node = 0; node < means.Length; node++)
        {
            if (tree.IsLeaf(node))
                means[node] = _model.Contribution(index, tree.Values[node]);
        }

        // A question stands before those below it: backwards, both children are known.
        for (var at = tree.Questions.Length - 1; at >= 0; at--)
        {
            var node = tree.Questions[at];
            var (left, right) = (tree.Left[node], tree.Right[node]);
            var (one, other) = tree.Covers.Length == 0 ? (1.0, 1.0) : (tree.Covers[left], tree.Covers[right]);
            means[node] = one + other > 0 ? (means[left] * one + means[right] * other) / (one + other) : (means[left] + means[right]) / 2;
        }

        return means;
    }
}
