using BenchmarkDotNet.Attributes;
using MultiSmc.Learning;

namespace MultiSmc.Benchmarks.Learning;

/// <summary>One row through a forest: time per prediction on each path, and by the plain walk.</summary>
[MemoryDiagnoser]
public class ForestBenchmarks
{
    private const int Features = 32;
    private const int RowCount = 4096;

    private float[][] _rows = [];
    private TreeModel? _model;
    private ForestEvaluator? _evaluator;
    private int _next;

    [Params("100x4", "300x6")]
    public string Shape { get; set; } = "";

    [Params(ForestPath.Avx512, ForestPath.Avx2, ForestPath.Scalar, ForestPath.FloatWalk)]
    public ForestPath Path { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _model = Shape == "100x4" ? RandomForest.Model(100, 4, Features, 1) : RandomForest.Model(300, 6, Features, 1);
        _evaluator = ForestEvaluator.TryCreate(_model, Path) ?? throw new NotSupportedException($"{Path} is not to be had here");
        _rows = RandomForest.Rows(RowCount, Features, 2);
        // A fast wrong answer counts as none.
        foreach (var row in _rows)
        {
            var expected = 0f;
            _model.MarginsByWalk(row, new Span<float>(ref expected));
            if (BitConverter.SingleToInt32Bits(expected) != BitConverter.SingleToInt32Bits(_evaluator.Margin(row)))
                throw new InvalidOperationException($"{Path} differs from the plain walk");
        }
    }

    [Benchmark]
    public float Margin()
    {
        _next = (_next + 1) % RowCount;
        return _evaluator?.Margin(_rows[_next]) ?? 0;
    }

    [Benchmark]
    public float PlainWalk()
    {
        _next = (_next + 1) % RowCount;
        var margin = 0f;
        _model?.MarginsByWalk(_rows[_next], new Span<float>(ref margin));
        return margin;
    }
}
