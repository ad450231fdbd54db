namespace MultiSmc.Learning;

/// <summary>How a forest is evaluated.</summary>
public enum ForestPath
{
    /// <summary>Float comparisons, eight trees abreast: any forest, any processor.</summary>
    FloatWalk,

    /// <summary>Integer comparisons in padded trees: any processor, trees up to depth 8.</summary>
    Scalar,

    /// <summary>Byte comparisons, 32 nodes at once; trees up to depth 6.</summary>
    Avx2,

    /// <summary>Byte comparisons, 64 nodes at once; trees up to depth 6. Needs AVX-512 VBMI.</summary>
    Avx512,
}

/// <summary>
/// A model made ready for fast single-row prediction. Bit-equal to <see cref="TreeModel.MarginsByWalk"/> on every path; allocates nothing per call;
/// may be used from
/// several threads at once.
/// </summary>
public sealed class ForestEvaluator
{
    private readonly RankForest? _ranked;
    private readonly KeyForest? _keyed;
    private readonly FloatForest? _floats;

    private ForestEvaluator(TreeModel model, ForestPath path, RankForest? ranked = null)
    {
        Model = model;
        Path = path;
        _ranked = ranked;
        _keyed = path == ForestPath.Scalar ? new KeyForest(model) : null;
        _floats = path == ForestPath.FloatWalk ? new FloatForest(model) : null;
    }

    /// <summary>The model.</summary>
    public TreeModel Model { get; }

    /// <summary>The path taken.</summary>
    public ForestPath Path { get; }

    /// <summary>Takes the fastest path that this processor and this forest allow.</summary>
    public static ForestEvaluator Create(TreeModel model)
    {
        for (var path = ForestPath.Avx512; path > ForestPath.FloatWalk; path--)
        {
            if (TryCreate(model, path) is { } evaluator)
                return evaluator;
        }

        return new ForestEvaluator(model, ForestPath.FloatWalk);
    }

    /// <summary>Takes a certain path, or gives null where the processor or the forest (depth, number of split values) does not allow it.</summary>
    public static ForestEvaluator? TryCreate(TreeModel model, ForestPath path)
    {
        if (path == ForestPath.FloatWalk)
            return new ForestEvaluator(model, path);
        if ((path == ForestPath.Avx512 && !Avx512ForestKernel.IsSupported) || (path == ForestPath.Avx2 && !Avx2ForestKernel.IsSupported))
            return null;
        var depth = ForestLayout.DepthOf(model);
        if (path == ForestPath.Scalar)
            return depth <= ForestLayout.MaxDepth && model.FeatureCount <= KeyForest.MaxFeatures ? new ForestEvaluator(model, path) : null;
        if (depth > RankForest.MaxDepth)
            return null;
        var table = new RankTable(model.Trees, model.FeatureCount);
        return table.IsUsable ? new ForestEvaluator(model, path, new RankForest(model, table)) : null;
    }

    /// <summary>The margin (log-odds) of a row.</summary>
    /// <param name="row">At least as many values as the model has features; NaN where missing.</param>
    /// <exception cref="InvalidOperationException">The model has several classes.</exception>
    public float Margin(ReadOnlySpan<float> row)
    {
        if (Model.ClassCount != 1)
            throw new InvalidOperationException("a model of several classes has several margins");
        var margin = 0f;
        Margins(row, new Span<float>(ref margin));
        return margin;
    }

    /// <summary>The probability of a row, in [0, 1]; not calibrated.</summary>
    /// <param name="row">At least as many values as the model has features; NaN where missing.</param>
    /// <exception cref="InvalidOperationException">The model has several classes.</exception>
    public float Probability(ReadOnlySpan<float> row) => Sigmoid(Margin(row));

    /// <summary>The margins of a row, one for each class.</summary>
    /// <param name="row">At least as many values as the model has features; NaN where missing.</param>
    /// <param name="margins">Room for them.</param>
    public void Margins(ReadOnlySpan<float> row, Span<float> margins)
    {
        if (row.Length < Model.FeatureCount)
            throw new ArgumentException($"a row needs {Model.FeatureCount} values, this one has {row.Length}", nameof(row));
        if (margins.Length < Model.ClassCount)
            throw new ArgumentException($"there are {Model.ClassCount} margins, room is for {margins.Length}", nameof(margins));
        if (_ranked is not null)
        {
            if (Path == ForestPath.Avx512)
                VectorForest.Margins<Avx512ForestKernel>(_ranked, row, margins);
            else
                VectorForest.Margins<Avx2ForestKernel>(_ranked, row, margins);
        }
        else if (_keyed is not null)
        {
            _keyed.Margins(row, margins);
        }
        else
        {
            _floats?.Margins(row, margins);
        }
    }

    /// <summary>The probabilities of a row, one for each class: their sigmoid, or the softmax over them. Not calibrated.</summary>
    /// <param name="row">At least as many values as the model has features; NaN where missing.</param>
    /// <param name="probabilities">Room for them.</param>
    public void Probabilities(ReadOnlySpan<float> row, Span<float> probabilities)
    {
        Margins(row, probabilities);
        var used = probabilities[..Model.ClassCount];
        if (Model.Objective == TreeObjective.MultiSoftProb)
            Softmax(used);
        else
            used[0] = Sigmoid(used[0]);
    }

    /// <summary>1 / (1 + e^−margin) in float32 as the library computes it; it keeps e's exponent at 88.7 or less, so that the sum stays
    /// finite.</summary>
    public static float Sigmoid(float margin) => 1f / (MathF.Exp(MathF.Min(-margin, 88.7f)) + 1f);

    private static void Softmax(Span<float> values)
    {
        var largest = values[0];
        foreach (var value in values)
            largest = MathF.Max(largest, value);
        // The library sums float exponentials in a double and divides by its float.
        var sum = 0.0;
        foreach (ref var value in values)
        {
            value = MathF.Exp(value - largest);
            sum += value;
        }

        foreach (ref var value in values)
            value /= (float)sum;
    }
}
